import type { PreparedRule } from '../rules/prepared-rule.js';
import type { TrustRoot } from '../trust/load-trust-root.js';
import type { TrustRule } from '../trust-rule.js';
import type { Signer } from '../verdict.js';
import { VerificationError } from '../verification-error.js';

/**
 * Proves: the rule expects this signer under this trust root: issuer and identity exactly (or by the anchored pattern
 * of the organization), and every extension the rule demands; or the very key. Assumes: `signer` was proven.
 * @throws VerificationError IDENTITY_*
 */
export function proveIdentity(prepared: PreparedRule, signer: Signer | undefined, root: TrustRoot): Signer {
  const { rule } = prepared;
  if (signer === undefined) throw new VerificationError('IDENTITY_UNPROVEN', { expected: describe(rule) });
  if (!expectsName(prepared, signer)) {
    throw new VerificationError('IDENTITY_UNEXPECTED', { expected: describe(rule), found: describeSigner(signer) });
  }
  if (signer.kind === 'certificate' && rule.signer.kind === 'certificate') requireClaims(rule.signer, signer);
  if (rule.trustRoot !== undefined && rule.trustRoot !== root.name) {
    throw new VerificationError('IDENTITY_TRUST_ROOT_UNEXPECTED', { expected: rule.trustRoot, found: root.name });
  }
  return signer;
}

/** Is this the rule's key, or a certificate with the rule's identity? Cheap: most rules are about somebody else. */
export function expectsName({ rule, fingerprint, matchesIdentity }: PreparedRule, signer: Signer): boolean {
  if (signer.kind === 'key') return signer.fingerprint === fingerprint;
  return rule.signer.kind === 'certificate' && matchesIdentity(signer.identity);
}

type Certificate<T> = Extract<T, { kind: 'certificate' }>;

function requireClaims(expected: Certificate<TrustRule['signer']>, signer: Certificate<Signer>): void {
  if (signer.issuer !== expected.issuer) {
    throw new VerificationError('IDENTITY_ISSUER_UNEXPECTED', { expected: expected.issuer, found: signer.issuer });
  }
  for (const [name, value] of Object.entries(expected.extensions ?? {})) {
    const found = Object.hasOwn(signer.extensions, name) ? signer.extensions[name] : undefined;
    if (found === value) continue;
    throw new VerificationError('IDENTITY_EXTENSION_UNEXPECTED', {
      expected: `${name} ${value}`,
      found: found === undefined ? `no ${name}` : `${name} ${found}`,
    });
  }
}

export function describeSigner(signer: Signer): string {
  return signer.kind === 'key' ? `key ${signer.fingerprint}` : `${signer.identity} by ${signer.issuer}`;
}

function describe({ id, signer }: TrustRule): string {
  if (signer.kind === 'key') return `the key of rule ${id}`;
  const who = 'exactly' in signer.identity ? signer.identity.exactly : `pattern ${signer.identity.pattern}`;
  return `${who} by ${signer.issuer} (rule ${id})`;
}
