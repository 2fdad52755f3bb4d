import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

import { median, rounded, seconds, type Size } from '../measure.js';
import { benchBundles } from './bundles.js';
import { signersOf } from './contestants.js';
import type { ThreadWork } from './verify-thread.js';

const PLANS: Readonly<Record<Size, { readonly perRound: number; readonly rounds: number }>> = {
  quick: { perRound: 100, rounds: 3 },
  full: { perRound: 1000, rounds: 7 },
};
const THREADS = 2;

/** The same work in one worker thread and, twice of it, in two: by the clock, in alternating rounds. */
export async function benchThreads(size: Size): Promise<Record<string, number>> {
  const { perRound, rounds } = PLANS[size];
  const set = benchBundles('v1');
  const workerData: ThreadWork = { root: set.root, signers: signersOf(set), bundles: set.bundles };
  const file = new URL('./verify-thread.js', import.meta.url);
  const threads = Array.from({ length: THREADS }, () => new Worker(file, { workerData }));
  try {
    const verify = (busy: readonly Worker[]) =>
      seconds(() => Promise.all(busy.map((one) => run(one, perRound))).then());
    await verify(threads); // warm-up
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const alone = await verify(threads.slice(0, 1));
      const together = await verify(threads);
      ratios.push((THREADS * alone) / together);
    }
    return { threads: THREADS, ratioToOneThread: rounded(median(ratios)) };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function run(thread: Worker, times: number): Promise<void> {
  const done = once(thread, 'message');
  thread.postMessage(times);
  await done;
}
