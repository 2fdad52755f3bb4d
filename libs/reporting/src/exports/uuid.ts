import { concatBytes, fromHex, hash, sha256Hex, toHex, toUtf8 } from '#kernel';

/** RFC 9562 appendix C: the namespace of names that are URLs. */
const URL_NAMESPACE = fromHex('6ba7b8119dad11d180b400c04fd430c8');
const BASE = 'https://averment.dev/id';

/**
 * A UUID that is a function of what it names: version 5 (RFC 9562 section 5.5), since OSCAL knows versions 4 and 5 only.
 * Its SHA-1 gives names, never proof: what has to be proven is named by a SHA-256 beside it.
 */
export function uuidOf(...name: readonly string[]): string {
  const url = `${BASE}/${sha256Hex(toUtf8(JSON.stringify(name)))}`;
  const bytes = hash('sha1', concatBytes(URL_NAMESPACE, toUtf8(url))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
