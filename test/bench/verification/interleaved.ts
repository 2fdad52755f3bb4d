const WARM_UP_ROUNDS = 3;
const ROUNDS = 11;

/**
 * Rates of several contestants at one task, per second of processor time: each runs `perRound` times in turn, round
 * after round, so that clock speed and neighbours hit all alike. The median round counts.
 */
export function interleavedRates(
  contestants: Readonly<Record<string, (index: number) => void>>,
  perRound: number,
): Readonly<Record<string, number>> {
  const rates = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    for (const [name, run] of Object.entries(contestants)) {
      const rate = rateOf(run, perRound);
      if (round >= WARM_UP_ROUNDS) rates.get(name)?.push(rate);
    }
  }
  return Object.fromEntries([...rates].map(([name, values]) => [name, median(values)]));
}

function rateOf(run: (index: number) => void, times: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) run(index);
  const { user, system } = process.cpuUsage(start);
  return (times * 1e6) / (user + system);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
