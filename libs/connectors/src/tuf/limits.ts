import { LIMITS } from '#kernel';

/** What a TUF repository may cost, in bytes or pieces: an honest one stays far below each of these. */
export const TUF_LIMITS = {
  rootBytes: 96 * 1024,
  timestampBytes: 16 * 1024,
  snapshotBytes: 1024 * 1024,
  targetsBytes: 1024 * 1024,
  /** Of one table of metadata: the library takes time that grows with the square of it, before any signature counts. */
  entries: 1024,
  targetBytes: LIMITS.bundleBytes,
  ruleBytes: 256 * 1024,
  rootRotations: 256,
  delegatedRoles: 32,
  rules: 1000,
} as const;
