import type { RekorWitness } from '@sigstore/sign';

import type { JsonObject } from '#kernel';

type Entry = Awaited<ReturnType<RekorWitness['testify']>>['tlogEntries'][number];
type Proof = NonNullable<Entry['inclusionProof']>;

/** `TransparencyLogEntry` as protobuf JSON; a field that holds its default is left out. @throws Error for one without proof */
export function entryJson(entry: Entry): JsonObject {
  const { logIndex, logId, kindVersion, integratedTime, inclusionPromise, inclusionProof, canonicalizedBody } = entry;
  if (inclusionProof === undefined || canonicalizedBody.length === 0) throw new Error('an entry without proof or body');
  return {
    logIndex,
    logId: { keyId: base64(logId.keyId) },
    kindVersion: { kind: kindVersion.kind, version: kindVersion.version },
    ...(integratedTime === '0' ? {} : { integratedTime }),
    ...(inclusionPromise === undefined
      ? {}
      : { inclusionPromise: { signedEntryTimestamp: base64(inclusionPromise.signedEntryTimestamp) } }),
    inclusionProof: proofJson(inclusionProof),
    canonicalizedBody: base64(canonicalizedBody),
  };
}

function proofJson({ logIndex, rootHash, treeSize, hashes, checkpoint }: Proof): JsonObject {
  return {
    logIndex,
    rootHash: base64(rootHash),
    treeSize,
    hashes: hashes.map(base64),
    checkpoint: { envelope: checkpoint?.envelope ?? '' },
  };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}
