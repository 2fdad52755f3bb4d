import { digestOf, toUtf8, type Digest } from '#kernel';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_LENGTH = 43; // 32 bytes in base 62
const FORM = /^avr_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** `avr_` + 32 random bytes in base 62 + six characters of CRC-32, so that scanners recognise a leaked token offline. */
export function formatApiToken(secret: Uint8Array): string {
  const body = toBase62(BigInt(`0x${Buffer.from(secret).toString('hex')}`), SECRET_LENGTH);
  return `avr_${body}${checksum(body)}`;
}

/** False for text that cannot be one of our tokens: refused before anything is looked up. */
export function isApiToken(text: string): boolean {
  const match = FORM.exec(text);
  return match?.[1] !== undefined && match[2] === checksum(match[1]);
}

/** How a token is stored and found. Its secret has 256 bits: a slow hash would add nothing. */
export function hashApiToken(token: string): Digest {
  return digestOf(toUtf8(token));
}

function checksum(body: string): string {
  return toBase62(BigInt(crc32(toUtf8(body))), 6);
}

function toBase62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = (ALPHABET[Number(rest % 62n)] ?? '') + text;
  return text.padStart(length, '0');
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
