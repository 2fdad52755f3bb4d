import { parseIntakeLeaf } from '#attestation';
import { ParseError, type Digest } from '#kernel';
import { trustPolicy } from '#verification';

import type { OrganizationId } from '../ids.js';
import { verifyJobs, type Job } from '../jobs.js';
import type { Ports, Stores, Trust } from '../ports/index.js';
import type { EvidenceRecord, IntakeLeafRecord, KeepingRun } from '../records.js';
import { trustInForce } from '../verify-evidence/verify-evidence.js';
import { ExamineItems } from './examine-items.js';
import { NOTHING_EXAMINED, withExamined, type Examined, type KeepingProgress } from './keeping-progress.js';
import { walkOn } from './log-walk.js';

/** As many items as one batch of verification: a job's lock must not outlive its work. */
const PAGE = 50;

type KeepJob = Extract<Job, { name: 'keep-evidence' }>;

interface Page {
  readonly leaves: readonly IntakeLeafRecord[];
  readonly digests: readonly Digest[];
  readonly rows: readonly EvidenceRecord[];
  readonly trust: Trust;
}

/** Examines the next page of a run, and moves the run on by it. */
export class WalkPage {
  private readonly examine: ExamineItems;

  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'blobs' | 'judge'>) {
    this.examine = new ExamineItems(ports);
  }

  async run(job: KeepJob, run: KeepingRun): Promise<void> {
    const { organization } = job;
    const { unitOfWork } = this.ports;
    const page = await unitOfWork.run(organization, (stores) => readPage(stores, run));
    const trust = namesOf(page.trust);
    const known = run.progress.trust;
    if (known !== undefined && !isSameTrust(known, trust)) {
      // One record speaks of one trust: where it changed under way, everything is looked at again.
      await unitOfWork.run(organization, (stores) => moveOn(stores, { job, run, progress: NOTHING_EXAMINED }));
      return;
    }
    const examined = await this.examine.run(organization, page.digests, page);
    await unitOfWork.run(organization, async (stores) => {
      const progress: KeepingProgress = {
        next: endOf(run),
        walk: await walkOn(run.progress.walk, page.leaves, {
          held: (nodes) => stores.intake.nodes(nodes),
          previous: await previousLog(stores, run),
        }),
        counts: withExamined(run.progress.counts, examined),
        trust,
      };
      await moveOn(stores, { job, run, progress, again: judgedAgain(organization, examined, page.rows) });
    });
  }
}

async function readPage(stores: Stores, run: KeepingRun): Promise<Page> {
  const leaves = await stores.intake.leaves(run.progress.next, endOf(run));
  const digests = [...new Set(leaves.flatMap(evidenceIn))];
  return { leaves, digests, rows: await stores.evidence.byDigests(digests), trust: await trustInForce(stores) };
}

function endOf({ progress, size }: KeepingRun): number {
  return Math.min(progress.next + PAGE, size);
}

/** A leaf that cannot be read names no item: the tree that is rebuilt shows that it is not what it was. */
function evidenceIn({ leaf }: IntakeLeafRecord): readonly Digest[] {
  try {
    return [parseIntakeLeaf(leaf).evidence];
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

/** The log as the record before this one found it. */
export async function previousLog(stores: Stores, { number }: KeepingRun) {
  const before = await stores.keeping.record(number - 1);
  return before === undefined ? undefined : { size: before.log.size, rootHash: before.log.rootHash };
}

/** Whoever comes second changes nothing. */
async function moveOn(
  stores: Stores,
  moved: {
    readonly job: KeepJob;
    readonly run: KeepingRun;
    readonly progress: KeepingProgress;
    readonly again?: readonly Job[];
  },
): Promise<void> {
  const { job, run, progress, again = [] } = moved;
  const isFirst = await stores.keeping.advance(run, progress);
  if (isFirst) await stores.outbox.add([...again, job]);
}

/** What comes out otherwise now is what counts from now on; the record says that it changed. */
function judgedAgain(
  organization: OrganizationId,
  examined: readonly Examined[],
  rows: readonly EvidenceRecord[],
): readonly Job[] {
  const changed = new Set(examined.flatMap(({ evidence, found }) => (typeof found === 'string' ? [] : [evidence])));
  const ids = rows.filter(({ digest }) => changed.has(digest)).map(({ id }) => id);
  return verifyJobs(organization, ids, 'reverify-evidence');
}

function namesOf({ roots, rules }: Trust): NonNullable<KeepingProgress['trust']> {
  return { trustRoots: roots.map(({ digest }) => digest).sort(), policy: trustPolicy(rules).digest };
}

function isSameTrust(a: NonNullable<KeepingProgress['trust']>, b: NonNullable<KeepingProgress['trust']>): boolean {
  return a.policy === b.policy && a.trustRoots.join() === b.trustRoots.join();
}
