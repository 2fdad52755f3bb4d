import { concatBytes, sha256, toHex, toUtf8 } from '#kernel';

const BLOCK = 64;

/**
 * The only source of "randomness" in this room: the same seed and label always give the same bytes.
 * Expansion is HKDF-Expand (RFC 5869 section 2.3) with HMAC-SHA-256. Never a secret: everybody knows the seed.
 */
export class Seed {
  readonly #key: Uint8Array;

  constructor(text: string) {
    this.#key = sha256(toUtf8(text));
  }

  bytes(label: string, length: number): Uint8Array {
    const info = toUtf8(label);
    let block = new Uint8Array();
    let output = new Uint8Array();
    for (let counter = 1; output.length < length; counter++) {
      block = new Uint8Array(hmacSha256(this.#key, concatBytes(block, info, Uint8Array.of(counter))));
      output = new Uint8Array(concatBytes(output, block));
    }
    return output.slice(0, length);
  }

  /** Lower-case hexadecimal, `length` digits: stands for commits, run numbers, identifiers. */
  hex(label: string, length: number): string {
    return toHex(this.bytes(label, Math.ceil(length / 2))).slice(0, length);
  }

  /** An integer from 0 to `below` - 1. */
  integer(label: string, below: number): number {
    return Number(BigInt(`0x${this.hex(label, 12)}`) % BigInt(below));
  }

  /** A seed that shares nothing with this one but its origin. */
  child(label: string): Seed {
    return new Seed(this.hex(`child ${label}`, 64));
  }
}

/** RFC 2104, for keys of at most one block. */
function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const inner = new Uint8Array(BLOCK).fill(0x36);
  const outer = new Uint8Array(BLOCK).fill(0x5c);
  key.forEach((byte, index) => {
    inner[index] = 0x36 ^ byte;
    outer[index] = 0x5c ^ byte;
  });
  return sha256(concatBytes(outer, sha256(concatBytes(inner, message))));
}
