import { ParseError } from '#kernel';

import type { VerificationCode } from './codes.js';

/** What was looked for and what was there, in words a person can compare. Never a secret, never a payload. */
export interface Evidence {
  readonly expected?: string;
  readonly found?: string;
}

const SHOWN_CHARACTERS = 300;

/**
 * The answer of a leaf check that did not come out well: a finding, not a failure of ours. Only `attempt` catches it
 * and turns it into a rung; its code says whether the rung failed or could not be checked.
 */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly evidence: Evidence;

  constructor(
    readonly code: VerificationCode,
    evidence: Evidence = {},
  ) {
    super(code);
    this.evidence = Object.fromEntries(
      Object.entries(evidence as Record<string, string>).map(([name, text]) => [name, text.slice(0, SHOWN_CHARACTERS)]),
    );
  }
}

/** Reads a part of the evidence: what is malformed there is a finding under `code`, with the parser's sentence. */
export function orMalformed<T>(code: VerificationCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParseError) throw new VerificationError(code, { found: error.message });
    throw error;
  }
}
