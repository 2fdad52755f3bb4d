import { concatBytes, toUtf8, type Instant } from '#kernel';

// A writer of DER (X.690) that knows just the types that certificates and time-stamp tokens are made of.

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

export function tagged(tag: number, content: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(tag), lengthOf(content.length), content);
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return tagged(TAG.sequence, concatBytes(...items));
}

/** SET OF: DER sorts the items by their encodings (X.690 section 11.6). */
export function setOf(...items: readonly Uint8Array[]): Uint8Array {
  return tagged(TAG.set, concatBytes(...[...items].sort((a, b) => Buffer.compare(a, b))));
}

/** `[n] EXPLICIT`. */
export function explicit(n: number, content: Uint8Array): Uint8Array {
  return tagged(0xa0 + n, content);
}

/** `[n] IMPLICIT` over a primitive type: its content octets alone. */
export function implicit(n: number, content: Uint8Array): Uint8Array {
  return tagged(0x80 + n, content);
}

export function boolean(value: boolean): Uint8Array {
  return tagged(TAG.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** A non-negative INTEGER, from a number or from big-endian magnitude bytes. */
export function integer(value: number | Uint8Array): Uint8Array {
  const magnitude = typeof value === 'number' ? bigEndian(value) : value;
  const firstUsed = magnitude.findIndex((byte) => byte !== 0);
  const trimmed = firstUsed === -1 ? Uint8Array.of(0) : magnitude.subarray(firstUsed);
  const needsSign = (trimmed[0] ?? 0) >= 0x80;
  return tagged(TAG.integer, needsSign ? concatBytes(Uint8Array.of(0), trimmed) : trimmed);
}

export function octetString(content: Uint8Array): Uint8Array {
  return tagged(TAG.octetString, content);
}

/** @param unusedBits how many low bits of the last byte do not count */
export function bitString(content: Uint8Array, unusedBits = 0): Uint8Array {
  return tagged(TAG.bitString, concatBytes(Uint8Array.of(unusedBits), content));
}

export function utf8String(text: string): Uint8Array {
  return tagged(TAG.utf8String, toUtf8(text));
}

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(TAG.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** RFC 5280 section 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050. */
export function certificateTime(at: Instant): Uint8Array {
  return Number(at.slice(0, 4)) < 2050 ? tagged(TAG.utcTime, toUtf8(compact(at).slice(2))) : generalizedTime(at);
}

/** To the second, without fraction, as RFC 3161 and RFC 5280 allow. */
export function generalizedTime(at: Instant): Uint8Array {
  return tagged(TAG.generalizedTime, toUtf8(compact(at)));
}

function compact(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
}

function bigEndian(value: number): Uint8Array {
  const hex = value.toString(16);
  return new Uint8Array(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
}

function base128(value: number): number[] {
  const digits = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 + (rest % 128));
  return digits;
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = bigEndian(length);
  return concatBytes(Uint8Array.of(0x80 + bytes.length), bytes);
}
