import { concatBytes, fromHex } from '#kernel';

/**
 * TimeStampReq (RFC 3161 section 2.4.1) over a SHA-256: SEQUENCE of version 1, the hash with its algorithm, and the wish
 * for the authority's certificate. Every part has one length, so all but the hash is constant. Without nonce: a token
 * of the same hash that is older than the question says something stronger, and it is true.
 * @param digest 32 bytes
 */
export function timestampRequest(digest: Uint8Array): Uint8Array {
  if (digest.length !== 32) throw new RangeError('a SHA-256 has 32 bytes');
  const version = '020101';
  const sha256 = '300d06096086480165030402010500';
  const certificateWanted = '0101ff';
  return concatBytes(fromHex(`3039${version}3031${sha256}0420`), digest, fromHex(certificateWanted));
}
