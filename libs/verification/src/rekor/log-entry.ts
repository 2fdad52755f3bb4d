import type { LogEntry } from '#evidence';
import { equalBytes, leafHash, toHex, verifyInclusion } from '#kernel';

import type { SignedThing } from '../signed-thing.js';
import type { TransparencyLog } from '../trust/transparency-log.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import { bindBody } from './body/bind-body.js';
import { verifyCheckpoint } from './checkpoint.js';
import { loggedThing } from './logged-thing.js';
import { verifyPromise } from './signed-entry-timestamp.js';

/** A log entry that a log of the trust root vouches for, about this very signature. */
export interface ProvenEntry {
  readonly log: TransparencyLog;
  /** Milliseconds since 1970, by the log's own promise; absent where it gave none (Rekor v2). */
  readonly integratedTime?: number;
}

/** Rekor v2 entries carry no time and whole origins; these are its kinds. */
const REKOR_V2_KINDS: ReadonlySet<string> = new Set(['hashedrekord/0.0.2', 'dsse/0.0.2']);

/**
 * Proves: a log of the trust root holds this entry, and the entry is about this signature. Everything the entry brings
 * is checked: a promise, a proof, or both; with neither it is refused.
 * @throws VerificationError LOG_*
 */
export function verifyEntry(
  entry: LogEntry,
  thing: SignedThing,
  logs: ReadonlyMap<string, TransparencyLog>,
): ProvenEntry {
  const id = toHex(entry.logId);
  const log = logs.get(id);
  if (log === undefined) throw new VerificationError('LOG_UNKNOWN', { expected: 'a log of the trust root', found: id });
  const integratedTime = entry.signedEntryTimestamp === undefined ? undefined : verifyPromise(entry, log);
  if (entry.inclusionProof !== undefined) verifyProof(entry, entry.inclusionProof, log);
  if (integratedTime === undefined && entry.inclusionProof === undefined)
    throw new VerificationError('LOG_PROOF_MISSING');
  orMalformed('LOG_BODY_INVALID', () => bindBody(entry, loggedThing(entry, thing)));
  return integratedTime === undefined ? { log } : { log, integratedTime };
}

/** Checkpoint first, then the tree: a proof to a root that nobody signed proves nothing. */
function verifyProof(entry: LogEntry, proof: NonNullable<LogEntry['inclusionProof']>, log: TransparencyLog): void {
  if (proof.checkpoint === '') throw new VerificationError('LOG_CHECKPOINT_MISSING');
  const isV2 = REKOR_V2_KINDS.has(`${entry.kind}/${entry.version}`);
  const checkpoint = orMalformed('LOG_CHECKPOINT_INVALID', () =>
    verifyCheckpoint(proof.checkpoint, log, isV2 ? 'rekor-v2' : 'rekor-v1'),
  );
  if (checkpoint.size !== proof.size || !equalBytes(checkpoint.rootHash, proof.rootHash)) {
    throw new VerificationError('LOG_CHECKPOINT_MISMATCH', {
      expected: `${checkpoint.size} ${toHex(checkpoint.rootHash)}`,
      found: `${proof.size} ${toHex(proof.rootHash)}`,
    });
  }
  // Rekor v1 counts entries across shards, so only there may the two indices differ.
  if (isV2 && entry.index !== proof.index) {
    throw new VerificationError('LOG_PROOF_INVALID', {
      expected: `index ${entry.index}`,
      found: `index ${proof.index}`,
    });
  }
  const { index, size, hashes, rootHash } = proof;
  if (!verifyInclusion({ leaf: leafHash(entry.canonicalizedBody), index, size, hashes, root: rootHash })) {
    throw new VerificationError('LOG_PROOF_INVALID', { expected: toHex(rootHash) });
  }
}
