import { availableParallelism } from 'node:os';

import type { JudgeItems } from '#attestation';
import { createJudge } from '#platform';

import type { Terminal } from '../terminal/terminal.js';

/** Fewer items than this are judged before a second thread has started. */
const WORTH_THREADS = 256;
/** So many between two looks at the bar, and at most so many copies of bytes on the way to threads. */
const BATCH = 512;
const MEMORY_MIB = 1024;
const DEADLINE_SECONDS = 600;

/** Judges a pack's evidence before the eyes of whoever waits, on every core where there is much of it. */
export function judgeItems({ progress }: Pick<Terminal, 'progress'>): JudgeItems {
  return async (items, { trustRoots: roots, rules, distrusts }) => {
    const threads = items.length < WORTH_THREADS ? 0 : availableParallelism();
    const judge = createJudge({ threads, memoryMiB: MEMORY_MIB, deadlineSeconds: DEADLINE_SECONDS });
    const bar = progress('verifying evidence', items.length);
    try {
      const judged = [];
      for (let start = 0; start < items.length; start += BATCH) {
        const batch = items.slice(start, start + BATCH);
        judged.push(...(await judge.judge(batch, { roots, rules, distrusts })));
        bar.advance(batch.length);
      }
      return judged;
    } finally {
      bar.done();
      await judge.close();
    }
  };
}
