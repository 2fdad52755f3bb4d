import { concatBytes, toUtf8, type JsonObject } from '#kernel';

/** A log entry of a bundle (proto-JSON) as protobuf TransparencyLogEntry without its body: what gitsign embeds. */
export function formatEmbeddedEntry(entry: JsonObject): Uint8Array {
  const kindVersion = entry['kindVersion'] as JsonObject;
  const proof = entry['inclusionProof'] as JsonObject;
  const checkpoint = proof['checkpoint'] as JsonObject;
  return concatBytes(
    number(1, entry['logIndex']),
    bytes(2, base64(1, (entry['logId'] as JsonObject)['keyId'])),
    bytes(3, concatBytes(text(1, kindVersion['kind']), text(2, kindVersion['version']))),
    number(4, entry['integratedTime']),
    bytes(5, base64(1, (entry['inclusionPromise'] as JsonObject)['signedEntryTimestamp'])),
    bytes(
      6,
      concatBytes(
        number(1, proof['logIndex']),
        base64(2, proof['rootHash']),
        number(3, proof['treeSize']),
        ...(proof['hashes'] as readonly string[]).map((hash) => base64(4, hash)),
        bytes(5, text(1, checkpoint['envelope'])),
      ),
    ),
  );
}

function number(field: number, value: unknown): Uint8Array {
  return concatBytes(varint(field * 8), varint(Number(value)));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return concatBytes(varint(field * 8 + 2), varint(value.length), value);
}

function text(field: number, value: unknown): Uint8Array {
  return bytes(field, toUtf8(String(value)));
}

function base64(field: number, value: unknown): Uint8Array {
  return bytes(field, Buffer.from(String(value), 'base64'));
}

function varint(value: number): Uint8Array {
  const groups: number[] = [];
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) groups.push((rest % 128) + 128);
  return Uint8Array.of(...groups, Math.floor(value / 128 ** groups.length));
}
