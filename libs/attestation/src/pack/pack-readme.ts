import type { Scope } from '#compliance';
import { toUtf8 } from '#kernel';
import { visibleText } from '#reporting';

import type { PackedText } from './pack.js';

/** The read-me of a pack: what lies in it, and how a stranger judges it. One of its companions. */
export function packReadme(
  { organization, product, release }: Scope,
  { synthetic }: { readonly synthetic: boolean },
): PackedText {
  const title = visibleText(`${product} ${release} of ${organization}`, 300);
  const text = `${synthetic ? 'SYNTHETIC: a sample organization with made-up evidence.\n\n' : ''}# Evidence pack: ${title}

This is an OCI image layout, as a folder or as one tar. Its manifest gives each blob under \`blobs/sha256\` a title:

- \`attestation.sigstore.json\`: the signed assessment, an in-toto statement in a Sigstore bundle
- \`attestation.pub\`: the sender's public key; convenient, and proof of nothing: take the key from where you trust it
- \`status.sigstore.json\`: the signed word of the sender on how the assessment stands; it runs out after seven days
- \`evidence/\`: every item that the assessment used or accounts for, byte for byte, by its SHA-256
- \`trust/\`: the trust roots and trust rules that the sender judged by
- \`framework/\`: the catalog and the mapping from evidence to tasks
- \`assessment-input.json\`, \`assessment.json\`, \`report.json\`: what was judged and what came out, canonical JSON
- \`withheld.json\`, \`assessment-input.redacted.json\` in their place: what the sender keeps in the house, and what is left
- \`intake/\`: the log of everything received, up to the signed checkpoint that the assessment names
- \`report.html\` and others that \`status.sigstore.json\` names: the same for people

Recompute the whole judgement, offline:

    aver replay PACK

Ask whether you should accept it, by anchors of your own:

    aver replay PACK --signer KEY.pub --trusted-root TRUSTED_ROOT.json --rules RULES.json

INTACT: these are the signed bytes. CONSISTENT: the sender's own roots, rules and mapping lead to these results.
ACCEPTED: yours do. STANDING: its signer still stands behind it. Only ACCEPTED says anything about trust.

Take files that you open elsewhere with the care that any stranger's files need.
`;
  return { name: 'README.md', bytes: toUtf8(text) };
}
