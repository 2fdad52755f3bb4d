import { parseArgs } from 'node:util';

import { PACKAGE } from '../vectors/corpus.js';
import { rotOf, type Defect } from './defect.js';
import { DEFECTS } from './defects/all-defects.js';
import { Workshop, type Result } from './workshop.js';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, workers: { type: 'string', default: '2' } },
});

const chosen = values.only === undefined ? DEFECTS : DEFECTS.filter(({ id }) => values.only?.includes(id));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

process.exitCode = await main();

async function main(): Promise<number> {
  const rotten = DEFECTS.flatMap((defect) => rotOf(defect, PACKAGE) ?? []);
  if (rotten.length > 0 || chosen.length === 0) {
    say(chosen.length === 0 ? 'no defect of that id' : `patches that no longer fit the sources:\n${rotten.join('\n')}`);
    return 3;
  }
  const workshops = Array.from({ length: Number(values.workers) }, () => Workshop.open(PACKAGE));
  const clear = () => workshops.forEach((workshop) => workshop.close());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clear();
      process.exit(130);
    });
  }
  try {
    return await run(workshops);
  } finally {
    clear();
  }
}

async function run(workshops: readonly Workshop[]): Promise<number> {
  const started = Date.now();
  if (!(await isWhole(workshops))) return 3;
  const survivors: string[] = [];
  const queue = [...chosen];
  let done = 0;
  await Promise.all(
    workshops.map(async (workshop) => {
      for (let defect = queue.shift(); defect !== undefined; defect = queue.shift()) {
        const since = Date.now();
        const result = await workshop.seed(defect);
        if (!isCaught(result)) survivors.push(defect.id);
        say(progress(defect, result, { done: ++done, seconds: (Date.now() - since) / 1000 }));
      }
    }),
  );
  const seconds = Math.round((Date.now() - started) / 1000);
  say(`${chosen.length - survivors.length} of ${chosen.length} seeded defects caught in ${seconds} s`);
  if (survivors.length > 0) say(`NOT CAUGHT: ${survivors.sort().join(', ')}`);
  return survivors.length > 0 ? 1 : 0;
}

/** A spec that fails without any defect would catch everything. */
async function isWhole(workshops: readonly Workshop[]): Promise<boolean> {
  const tests = [...new Set(chosen.flatMap((defect) => defect.tests))].sort();
  say(`${chosen.length} defects, watched by ${tests.length} specs; first without any …`);
  const results = await Promise.all(
    workshops.map((workshop, index) => workshop.run(tests.filter((_, place) => place % workshops.length === index))),
  );
  const bad = results.filter(({ outcome }) => outcome !== 'passed');
  for (const result of bad) say(`the specs do not pass without a defect: ${describe(result)}`);
  return bad.length === 0;
}

/** A hanging suite is no pass either. A crash says only that the patch is no program: the row has to be mended. */
function isCaught({ outcome }: Result): boolean {
  return outcome === 'failed' || outcome === 'hung';
}

function progress({ id }: Defect, result: Result, at: { readonly done: number; readonly seconds: number }): string {
  const place = `[${String(at.done).padStart(3)}/${chosen.length}]`;
  const word = isCaught(result) ? 'caught    ' : 'NOT CAUGHT';
  return `${place} ${word} ${id.padEnd(34)} ${at.seconds.toFixed(1)} s  ${describe(result)}`;
}

function describe(result: Result): string {
  switch (result.outcome) {
    case 'passed':
      return 'every test passes';
    case 'failed':
      return `${result.failing.length} failing: ${result.failing[0]?.slice(0, 90) ?? ''}`;
    case 'hung':
      return 'the suite does not end';
    case 'crashed':
      return `no test ran: ${result.output.slice(0, 400)}`;
  }
}
