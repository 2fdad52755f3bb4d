import { afterEach, describe, expect, it } from '@jest/globals';

import { JOB_LANES, OutboxRelay, type Job, type OrganizationId, type ReleaseId, type UseCases } from '#application';
import { AppError } from '#kernel';

import { MemoryDoorbell } from '../../../libs/application/src/testing/memory-doorbell.js';
import { ProcessorTable } from './processor-table.js';
import type { Processor } from './processor.js';
import { startWorker, type RunningWorker } from './start-worker.js';

const organization = '01930000-0000-7000-8000-00000000000a' as OrganizationId;
const release = '01930000-0000-7000-8000-00000000000b' as ReleaseId;
const evaluate: Job = { name: 'evaluate-release', organization, release };
const JOBS: readonly Job[] = [
  { name: 'verify-evidence', organization, evidence: [] },
  { name: 'reverify-evidence', organization, evidence: [] },
  { name: 'reverify-organization', organization },
  evaluate,
  { name: 'reevaluate-release', organization, release },
  { name: 'evaluate-scope', organization },
  { name: 'evaluate-dependents', organization, evidence: [] },
  { name: 'sequence-intake', organization },
  { name: 'keep-evidence', organization, run: 1 },
  { name: 'watch-attestations', organization, release },
];

/** An outbox in memory: what was handed over is forgotten only when ringing resolved. */
class MemoryRelay extends OutboxRelay {
  readonly rows: { readonly id: string; readonly job: Job }[] = [];
  late: Job[] = [];
  due: Job[] = [];
  ending: Job[] = [];
  asked: number | undefined;

  add(job: Job): void {
    this.rows.push({ id: `o-${this.rows.length}-${Math.random()}`, job });
  }
  override async drain(limit: number, ring: (jobs: { id: string; job: Job }[]) => Promise<void>): Promise<number> {
    const taken = this.rows.slice(0, limit);
    await ring(taken);
    this.rows.splice(0, taken.length);
    return taken.length;
  }
  override overdue(): Promise<readonly Job[]> {
    return Promise.resolve(this.late.splice(0));
  }
  override keepingDue(hours: number): Promise<readonly Job[]> {
    this.asked = hours;
    return Promise.resolve(this.due.splice(0));
  }
  override standingsDue(): Promise<readonly Job[]> {
    return Promise.resolve(this.ending.splice(0));
  }
  /** Short, so that tests need not wait for the poll that follows a lost notification. */
  override wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 5)));
  }
  override oldestAgeSeconds(): Promise<number> {
    return Promise.resolve(0);
  }
}

type Answer = (job: Job) => Promise<void>;

/** Use cases that hand each job to `answer`, under the name that the processor called. */
function useCasesThat(answer: (useCase: string, job: Job) => Promise<void>): UseCases {
  const names = [
    'verifyEvidence',
    'reverifyOrganization',
    'evaluateRelease',
    'evaluateScope',
    'evaluateDependents',
    'sequenceIntake',
    'keepEvidence',
    'watchAttestations',
  ];
  const entries = names.map((name) => [name, { run: (job: Job) => answer(name, job) }]);
  const useCases: unknown = Object.fromEntries(entries);
  return useCases as UseCases;
}

