import { LIMITS, ParseError, type Field } from '#kernel';

import { bytesOf, someBytesOf, textOf } from '../../field-readers.js';
import type { LogEntry } from '../../signed-entity.js';
import type { BundleVersion } from './media-type.js';

type InclusionProof = NonNullable<LogEntry['inclusionProof']>;

/**
 * The transparency log entries of a bundle. None at all is legal from v0.2 on: whether a log is needed is the trust
 * rule's business, not the format's. v0.1 is defined by its inclusion promise, so it needs one entry at least.
 * @throws ParseError BUNDLE_NO_LOG_ENTRY, BUNDLE_NO_PROMISE, BUNDLE_NO_PROOF, FIELD_*, LIMIT_EXCEEDED
 */
export function parseLogEntries(material: Field, version: BundleVersion): LogEntry[] {
  const entries = material.optional('tlogEntries')?.items(LIMITS.logEntries) ?? [];
  if (version === 'v0.1' && entries.length === 0) {
    throw new ParseError('BUNDLE_NO_LOG_ENTRY', `${material.path} holds no log entry, which bundle v0.1 requires`);
  }
  return entries.map((entry) => parseLogEntry(entry, version));
}

/** One entry as proto-JSON spells it; from v0.2 on with a proof of inclusion and its checkpoint. @throws ParseError as above */
export function parseLogEntry(entry: Field, version: BundleVersion): LogEntry {
  const kindVersion = entry.get('kindVersion');
  const integratedTime = integerOrZero(entry, 'integratedTime');
  const signedEntryTimestamp = parsePromise(entry, version);
  const inclusionProof = parseProof(entry, version);
  return {
    logId: someBytesOf(entry.get('logId').get('keyId')),
    index: integerOrZero(entry, 'logIndex'),
    kind: textOf(kindVersion.get('kind')),
    version: textOf(kindVersion.get('version')),
    ...(integratedTime > 0 && { integratedTime }),
    ...(signedEntryTimestamp && { signedEntryTimestamp }),
    ...(inclusionProof && { inclusionProof }),
    // An entry without its body cannot be tied to this signature by any proof, so it is refused in every version.
    canonicalizedBody: someBytesOf(entry.get('canonicalizedBody')),
  };
}

function parsePromise(entry: Field, version: BundleVersion): Uint8Array | undefined {
  const promise = entry.optional('inclusionPromise');
  if (promise !== undefined) return someBytesOf(promise.get('signedEntryTimestamp'));
  if (version === 'v0.1') {
    throw new ParseError('BUNDLE_NO_PROMISE', `${entry.path} has no inclusion promise, which bundle v0.1 requires`);
  }
  return undefined;
}

function parseProof(entry: Field, version: BundleVersion): InclusionProof | undefined {
  const proof = entry.optional('inclusionProof');
  const checkpoint = proof?.optional('checkpoint')?.optional('envelope')?.string() ?? '';
  if (proof !== undefined && checkpoint !== '') return completeProof(proof, checkpoint);
  // Signers of v0.1 wrote proofs without a checkpoint: nothing signs their root, so they prove nothing.
  if (version === 'v0.1') return undefined;
  throw new ParseError(
    'BUNDLE_NO_PROOF',
    `${entry.path} has no inclusion proof with a checkpoint, which bundle ${version} requires`,
  );
}

function completeProof(proof: Field, checkpoint: string): InclusionProof {
  return {
    index: integerOrZero(proof, 'logIndex'),
    size: integerOrZero(proof, 'treeSize'),
    rootHash: someBytesOf(proof.get('rootHash')),
    hashes: proof.optional('hashes')?.items(LIMITS.inclusionProofHashes).map(bytesOf) ?? [],
    checkpoint,
  };
}

/** Proto-JSON writers leave out integers that are zero. */
function integerOrZero(parent: Field, key: string): number {
  return parent.optional(key)?.integer() ?? 0;
}
