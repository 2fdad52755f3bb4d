import { AppError, canonicalJson } from '#kernel';
import type { Signer, Verdict } from '#verification';

type CertifiedSigner = Extract<Signer, { kind: 'certificate' }>;

/**
 * What we sign walks our own ladder before it is kept. An identity that no rule expects yet is named with the rule that
 * would expect it, so that somebody can decide.
 * @throws AppError conflict OWN_SIGNER_UNEXPECTED, OWN_SIGNATURE_REFUSED
 */
export function requireOwnVerdict(verdict: Verdict | undefined): void {
  if (verdict?.outcome === 'verified') return;
  const blocking = (verdict?.checks ?? []).filter(
    ({ outcome }) => outcome === 'failed' || outcome === 'could-not-check',
  );
  const signer = verdict?.signer;
  if (signer?.kind === 'certificate' && blocking.some(({ rung }) => rung === 'identity')) throw unexpected(signer);
  const rungs = blocking.map(({ rung, code }) => `${rung} ${code ?? ''}`.trim()).join(', ');
  throw new AppError(
    'conflict',
    'OWN_SIGNATURE_REFUSED',
    `the signed statement does not verify under the organization’s own trust roots and rules (${rungs || 'not judged'}); nothing was issued`,
  );
}

function unexpected(signer: CertifiedSigner): AppError {
  const rule = canonicalJson(attestationSignerRule(signer));
  return new AppError(
    'conflict',
    'OWN_SIGNER_UNEXPECTED',
    `no trust rule expects ${signer.identity} to sign attestations; nothing was issued. Where it should, add this rule and sign again: ${rule}`,
  );
}

/** The rule that expects this identity to sign attestations of the organization: logged, timed, and never more than its own word. */
export function attestationSignerRule({ issuer, identity }: Pick<CertifiedSigner, 'issuer' | 'identity'>) {
  return {
    id: 'attestation-signer',
    scope: { kind: 'organization' },
    kinds: ['ssdf-assessment', 'producer-statement', 'attestation-status', 'release-manifest'],
    signer: { kind: 'certificate', issuer, identity: { exactly: identity } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: true,
    population: 'declared',
  } as const;
}
