import { LIMITS } from '#kernel';

/** What a TUF repository may cost, in bytes or pieces: an honest one stays far below each of these. */
export const TUF_LIMITS = {
  rootBytes: 96 * 1024,
  timestampBytes: 16 * 1024,
  snapshotBytes: 2_000_000,
  targetsBytes: 5_000_000,
  targetBytes: LIMITS.bundleBytes,
  ruleBytes: 256 * 1024,
  rootRotations: 256,
  delegatedRoles: 32,
  rules: 1000,
} as const;
