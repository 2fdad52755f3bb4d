import { benchEvaluation } from './evaluation.js';
import { benchGrowth } from './growth.js';
import { benchIngestion } from './ingestion.js';
import { machine } from './machine.js';
import { benchLargeReplay, benchReplay } from './replay.js';
import { renderTable } from './table.js';
import { benchColdStart, benchLimits, benchMemory, benchThreads, benchVerification } from './verification/index.js';

/** `npm run bench [-- --json] [-- --quick | --million | --growth | --replay]`: what docs/benchmarks.md describes. JSON goes to stdout alone. */
async function main(words: readonly string[]): Promise<void> {
  const size = words.includes('--quick') ? 'quick' : 'full';
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const show = (results: Parameters<typeof renderTable>[0]): void =>
    void process.stdout.write(
      words.includes('--json') ? `${JSON.stringify(results, undefined, 2)}\n` : renderTable(results),
    );
  if (words.includes('--million')) {
    note('what a verifier holds after a million verifications: about 20 minutes …');
    show({ machine: machine(), memory: benchMemory('million') });
    return;
  }
  if (words.includes('--growth')) {
    note('databases that hold more and more: about 15 minutes …');
    show({ machine: machine(), ...(await benchGrowth(size, note)) });
    return;
  }
  if (words.includes('--replay')) {
    note('a pack of ten thousand pieces of evidence: about 5 minutes …');
    show({ machine: machine(), replay: await benchLargeReplay() });
    return;
  }
  note('verification against @sigstore/verify …');
  const verification = benchVerification(size);
  note('verification in two threads …');
  const threads = await benchThreads(size);
  note('what a verifier holds …');
  const memory = benchMemory(size);
  note('hostile size and shape …');
  const limits = benchLimits(size);
  note('cold start …');
  const coldStart = benchColdStart(size);
  note('evaluation …');
  const evaluation = benchEvaluation(size);
  note('replay of a pack …');
  const replay = await benchReplay(size);
  note('ingestion, end to end …');
  const ingestion = await benchIngestion(size, note);
  show({
    machine: machine(),
    size,
    verification,
    threads,
    memory,
    limits,
    coldStart,
    ingestion,
    replay,
    evaluation,
  });
}

await main(process.argv.slice(2));
