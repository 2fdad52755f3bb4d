import type { TrustRule } from '#verification';

import type { AdmissionParts } from './admission-parts.js';

/** A signer as both admission controllers know one. */
export type AdmissionSigner =
  | {
      readonly kind: 'keyless';
      readonly issuer: string;
      /** Exactly, or as a pattern that has to match the whole. */
      readonly subject: { readonly exactly: string } | { readonly pattern: string };
    }
  | { readonly kind: 'key'; readonly publicKey: string; readonly logged: boolean };

type Expressed = { readonly signer: AdmissionSigner } | { readonly why: string };

/**
 * The signer of a rule, where a policy that names him admits nothing that the rule refuses; else why not. Levels of
 * builders, populations and anchors do not decide whether a signer is believed, so they may be lost.
 */
export function expressSigner(rule: TrustRule, parts: Pick<AdmissionParts, 'product' | 'publicGood'>): Expressed {
  const why =
    scopeProblem(rule, parts.product) ?? signerProblem(rule) ?? contentProblem(rule) ?? proofProblem(rule, parts);
  if (why !== undefined) return { why };
  const { signer } = rule;
  switch (signer.kind) {
    case 'key':
      return { signer: { kind: 'key', publicKey: signer.publicKey, logged: rule.log !== 'none' } };
    case 'certificate':
      return { signer: { kind: 'keyless', issuer: signer.issuer, subject: subjectOf(signer.identity) } };
    case 'workload':
      return { why: 'its signer is named by a private authority' };
  }
}

function scopeProblem({ scope }: TrustRule, product: string | undefined): string | undefined {
  if (scope.kind === 'organization' || scope.product === product) return undefined;
  return `it is about the product ${scope.product} alone`;
}

function signerProblem({ signer }: TrustRule): string | undefined {
  switch (signer.kind) {
    case 'workload':
      return 'its signer is named by a private authority, which a policy cannot be given here';
    case 'certificate':
      if (Object.keys(signer.extensions ?? {}).length > 0) {
        return `it demands certificate extensions (${Object.keys(signer.extensions ?? {}).join(', ')}), which a policy cannot compare`;
      }
      // An older Kyverno reads these as wildcards.
      if ('exactly' in signer.identity && /[*?]/.test(signer.identity.exactly)) {
        return 'its identity holds * or ?, which might be read as a wildcard';
      }
      return undefined;
    case 'key':
      if (signer.keyid !== undefined || signer.signs !== undefined) {
        return 'it says under which name, or over what, its key signs';
      }
      return undefined;
  }
}

function contentProblem(rule: TrustRule): string | undefined {
  const demands = (['source', 'build', 'summary', 'inspections'] as const).filter((field) => rule[field] !== undefined);
  if (demands.length > 0) return `it demands something of what is said (${demands.join(', ')})`;
  if (rule.validFrom !== undefined || rule.validUntil !== undefined)
    return 'it is valid for a time, and a policy is not';
  return undefined;
}

function proofProblem(rule: TrustRule, { publicGood }: Pick<AdmissionParts, 'publicGood'>): string | undefined {
  const { log, time, signer, trustRoot } = rule;
  if (log !== 'none' && log.required > 1) return `it demands ${log.required} transparency logs`;
  if (time !== 'none' && time.required > 1) return `it demands ${time.required} sources of time`;
  if (log === 'none') {
    if (signer.kind !== 'key') return 'it is proven by a trust root without a log';
    return time === 'none' ? undefined : 'it demands a time-stamp beside a key without a log';
  }
  const isPublic = trustRoot === undefined ? publicGood.length > 0 : publicGood.includes(trustRoot);
  return isPublic ? undefined : 'it is proven by a trust root that is not Sigstore’s public one';
}

function subjectOf(identity: { readonly exactly: string } | { readonly pattern: string }) {
  return 'exactly' in identity ? { exactly: identity.exactly } : { pattern: `^(?:${identity.pattern})$` };
}
