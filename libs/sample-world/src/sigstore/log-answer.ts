import { fromBase64, toHex, toUtf8, type JsonObject } from '#kernel';

/** `{ uuid: entry }`, as Rekor's API spells what bundles spell otherwise. */
export function formatAnswer(entry: JsonObject): Uint8Array {
  const proof = entry['inclusionProof'] as JsonObject;
  const hex = (base64: unknown) => toHex(fromBase64(String(base64)));
  const answer = {
    body: entry['canonicalizedBody'],
    integratedTime: Number(entry['integratedTime']),
    logID: hex((entry['logId'] as JsonObject)['keyId']),
    logIndex: Number(entry['logIndex']),
    verification: {
      inclusionProof: {
        checkpoint: (proof['checkpoint'] as JsonObject)['envelope'],
        hashes: (proof['hashes'] as readonly string[]).map(hex),
        logIndex: Number(proof['logIndex']),
        rootHash: hex(proof['rootHash']),
        treeSize: Number(proof['treeSize']),
      },
      signedEntryTimestamp: (entry['inclusionPromise'] as JsonObject)['signedEntryTimestamp'],
    },
  };
  return toUtf8(JSON.stringify({ [hex((entry['logId'] as JsonObject)['keyId'])]: answer }));
}