describe('the worker', () => {
  const running: RunningWorker[] = [];
  afterEach(() => Promise.all(running.splice(0).map((worker) => worker.stop())));

  async function start(answer: (useCase: string, job: Job) => Promise<void>) {
    const relay = new MemoryRelay();
    const doorbell = new MemoryDoorbell();
    const failures: string[] = [];
    const logger = {
      info: () => undefined,
      error: (event: string, error: unknown) => void failures.push(`${event} ${(error as AppError).code}`),
    };
    const worker = await startWorker({ useCases: useCasesThat(answer), doorbell, relay, logger, shutdownSeconds: 1 });
    running.push(worker);
    return { relay, doorbell, failures, worker };
  }

  it('carries each job from the outbox to the use case of its name', async () => {
    const seen: string[] = [];
    const done = new Promise<void>((resolve) => {
      void start((useCase, job) => {
        seen.push(`${job.name} -> ${useCase}`);
        if (seen.length === JOBS.length) resolve();
        return Promise.resolve();
      }).then(({ relay }) => JOBS.forEach((job) => relay.add(job)));
    });
    await done;
    expect(seen.sort()).toEqual([
      'evaluate-dependents -> evaluateDependents',
      'evaluate-release -> evaluateRelease',
      'evaluate-scope -> evaluateScope',
      'keep-evidence -> keepEvidence',
      'reevaluate-release -> evaluateRelease',
      'reverify-evidence -> verifyEvidence',
      'reverify-organization -> reverifyOrganization',
      'sequence-intake -> sequenceIntake',
      'verify-evidence -> verifyEvidence',
      'watch-attestations -> watchAttestations',
    ]);
  });

  it('logs a failed job with its code and lets the queue try again', async () => {
    let attempts = 0;
    const { resolve, promise } = withResolvers<undefined>();
    const { relay, failures } = await start(async () => {
      attempts += 1;
      if (attempts === 1) throw new AppError('unavailable', 'DATABASE_UNAVAILABLE', 'later');
      resolve(undefined);
      return Promise.resolve();
    });
    relay.add(evaluate);
    await promise;
    expect(failures).toEqual(['job.failed DATABASE_UNAVAILABLE']);
  });

  it('keeps jobs in the outbox while the queue is away, and rings when it is back', async () => {
    const { resolve, promise } = withResolvers<undefined>();
    const { relay, doorbell, failures } = await start(() => {
      resolve(undefined);
      return Promise.resolve();
    });
    const ring = doorbell.ring.bind(doorbell);
    let refused = false;
    doorbell.ring = (jobs) => {
      if (refused || jobs.length === 0) return ring(jobs);
      refused = true;
      return Promise.reject(new AppError('unavailable', 'QUEUE_UNAVAILABLE', 'away'));
    };
    relay.add(evaluate);
    await promise;
    expect(failures).toEqual(['relay.failed QUEUE_UNAVAILABLE']);
  });

  it('rings at its start for what an earlier worker left undone', async () => {
    const relay = new MemoryRelay();
    relay.late = [evaluate];
    const { resolve, promise } = withResolvers<Job>();
    const done = (job: Job): Promise<void> => {
      resolve(job);
      return Promise.resolve();
    };
    const logger = { info: () => undefined, error: () => undefined };
    const useCases = useCasesThat((_, job) => done(job));
    running.push(await startWorker({ useCases, doorbell: new MemoryDoorbell(), relay, logger }));
    expect(await promise).toEqual(evaluate);
  });

  it('rings for what is to be read back, with the interval it was given', async () => {
    const relay = new MemoryRelay();
    const due: Job = { name: 'keep-evidence', organization, run: 3 };
    relay.due = [due];
    const { resolve, promise } = withResolvers<Job>();
    const logger = { info: () => undefined, error: () => undefined };
    const useCases = useCasesThat((_, job) => {
      resolve(job);
      return Promise.resolve();
    });
    const parts = { useCases, doorbell: new MemoryDoorbell(), relay, logger, keepingIntervalHours: 7 };
    running.push(await startWorker(parts));
    expect(await promise).toEqual(due);
    expect(relay.asked).toBe(7);
  });

  it('rings for attestations of which a sentence ends', async () => {
    const relay = new MemoryRelay();
    const due: Job = { name: 'watch-attestations', organization, release };
    relay.ending = [due];
    const { resolve, promise } = withResolvers<Job>();
    const logger = { info: () => undefined, error: () => undefined };
    const useCases = useCasesThat((_, job) => {
      resolve(job);
      return Promise.resolve();
    });
    running.push(await startWorker({ useCases, doorbell: new MemoryDoorbell(), relay, logger }));
    expect(await promise).toEqual(due);
  });

  it('waits for the running job when it stops, and takes no other', async () => {
    let ended = 0;
    const started = withResolvers<undefined>();
    const release = withResolvers<undefined>();
    const { relay, worker } = await start(async () => {
      started.resolve(undefined);
      await release.promise;
      ended += 1;
    });
    relay.add(evaluate);
    await started.promise;
    const stopped = worker.stop();
    release.resolve(undefined);
    await stopped;
    relay.add(evaluate);
    expect(ended).toBe(1);
    expect(relay.rows).toHaveLength(1);
  });
});

describe('the table of processors', () => {
  const log = { info: () => undefined, error: () => undefined };
  const whole = Object.keys(JOB_LANES).map(
    (job) => ({ job, process: () => Promise.resolve() }) as unknown as Processor & { process: Answer },
  );

  it('accepts exactly one processor for each job', () => {
    expect(() => new ProcessorTable(whole, log)).not.toThrow();
  });

  it('refuses to start when a job has none', () => {
    expect(() => new ProcessorTable(whole.slice(1), log)).toThrow(
      expect.objectContaining({ code: 'PROCESSOR_MISSING' }),
    );
  });

  it('refuses to start when a job has two', () => {
    expect(() => new ProcessorTable([...whole, ...whole.slice(0, 1)], log)).toThrow(
      expect.objectContaining({ code: 'PROCESSOR_TWICE' }),
    );
  });

  it('refuses a job that this version does not know', async () => {
    const unknown = { name: 'paint-the-fence', organization } as unknown as Job;
    await expect(new ProcessorTable(whole, log).answer(unknown, 1)).rejects.toMatchObject({
      code: 'PROCESSOR_MISSING',
    });
  });
});

function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, resolve: (value) => settle(value) };
}
