import { UnrecoverableError, type Job as QueuedJob, type JobsOptions } from 'bullmq';

import { Doorbell, LANES, MAX_ATTEMPTS, type Job, type Lane } from '#application';
import { AppError } from '#kernel';

import { backendFor, type Backend, type LaneQueue, type LaneWorker, type QueueLocation } from './backend.js';
import { toJobFailure } from './job-failure.js';
import { byLane, isJob, requireJobId, type Ring } from './lanes.js';
import { RunningJobs } from './running-jobs.js';
import { within } from './within.js';

export type DoorbellOptions = QueueLocation & {
  /** Jobs that this process runs at once, per lane. */
  readonly concurrency?: number;
  /** Told of trouble that mends itself: a lost connection, a lock that ran out. */
  readonly onTrouble?: (error: Error) => void;
};

const RING_MILLISECONDS = 5_000;
const LISTEN_MILLISECONDS = 15_000;
const CLOSE_MILLISECONDS = 2_000;
/** A worker that was killed holds its jobs for as long as its locks last; they are renewed at half time. */
const LOCK_MILLISECONDS = 15_000;
const STALL_CHECK_MILLISECONDS = 5_000;
const DEFAULT_CONCURRENCY = 4;

/** Nothing is kept: the database knows what happened, and an id may ring again once its job is gone. */
const JOB_OPTIONS: JobsOptions = {
  attempts: MAX_ATTEMPTS,
  backoff: { type: 'exponential', delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
};

export function createDoorbell(options: DoorbellOptions): Doorbell {
  return new BullmqDoorbell(backendFor(options), options);
}

class BullmqDoorbell extends Doorbell {
  private readonly queues = new Map<Lane, LaneQueue>();
  private workers: readonly LaneWorker[] = [];
  private readonly running = new RunningJobs();
  private closed: Promise<void> | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly options: Pick<DoorbellOptions, 'concurrency' | 'onTrouble'>,
  ) {
    super();
  }

  async ring(rings: readonly Ring[]): Promise<void> {
    const lanes = byLane(rings.map(({ id, job }) => ({ id: requireJobId(id), job })));
    if (this.closed !== undefined) throw unavailable();
    for (const [lane, jobs] of lanes) await this.ringLane(lane, jobs);
  }

  async listen(answer: (job: Job, attempt: number) => Promise<void>): Promise<void> {
    this.workers = LANES.map((lane) => this.workerOf(lane, answer));
    const ready = Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    const inTime = await within(LISTEN_MILLISECONDS, ready).catch((cause: unknown) => {
      throw unavailable(cause);
    });
    if (!inTime) throw unavailable();
  }

  close(milliseconds: number): Promise<void> {
    return (this.closed ??= this.letGo(milliseconds));
  }

  private async ringLane(lane: Lane, rings: readonly Ring[]): Promise<void> {
    const bulk = rings.map(({ id, job }) => ({ name: job.name, data: job, opts: { ...JOB_OPTIONS, jobId: id } }));
    const queue = this.queueOf(lane);
    const added = queue.waitUntilReady().then(() => queue.addBulk(bulk));
    const inTime = await within(RING_MILLISECONDS, added).catch((cause: unknown) => {
      this.forget(lane, queue);
      throw unavailable(cause);
    });
    if (!inTime) throw unavailable();
  }

  private queueOf(lane: Lane): LaneQueue {
    const known = this.queues.get(lane);
    if (known !== undefined) return known;
    const queue = this.backend.queue(lane);
    queue.on('error', this.trouble);
    this.queues.set(lane, queue);
    return queue;
  }

  /** A queue that failed to connect remembers that for ever: the next ring makes a new one. */
  private forget(lane: Lane, queue: LaneQueue): void {
    this.queues.delete(lane);
    queue.close().catch(this.trouble);
  }

  private workerOf(lane: Lane, answer: (job: Job, attempt: number) => Promise<void>): LaneWorker {
    const settings = {
      concurrency: concurrencyOf(lane, this.options.concurrency ?? DEFAULT_CONCURRENCY),
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: STALL_CHECK_MILLISECONDS,
      maxStalledCount: MAX_ATTEMPTS,
    };
    const worker = this.backend.worker(lane, (queued) => this.running.track(answerOne(queued, answer)), settings);
    worker.on('error', this.trouble);
    return worker;
  }

  /** A queue that cannot be reached never says that it has closed, so nothing here waits for ever. */
  private async letGo(milliseconds: number): Promise<void> {
    await within(milliseconds, Promise.allSettled(this.workers.map((worker) => worker.pause(true))));
    const idle = await within(milliseconds, this.running.empty());
    const ends = [...this.workers, ...this.queues.values()];
    const closed = Promise.allSettled([
      ...this.workers.map((worker) => worker.close(!idle)),
      ...[...this.queues.values()].map((queue) => queue.close()),
    ]);
    if (await within(CLOSE_MILLISECONDS, closed)) return;
    for (const end of ends) end.disconnect().catch(this.trouble);
  }

  private readonly trouble = (error: unknown): void => {
    this.options.onTrouble?.(error instanceof Error ? error : new Error('unknown trouble with the queue'));
  };
}

/** Background work shares processor and database with work that somebody waits for. */
function concurrencyOf(lane: Lane, concurrency: number): number {
  return lane === 'background' ? Math.ceil(concurrency / 2) : concurrency;
}

async function answerOne(
  queued: QueuedJob<unknown>,
  answer: (job: Job, attempt: number) => Promise<void>,
): Promise<void> {
  if (!isJob(queued.data)) throw new UnrecoverableError('JOB_UNKNOWN');
  try {
    await answer(queued.data, queued.attemptsMade + 1);
  } catch (error) {
    throw toJobFailure(error);
  }
}

function unavailable(cause?: unknown): AppError {
  const message = 'the queue cannot be reached: what was received waits in the database and is rung for again';
  return new AppError('unavailable', 'QUEUE_UNAVAILABLE', message, cause === undefined ? {} : { cause });
}
