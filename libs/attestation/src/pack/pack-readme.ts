import type { Scope } from '#compliance';
import { toUtf8 } from '#kernel';
import { visibleText } from '#reporting';

import type { PackedText } from './pack.js';

/** The read-me of a pack: what lies in it, and how a stranger judges it. Part of what the statement names. */
export function packReadme(about: { readonly scope: Scope; readonly synthetic: boolean }): PackedText {
  const { organization, product, release } = about.scope;
  const title = visibleText(`${product} ${release} of ${organization}`, 300);
  const text = `${about.synthetic ? 'SYNTHETIC: a sample organization with made-up evidence.\n\n' : ''}# Evidence pack: ${title}

This folder is an OCI image layout. Its manifest gives each blob under \`blobs/sha256\` a title:

- \`attestation.sigstore.json\`: the signed assessment, an in-toto statement in a Sigstore bundle
- \`attestation.pub\`: the signer's public key; convenient, and proof of nothing: take the key from where you trust it
- \`evidence/\`: every item that the assessment used or accounts for, byte for byte, by its SHA-256
- \`trust/\`: the trust roots and trust rules that the sender judged by
- \`framework/\`: the catalog and the mapping from evidence to tasks
- \`assessment-input.json\`, \`assessment.json\`: what was judged and what came out, canonical JSON
- \`intake/\`: the log of everything received, up to the signed checkpoint that the assessment names
- \`report.html\`: the same for people

Recompute the whole judgement, offline:

    aver replay .

Ask whether you should accept it, by anchors of your own:

    aver replay . --signer KEY.pub --trusted-root TRUSTED_ROOT.json --rules RULES.json

INTACT: these are the signed bytes. CONSISTENT: the sender's own roots, rules and mapping lead to these results.
ACCEPTED: yours do. Only the third says anything about trust.
`;
  return { name: 'README.md', bytes: toUtf8(text) };
}
