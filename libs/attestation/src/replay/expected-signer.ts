import type { EvidenceKind } from '#evidence';
import { PublicKey } from '#kernel';
import { loadTrustRoot, Verifier, type TrustRoot, type TrustRootSource, type TrustRule } from '#verification';

import type { OpenAttestation } from './attested.js';
import type { SignedStatement } from './signed-statement.js';
import type { SignerIdentity } from './signer-identity.js';

/** What somebody signs about an assessment, besides the assessment itself. */
const KINDS = [
  ...(['ssdf-assessment', 'attestation-status', 'producer-statement', 'build-verification'] as const),
] satisfies readonly EvidenceKind[];

/** Undefined where it is the signer's, else a sentence why not. */
export type SignerTest = (statement: SignedStatement) => string | undefined;

/**
 * Proves: the statement was signed under a certificate of exactly this name, by the ladder, under these roots: chain,
 * log and time as far as a root lists them. Assumes: the roots.
 * @throws ParseError for roots that cannot be read
 */
export function signerByIdentity(
  { issuer, identity }: SignerIdentity,
  sources: readonly TrustRootSource[],
): SignerTest {
  const trustRoots = sources.map(loadTrustRoot);
  const rules = trustRoots.map((root, index) => ruleUnder(root, { issuer, identity }, index));
  const verifier = new Verifier({ trustRoots, rules });
  return ({ parsed }) => {
    const { outcome, checks } = verifier.verify(parsed).verdict;
    if (outcome === 'verified') return undefined;
    const stopped = checks.find(({ outcome: found }) => found === 'failed' || found === 'could-not-check');
    return `by your trust roots it is not signed by ${identity}: ${stopped?.code ?? outcome}`;
  };
}

function ruleUnder(root: TrustRoot, { issuer, identity }: SignerIdentity, index: number): TrustRule {
  const listsTime = root.logs.size > 0 || root.timestampAuthorities.length > 0;
  return {
    id: `reader-signer-${index + 1}`,
    scope: { kind: 'organization' },
    kinds: KINDS,
    signer: { kind: 'certificate', issuer, identity: { exactly: identity } },
    log: root.logs.size > 0 ? { required: 1 } : 'none',
    time: listsTime ? { required: 1 } : 'none',
    teamControlled: true,
    trustRoot: root.name,
  };
}

export function signerByKeys(keys: readonly PublicKey[]): SignerTest {
  return ({ signedBy }) =>
    keys.some((key) => signedBy(key)) ? undefined : 'it is signed by none of the keys that are expected';
}

/**
 * Who may say by the sender's own lights how an attestation stands: its signer, and whose key its rules name for it. Any
 * certificate can bear the signer's name; under the sender's roots it has to be issued to it.
 * @throws ParseError for roots that cannot be read
 */
export function sendersSigner(
  { signed, signingKey }: OpenAttestation,
  { rules, trustRoots }: { readonly rules: readonly TrustRule[]; readonly trustRoots: readonly TrustRootSource[] },
): SignerTest {
  const byKey = signerByKeys([...(signingKey === undefined ? [] : [signingKey]), ...keysIn(rules)]);
  const own = signed?.certified?.signer;
  if (own === undefined) return byKey;
  const byName = signerByIdentity(own, trustRoots);
  return (statement) => (byKey(statement) === undefined ? undefined : byName(statement));
}

/** Keys that may say how an assessment stands: a rule that lets a key sign assessments of its own lets it say nothing of others. */
export function keysIn(rules: readonly TrustRule[]): readonly PublicKey[] {
  return rules.flatMap(({ scope, kinds, signer }) =>
    scope.kind === 'organization' && signer.kind === 'key' && kinds.includes('attestation-status')
      ? [PublicKey.fromPem(signer.publicKey)]
      : [],
  );
}
