import { concatBytes } from '#kernel';

/**
 * DER of an ECDSA signature that is written as r||s, each of `size` bytes (at most 66); undefined for any other length.
 * Integers are written as they are: whether they lie in range is for the verifier to say.
 */
export function derOfP1363(signature: Uint8Array, size: number): Uint8Array | undefined {
  if (signature.length !== 2 * size) return undefined;
  const content = concatBytes(derInteger(signature.subarray(0, size)), derInteger(signature.subarray(size)));
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return concatBytes(Uint8Array.of(0x30, ...length), content);
}

function derInteger(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Uint8Array.of(0) : bytes.subarray(first);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return concatBytes(Uint8Array.of(0x02, sign.length + digits.length, ...sign), digits);
}
