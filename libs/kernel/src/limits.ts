/** Hard ceilings on hostile input. They can be configured down; raising one is a code change with a review. */
export const LIMITS = {
  bundleBytes: 10 * 1024 * 1024,
  documentBytes: 64 * 1024 * 1024,
  jsonDepth: 64,
  listElements: 1_000_000,
  subjects: 10_000,
  signatures: 32,
  logEntries: 32,
  timestamps: 32,
  certificates: 10,
  patternCharacters: 256,
  inclusionProofHashes: 64,
  setParts: 1_000,
  /** Of one JSON document, or of the first of several lines, that is looked at before it is known to be a container. */
  containerBytes: 16 * 1024 * 1024,
  containerPieces: 10_000,
  archiveBytes: 256 * 1024 * 1024,
} as const;
