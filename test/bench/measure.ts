/** How much work a bench does: `quick` to see that it runs, `full` for figures to keep. */
export type Size = 'quick' | 'full';

/** Of an odd number of rounds the one in the middle: neither luck nor a busy neighbour counts. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Seconds that a piece of work takes on the clock. */
export async function seconds(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Milliseconds of one round of synchronous work. */
export function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Milliseconds of processor time that a piece of synchronous work takes, on whichever threads: neighbours wait beside it. */
export function processorMilliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** To three significant digits: the fourth is noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
