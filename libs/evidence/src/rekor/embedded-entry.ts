import { LIMITS, ParseError } from '#kernel';

import type { LogEntry } from '../signed-entity.js';
import { ProtobufMessage } from './protobuf-reader.js';

/** Fields of sigstore.rekor.v1 in protobuf-specs, by number. */
const ENTRY = { logIndex: 1, logId: 2, kindVersion: 3, integratedTime: 4, promise: 5, proof: 6 } as const;
const PROOF = { logIndex: 1, rootHash: 2, treeSize: 3, hashes: 4, checkpoint: 5 } as const;

/**
 * A log entry as protobuf TransparencyLogEntry without its body, which whoever embedded it left out because everything
 * in it stands elsewhere. @param canonicalizedBody what the log must hold, built anew from the evidence itself
 * @throws ParseError PROTOBUF_INVALID, LIMIT_EXCEEDED, UTF8_INVALID
 */
export function parseEmbeddedEntry(bytes: Uint8Array, canonicalizedBody: Uint8Array): LogEntry {
  const entry = ProtobufMessage.parse(bytes);
  const kindVersion = entry.message(ENTRY.kindVersion);
  const integratedTime = entry.integer(ENTRY.integratedTime);
  const signedEntryTimestamp = entry.message(ENTRY.promise)?.bytes(1);
  const inclusionProof = proofOf(entry.message(ENTRY.proof));
  return {
    logId: entry.message(ENTRY.logId)?.bytes(1) ?? new Uint8Array(),
    index: entry.integer(ENTRY.logIndex),
    kind: kindVersion?.text(1) ?? '',
    version: kindVersion?.text(2) ?? '',
    ...(integratedTime > 0 && { integratedTime }),
    ...(signedEntryTimestamp !== undefined && signedEntryTimestamp.length > 0 && { signedEntryTimestamp }),
    ...(inclusionProof && { inclusionProof }),
    canonicalizedBody,
  };
}

function proofOf(proof: ProtobufMessage | undefined): LogEntry['inclusionProof'] {
  if (proof === undefined) return undefined;
  const hashes = proof.list(PROOF.hashes);
  if (hashes.length > LIMITS.inclusionProofHashes) {
    throw new ParseError('LIMIT_EXCEEDED', `an inclusion proof has at most ${LIMITS.inclusionProofHashes} hashes`);
  }
  return {
    index: proof.integer(PROOF.logIndex),
    size: proof.integer(PROOF.treeSize),
    rootHash: proof.bytes(PROOF.rootHash),
    hashes,
    checkpoint: proof.message(PROOF.checkpoint)?.text(1) ?? '',
  };
}
