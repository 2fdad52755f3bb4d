import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';

const MAX_FINDINGS = 100_000;

/** Secrets found in what a step read and made; the secrets themselves are never in it. */
export interface SecretScan {
  readonly kind: 'secret-scan';
  readonly findings: readonly { readonly rule: string; readonly location: string }[];
}

/** witness secretscan v0.1. An empty result says that nothing was found; a missing one says nothing. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseSecretScan(predicate: Field): SecretScan {
  const field = predicate.get('findings');
  // Its writer spells an empty list as null.
  const findings = field.value === null ? [] : field.items(MAX_FINDINGS);
  return {
    kind: 'secret-scan',
    findings: findings.map((finding) => ({
      rule: textOf(finding.get('ruleId')),
      location: textOf(finding.get('location')),
    })),
  };
}
