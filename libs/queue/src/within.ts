import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves to true when `work` settles in time and to false when it does not; rejects when it rejects in time. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const cancel = new AbortController();
  const late = sleep(milliseconds, false, { signal: cancel.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel.abort();
    work.catch(() => undefined); // what comes after the deadline has no listener any more
  }
}
