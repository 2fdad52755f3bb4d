import { AppError, ParseError } from '#kernel';

import { VerificationError } from '../../libs/verification/src/testing/single-proofs.js';

/** One door that hostile input comes through. */
export interface Target {
  readonly name: string;
  /** Valid input, of every form that the door knows. */
  readonly seeds: readonly Uint8Array[];
  /** Puts input through the door, and throws where an oracle is violated. `isSeed`: it is one of the seeds, unchanged. */
  readonly enter: (input: Uint8Array) => void;
}

/** Refusals a door may answer with; anything else it throws is a bug. */
export type Refusal = typeof ParseError | typeof VerificationError | typeof AppError;

/** What came of it, or undefined where it was refused in the way a door may refuse. */
export function unlessRefused<T>(refusals: readonly Refusal[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return undefined;
    throw error;
  }
}

/** An oracle: what must hold whatever the input is. */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(`oracle: ${sentence}`);
}

export { ParseError, VerificationError, AppError };
