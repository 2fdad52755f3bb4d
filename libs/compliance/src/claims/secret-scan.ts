import type { SecretScan } from '#evidence';

/** How many secrets one tool found where it looked. Where it looked is not told. */
export interface SecretScanClaim {
  readonly kind: 'secret-scan';
  readonly found: number;
  /** Rules that found something. */
  readonly rules: readonly string[];
}

export function claimOfSecretScan({ kind, findings }: SecretScan): SecretScanClaim {
  return { kind, found: findings.length, rules: [...new Set(findings.map(({ rule }) => rule))].sort() };
}
