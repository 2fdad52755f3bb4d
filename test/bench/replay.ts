import { availableParallelism } from 'node:os';

import { replay, replayWith, type ReplayReport } from '#attestation';
import { createJudge } from '#platform';

import { issuePack, type IssuedPack } from './issued-pack.js';
import { median, milliseconds, rounded, seconds, type Size } from './measure.js';
import { Shipment } from './shipment.js';

const PLANS: Readonly<Record<Size, { readonly artifacts: number; readonly rounds: number }>> = {
  quick: { artifacts: 50, rounds: 3 },
  full: { artifacts: 300, rounds: 7 },
};
/** As many pieces of evidence as a pack of a large release has. */
const LARGE = 10_000;
const MEBIBYTE = 1024 ** 2;

/**
 * A stranger recomputes a pack with anchors of his own, which list what the sender's do: everything in it is verified
 * once, in one thread and then on every core.
 */
export async function benchReplay(size: Size): Promise<Record<string, number>> {
  const { artifacts, rounds } = PLANS[size];
  const issued = await issuePack(new Shipment('replay'), artifacts);
  const once = (): number => milliseconds(() => requireYes(replay(issued.files, issued.anchors)));
  once();
  const time = median(Array.from({ length: rounds }, once));
  const { items } = issued;
  return { items, milliseconds: rounded(time), itemsPerSecond: rounded((items * 1000) / time) };
}

/** Ten thousand pieces of evidence: rate in one thread and on every core, and what the process holds at its peak. */
export async function benchLargeReplay(items = LARGE): Promise<Record<string, number>> {
  const issued = await issuePack(new Shipment('large'), items - 1);
  const alone = milliseconds(() => requireYes(replay(issued.files, issued.anchors))) / 1000;
  const threads = availableParallelism();
  const together = await onEveryCore(issued, threads);
  return {
    items: issued.items,
    itemsPerSecond: rounded(issued.items / alone),
    threads,
    itemsPerSecondOnEveryCore: rounded(issued.items / together),
    packMebibytes: rounded(sizeOf(issued) / MEBIBYTE),
    peakResidentMebibytes: rounded(process.resourceUsage().maxRSS / 1024),
  };
}

async function onEveryCore({ files, anchors }: IssuedPack, threads: number): Promise<number> {
  const judge = createJudge({ threads, memoryMiB: 1024, deadlineSeconds: 600 });
  try {
    return await seconds(async () => {
      const report = await replayWith(files, {
        readers: anchors,
        judge: (items, { trustRoots: roots, ...by }) => judge.judge(items, { roots, ...by }),
      });
      requireYes(report);
    });
  } finally {
    await judge.close();
  }
}

function sizeOf({ files }: IssuedPack): number {
  let size = 0;
  for (const { length } of files.values()) size += length;
  return size;
}

function requireYes({ intact, consistent, accepted, standing }: ReplayReport): void {
  const answers = [intact, consistent, accepted, standing].map(({ answer }) => answer);
  if (answers.some((answer) => answer !== 'yes'))
    throw new Error(`the pack of the bench is refused: ${answers.join()}`);
}
