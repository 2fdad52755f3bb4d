import { digestOf, toUtf8, type Digest } from '#kernel';

const FORM = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as text, for a cookie or a link. */
export function formatSecret(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

/** False for text that cannot be one of ours: refused before anything is looked up. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}

/** How it is kept and found. It has 256 bits: a slow hash would add nothing. */
export function hashSecret(secret: string): Digest {
  return digestOf(toUtf8(secret));
}
