import fc from 'fast-check';

import { applied } from './apply.js';
import { EDITS, type Edit } from './edits.js';
import { must, type Target } from './target.js';

const MOST_MILLISECONDS = 2_000;
const MOST_MEBIBYTES = 256;

export interface Round {
  readonly seed: number;
  readonly runs: number;
  /** Where fast-check is to go on, to meet one failure again. */
  readonly path?: string;
}

export interface Findings {
  readonly runs: number;
  readonly slowestMilliseconds: number;
  readonly failure?: {
    readonly seed: number;
    readonly path: string;
    readonly error: string;
    /** The smallest input that still fails, base64. */
    readonly input: string;
  };
}

/** Lets edited seeds into one target; the same round gives the same inputs. */
export function runTarget({ name, seeds, enter }: Target, { seed, runs, path }: Round): Findings {
  must(seeds.length > 0, `${name} has seeds`);
  let slowestMilliseconds = 0;
  const property = fc.property(fc.constantFrom(...seeds), EDITS, (start, edits) => {
    const input = applied(start, edits);
    const heap = process.memoryUsage().heapUsed;
    const started = performance.now();
    enter(input);
    const milliseconds = performance.now() - started;
    slowestMilliseconds = Math.max(slowestMilliseconds, milliseconds);
    must(milliseconds < MOST_MILLISECONDS, `an answer within ${MOST_MILLISECONDS} ms, not ${milliseconds} ms`);
    const mebibytes = (process.memoryUsage().heapUsed - heap) / 1024 ** 2;
    must(mebibytes < MOST_MEBIBYTES, `an answer within ${MOST_MEBIBYTES} MiB, not ${mebibytes} MiB`);
  });
  const replay = path === undefined ? {} : { path };
  const { failed, counterexamplePath, counterexample, errorInstance } = fc.check(property, {
    seed,
    numRuns: runs,
    ...replay,
  });
  if (!failed) return { runs, slowestMilliseconds };
  const failure = {
    seed,
    path: counterexamplePath ?? '',
    error: storyOf(errorInstance),
    input: inputOf(counterexample),
  };
  return { runs, slowestMilliseconds, failure };
}

function inputOf(counterexample: readonly [Uint8Array, readonly Edit[]] | null): string {
  return counterexample === null ? '' : Buffer.from(applied(...counterexample)).toString('base64');
}

function storyOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
