import { ParseError } from './app-error.js';
import { sha256Hex } from './crypto.js';

declare const digestBrand: unique symbol;
/** `sha256:` and 64 lower-case hexadecimal digits, always over the raw bytes as they were received. */
export type Digest = `sha256:${string}` & { readonly [digestBrand]: true };

export function digestOf(bytes: Uint8Array): Digest {
  return `sha256:${sha256Hex(bytes)}` as Digest;
}

/** @throws ParseError DIGEST_INVALID */
export function parseDigest(text: string): Digest {
  if (!isDigest(text))
    throw new ParseError('DIGEST_INVALID', 'not a digest of the form sha256:<64 lower-case hex digits>');
  return text;
}

export function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}

/** Hexadecimal length by digest algorithm; what is not listed is not accepted as a subject. SHA-1 only names git objects. */
const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128, gitCommit: 40 };

/** A digest of something the evidence is about: `sha256:…`, `sha384:…`, `sha512:…` or `gitCommit:…`, lower-case hex. */
export type SubjectDigest = `${'sha256' | 'sha384' | 'sha512' | 'gitCommit'}:${string}`;

export function isSubjectDigest(text: string): text is SubjectDigest {
  const colon = text.indexOf(':');
  const algorithm = text.slice(0, colon);
  const hex = text.slice(colon + 1);
  if (algorithm === 'gitCommit' && hex.length === 64) return /^[0-9a-f]+$/.test(hex);
  return Object.hasOwn(HEX_LENGTH, algorithm) && hex.length === HEX_LENGTH[algorithm] && /^[0-9a-f]+$/.test(hex);
}
