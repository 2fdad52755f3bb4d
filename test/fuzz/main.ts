import { parseArgs } from 'node:util';

import { runTarget, type Findings } from './run-target.js';
import type { Target } from './target.js';
import { TARGETS } from './targets/all-targets.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    target: { type: 'string', multiple: true },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
});

const ROUND = 200;
const chosen = TARGETS.filter(({ name }) => values.target?.includes(name) ?? true);
const firstSeed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (chosen.length === 0) {
  say(`targets: ${TARGETS.map(({ name }) => name).join(', ')}`);
  process.exitCode = 3;
} else {
  process.exitCode = values.path === undefined ? fuzz() : replay(values.path);
}

/** Rounds of all targets in turn, each with a seed of its own, until the time is up. */
function fuzz(): number {
  say(`${chosen.length} targets for ${values.seconds} s, first seed ${firstSeed}`);
  const until = Date.now() + Number(values.seconds) * 1000;
  const totals = new Map<string, Findings>();
  for (let round = 0; round === 0 || Date.now() < until; round++) {
    for (const target of chosen) {
      const found = runTarget(target, { seed: firstSeed + round, runs: ROUND });
      totals.set(target.name, sum(totals.get(target.name), found));
      if (found.failure !== undefined) return report(target, found.failure);
    }
    if (round % 10 === 9) say(`round ${round + 1}, seed ${firstSeed + round}: nothing found`);
  }
  for (const [name, { runs, slowestMilliseconds }] of totals) {
    say(`${name.padEnd(16)} ${String(runs).padStart(8)} inputs, slowest ${slowestMilliseconds.toFixed(1)} ms`);
  }
  return 0;
}

function replay(path: string): number {
  const [target] = chosen;
  if (target === undefined) return 3;
  const { failure } = runTarget(target, { seed: firstSeed, runs: ROUND, path });
  if (failure !== undefined) return report(target, failure);
  say(`${target.name}: seed ${firstSeed}, path ${path} finds nothing any more`);
  return 0;
}

function sum(before: Findings | undefined, { runs, slowestMilliseconds }: Findings): Findings {
  return {
    runs: (before?.runs ?? 0) + runs,
    slowestMilliseconds: Math.max(before?.slowestMilliseconds ?? 0, slowestMilliseconds),
  };
}

function report({ name }: Target, { seed, path, error, input }: NonNullable<Findings['failure']>): number {
  say(`FOUND in ${name}: ${error}`);
  say(`input, base64: ${input.slice(0, 4000)}`);
  say(`again: npm run fuzz -- --target ${name} --seed ${seed} --path ${path}`);
  return 1;
}
