import type { Parsed } from '#evidence';
import { sha256Hex } from '#kernel';

import type { Expectation } from './rungs/expectation.js';
import type { Judged } from './verdict.js';

/** Larger documents are judged anew: what is remembered of each is bounded, not only how many there are. */
const MAX_REMEMBERED_BYTES = 64 * 1024;

/** What bytes hold, and what became of them. */
export type JudgedBytes = Judged & { readonly parsed: Parsed };

/**
 * The whole question by which an answer may be given again: the identity of the bytes, and what they were expected to be
 * about. Undefined where an expectation says anything else, also anything that this function does not know of yet.
 */
export function questionOf(bytes: Uint8Array, { artifact, ...others }: Expectation): string | undefined {
  if (bytes.length > MAX_REMEMBERED_BYTES || isAnythingSaid(others)) return undefined;
  if (artifact === undefined) return sha256Hex(bytes);
  const { digests, ...more } = artifact;
  return isAnythingSaid(more) ? undefined : `${sha256Hex(bytes)} ${JSON.stringify(digests)}`;
}

function isAnythingSaid(fields: object): boolean {
  return Object.values(fields).some((value) => value !== undefined);
}

/** A bug of ours may be a matter of the moment: it is not remembered. */
export function isWorthRemembering({ verdict }: Judged): boolean {
  return !verdict.checks.some(({ code }) => code === 'INTERNAL');
}
