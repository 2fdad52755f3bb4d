import { median } from '../measure.js';

/** How often each contestant runs in a round, and how many rounds count after those that only warm up. */
export interface Rounds {
  readonly perRound: number;
  readonly warmUp: number;
  readonly rounds: number;
}

/**
 * Processor time of several contestants at one task, in microseconds: each runs `perRound` times in turn, round after
 * round, so that clock speed and neighbours hit all alike. The median round counts.
 */
export function interleavedMicroseconds<Name extends string>(
  contestants: Readonly<Record<Name, (index: number) => void>>,
  { perRound, warmUp, rounds }: Rounds,
): Readonly<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const time = microsecondsOf(contestants[name], perRound);
      if (round >= 0) times.get(name)?.push(time);
    }
  }
  return Object.fromEntries([...times].map(([name, values]) => [name, median(values)])) as Record<Name, number>;
}

function microsecondsOf(run: (index: number) => void, times: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) run(index);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}
