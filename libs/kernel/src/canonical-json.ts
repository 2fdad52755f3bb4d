import canonicalizeModule from 'canonicalize';

import { toUtf8 } from './bytes.js';
import { digestOf, type Digest } from './digest.js';
import { sortTexts } from './sort-texts.js';

// The package is CommonJS with an ES default export in its types.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** RFC 8785 (JCS) text of a JSON value. @throws TypeError for undefined, NaN or infinite numbers: a bug of ours, not input */
export function canonicalJson(value: unknown): string {
  const copy = new OrderedCopy();
  const ordered = copy.of(value);
  const text = copy.isFaithful ? (JSON.stringify(ordered) as string | undefined) : canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256 over the RFC 8785 bytes of a JSON value. */
export function canonicalDigest(value: unknown): Digest {
  return digestOf(toUtf8(canonicalJson(value)));
}

/** Names that are whole numbers stand first in every object, in the order of numbers. */
const NUMBER = /^\d/;

/**
 * A copy whose members were added in the order of RFC 8785, section 3.2.3: `JSON.stringify` writes it as it stands, and
 * numbers and texts as sections 3.2.2.2 and 3.2.2.3 want them, several times faster than members can be joined here.
 */
class OrderedCopy {
  /** False where the order cannot be had this way, or the value is no JSON: the library has the last word on those. */
  isFaithful = true;

  of(value: unknown): unknown {
    if (typeof value === 'number') this.isFaithful &&= Number.isFinite(value);
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? value.map((item) => this.of(item)) : this.#ofObject(value as Members);
  }

  #ofObject(members: Members): Members {
    const names = Object.keys(members);
    if (NUMBER.test(names[0] ?? '') || typeof members['toJSON'] === 'function') this.isFaithful = false;
    const copy: Members = {};
    for (const name of sortTexts(names)) {
      if (name === '__proto__') this.isFaithful = false;
      else copy[name] = this.of(members[name]);
    }
    return copy;
  }
}

type Members = Record<string, unknown>;
