import canonicalizeModule from 'canonicalize';

import { toUtf8 } from './bytes.js';
import { digestOf, type Digest } from './digest.js';

// The package is CommonJS with an ES default export in its types.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** RFC 8785 (JCS) text of a JSON value. @throws TypeError for undefined, NaN or infinite numbers: a bug of ours, not input */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256 over the RFC 8785 bytes of a JSON value. */
export function canonicalDigest(value: unknown): Digest {
  return digestOf(toUtf8(canonicalJson(value)));
}
