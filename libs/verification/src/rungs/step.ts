import { ParseError } from '#kernel';

import { CODES, type VerificationCode } from '../codes.js';
import type { Rung } from '../rung.js';
import type { Check } from '../verdict.js';
import { VerificationError, type Evidence } from '../verification-error.js';

/** One rung as it came out, and what it proved where it passed. */
export interface Step<T> {
  readonly check: Check;
  readonly proof?: T;
}

/** For passed rungs: which sentence of which specification was satisfied is said by the code catalogue for the others. */
export function passed(rung: Rung, evidence: Evidence = {}): Check {
  return { rung, outcome: 'passed', ...evidence };
}

/** A rung that did not pass: its code decides between failed, could-not-check and not-applicable. */
export function stopped(rung: Rung, code: VerificationCode, evidence: Evidence = {}): Check {
  const { outcome, spec } = CODES[code] as { outcome: Check['outcome']; spec?: string };
  return { rung, outcome, code, ...evidence, ...(spec === undefined ? {} : { spec }) };
}

/**
 * Runs the checks of one rung. A finding becomes the rung's answer; anything else that is thrown is a bug of ours and
 * becomes could-not-check, never a pass and never an exception.
 */
export function attempt<T>(rung: Rung, prove: () => T, describe: (proof: T) => Evidence = () => ({})): Step<T> {
  try {
    const proof = prove();
    return { check: passed(rung, describe(proof)), proof };
  } catch (error) {
    return { check: checkOf(rung, error) };
  }
}

function checkOf(rung: Rung, error: unknown): Check {
  if (error instanceof VerificationError) return stopped(rung, error.code, error.evidence);
  const found = error instanceof ParseError ? error.code : error instanceof Error ? error.name : 'unknown error';
  return stopped(rung, 'INTERNAL', { found });
}

/** Anything that stands in the way of `verified`. */
export function blocks({ outcome }: Check): boolean {
  return outcome === 'failed' || outcome === 'could-not-check';
}
