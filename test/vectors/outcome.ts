import type { Check } from '#verification';

import type { Corpus, VectorCase } from './corpus.js';

export type Outcome =
  | { readonly got: 'pass' }
  /** `error` is ours: it never agrees with anything. */
  | { readonly got: 'fail' | 'error'; readonly code: string }
  | { readonly got: 'skipped'; readonly why: string }
  /** Nothing speaks against it, and part of it is not in the bytes: only where upstream asks a server for that part. */
  | { readonly got: 'undecided'; readonly why: string };

/** Judges a case through the function that the product uses. What is refused by throwing is a refusal too. */
export type Judge = (vector: VectorCase, corpus: Corpus) => Outcome | Promise<Outcome>;

export const PASS: Outcome = { got: 'pass' };

/** A yes or no of ours; the code says what the no is about. */
export function passIf(holds: boolean, code: string): Outcome {
  return holds ? PASS : { got: 'fail', code };
}

/** The first rung that stands in the way, failures first. */
export function outcomeOf(checks: readonly Check[]): Outcome {
  const internal = checks.find(({ code }) => code === 'INTERNAL');
  if (internal !== undefined) return { got: 'error', code: `INTERNAL on ${internal.rung}: ${internal.found ?? ''}` };
  const stop =
    checks.find(({ outcome }) => outcome === 'failed') ?? checks.find(({ outcome }) => outcome === 'could-not-check');
  return stop === undefined ? { got: 'pass' } : { got: 'fail', code: stop.code ?? 'no code' };
}
