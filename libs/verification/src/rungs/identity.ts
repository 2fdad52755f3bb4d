import type { PreparedRule } from '../rules/prepared-rule.js';
import type { TrustRoot } from '../trust/load-trust-root.js';
import type { TrustRule } from '../trust-rule.js';
import type { Signer } from '../verdict.js';
import { VerificationError } from '../verification-error.js';
import type { ProvenSignature } from './signature.js';

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
  return rule.signer.kind === signer.kind && matchesIdentity(signer.identity);
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

/**
 * Proves: the key of the rule signed in the way and under the name that this very rule lets it; another rule may let the
 * same key sign in another way. Assumes: `proof` is of the rule's key. @throws VerificationError IDENTITY_KEY_USE_UNEXPECTED
 */
export function requireKeyUse({ signer }: TrustRule, proof: ProvenSignature | undefined): void {
  if (signer.kind !== 'key' || proof === undefined) return;
  const { signs = 'envelope', keyid } = signer;
  const isNamed = keyid === undefined || proof.keyids.includes(keyid);
  if (isNamed && (proof.over === 'envelope' || signs === 'payload')) return;
  throw new VerificationError('IDENTITY_KEY_USE_UNEXPECTED', {
    expected: `a signature over the ${signs}${keyid === undefined ? '' : ` under the name ${keyid}`}`,
    found: `one over the ${proof.over} under ${proof.keyids.join(', ') || 'no name'}`,
  });
}

export function describeSigner(signer: Signer): string {
  if (signer.kind === 'key') return `key ${signer.fingerprint}`;
  return `${signer.identity} by ${signer.kind === 'workload' ? `trust root ${signer.authority}` : signer.issuer}`;
}

function describe({ id, signer, trustRoot }: TrustRule): string {
  if (signer.kind === 'key') return `the key of rule ${id}`;
  const who = 'exactly' in signer.identity ? signer.identity.exactly : `pattern ${signer.identity.pattern}`;
  const issuer = signer.kind === 'workload' ? `trust root ${trustRoot ?? '(none named)'}` : signer.issuer;
  return `${who} by ${issuer} (rule ${id})`;
}
