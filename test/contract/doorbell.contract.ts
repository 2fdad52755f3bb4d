import { randomUUID } from 'node:crypto';

import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import {
  MAX_ATTEMPTS,
  type Doorbell,
  type EvidenceId,
  type Job,
  type OrganizationId,
  type ReleaseId,
} from '#application';
import { AppError, canonicalJson } from '#kernel';

const organization = randomUUID() as OrganizationId;
const JOBS: readonly Job[] = [
  { name: 'verify-evidence', organization, evidence: [randomUUID() as EvidenceId] },
  { name: 'reverify-evidence', organization, evidence: [randomUUID() as EvidenceId] },
  { name: 'reverify-organization', organization },
  { name: 'evaluate-release', organization, release: randomUUID() as ReleaseId },
  { name: 'reevaluate-release', organization, release: randomUUID() as ReleaseId },
  { name: 'evaluate-scope', organization, product: 'app', after: 'cursor' },
  { name: 'sequence-intake', organization },
];
const [job] = JOBS as readonly [Job];

type Answer = Parameters<Doorbell['listen']>[0];

/** What every doorbell owes its callers. `make` gives ends of one and the same, fresh queue each time it is prepared. */
export function doorbellContract(name: string, prepare: () => Promise<() => Doorbell>): void {
  describe(`${name} as a doorbell`, () => {
    let make: () => Doorbell;
    const ends: Doorbell[] = [];
    const end = (): Doorbell => {
      const made = make();
      ends.push(made);
      return made;
    };

    beforeAll(async () => {
      make = await prepare();
    });
    afterEach(async () => {
      await Promise.all(ends.splice(0).map((each) => each.close(2_000)));
    });

    it('answers each job with exactly what was rung for, on whichever lane', async () => {
      const doorbell = end();
      const heard = new Recorder(JOBS.length);
      await doorbell.listen(heard.answer);
      await doorbell.ring(JOBS.map((each) => ({ id: `v-${randomUUID()}`, job: each })));
      expect(sorted(await heard.all())).toEqual(sorted(JOBS.map((each) => [each, 1])));
    });

    it('keeps what was rung for before anybody listened', async () => {
      const doorbell = end();
      await doorbell.ring([{ id: `v-${randomUUID()}`, job }]);
      const heard = new Recorder(1);
      await doorbell.listen(heard.answer);
      expect(await heard.all()).toEqual([[job, 1]]);
    });

    it('rings once for one id while its job is pending, and again once it is done', async () => {
      const doorbell = end();
      const id = `v-${randomUUID()}`;
      const marker: Job = { ...JOBS[0], organization: randomUUID() as OrganizationId } as Job;
      await doorbell.ring([{ id, job }]);
      await doorbell.ring([{ id, job }]);
      const heard = new Recorder(2);
      await doorbell.listen(heard.answer);
      await doorbell.ring([{ id: `v-${randomUUID()}`, job: marker }]);
      expect(await heard.all()).toEqual([
        [job, 1],
        [marker, 1],
      ]);
      const again = heard.expect(3);
      await ringUntil(again, () => doorbell.ring([{ id, job }]));
      expect((await again).at(-1)).toEqual([job, 1]);
    });

    it('tries again what was unavailable, counting attempts', async () => {
      const doorbell = end();
      const heard = new Recorder(2);
      await doorbell.listen(async (each, attempt) => {
        await heard.answer(each, attempt);
        if (attempt === 1) throw new AppError('unavailable', 'JUDGE_TIMEOUT', 'later');
      });
      await doorbell.ring([{ id: `v-${randomUUID()}`, job }]);
      expect(await heard.all()).toEqual([
        [job, 1],
        [job, 2],
      ]);
      expect(MAX_ATTEMPTS).toBeGreaterThanOrEqual(2);
    });

    it.each(['invalid', 'not-found', 'conflict', 'forbidden'] as const)(
      'gives up what is %s, because trying again would not change it',
      async (kind) => {
        const doorbell = end();
        const heard = new Recorder(2);
        const marker: Job = { name: 'sequence-intake', organization: randomUUID() as OrganizationId };
        const refused: Job = { name: 'sequence-intake', organization };
        await doorbell.listen(async (each, attempt) => {
          await heard.answer(each, attempt);
          if (each.organization === organization) throw new AppError(kind, 'NO', 'no');
        });
        const id = `v-${randomUUID()}`;
        await doorbell.ring([{ id, job: refused }]);
        await doorbell.ring([{ id: `v-${randomUUID()}`, job: marker }]);
        await heard.all();
        // given up means gone: the same id rings afresh, as a first attempt
        const again = heard.expect(3);
        await ringUntil(again, () => doorbell.ring([{ id, job: refused }]));
        expect((await again).every(([, attempt]) => attempt === 1)).toBe(true);
      },
    );

    it('waits for running jobs when it closes', async () => {
      const doorbell = end();
      const { promise: started, resolve: start } = deferred();
      let finished = false;
      await doorbell.listen(async () => {
        start();
        await new Promise((resolve) => setTimeout(resolve, 300));
        finished = true;
      });
      await doorbell.ring([{ id: `v-${randomUUID()}`, job }]);
      await started;
      await doorbell.close(10_000);
      expect(finished).toBe(true);
    });

    it('lets go of a job that does not end in time', async () => {
      const doorbell = end();
      const { promise: started, resolve: start } = deferred();
      const { promise: release, resolve: letGo } = deferred();
      await doorbell.listen(() => {
        start();
        return release;
      });
      await doorbell.ring([{ id: `v-${randomUUID()}`, job: { ...job, organization: randomUUID() as OrganizationId } }]);
      await started;
      const before = Date.now();
      await doorbell.close(200);
      expect(Date.now() - before).toBeLessThan(5_000);
      letGo();
    });

    it('takes nothing once it is closed', async () => {
      const doorbell = end();
      await doorbell.close(1_000);
      await expect(doorbell.ring([{ id: `v-${randomUUID()}`, job }])).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'QUEUE_UNAVAILABLE',
      });
    });
  });
}

type Heard = readonly [Job, number];

/** Remembers answers and resolves when a number of them was heard. */
class Recorder {
  private readonly heard: Heard[] = [];
  private readonly waiting: { readonly count: number; readonly resolve: (heard: readonly Heard[]) => void }[] = [];

  constructor(private readonly count: number) {}

  readonly answer: Answer = (job, attempt) => {
    this.heard.push([job, attempt]);
    for (const { count, resolve } of this.waiting) if (this.heard.length >= count) resolve([...this.heard]);
    return Promise.resolve();
  };

  all(): Promise<readonly Heard[]> {
    return this.expect(this.count);
  }

  expect(count: number): Promise<readonly Heard[]> {
    if (this.heard.length >= count) return Promise.resolve([...this.heard]);
    return new Promise((resolve) => this.waiting.push({ count, resolve }));
  }
}

/** A job's end is noted in the queue shortly after its answer, so an equal id may have to ring more than once. */
async function ringUntil(heard: Promise<unknown>, ring: () => Promise<void>): Promise<void> {
  const pause = (): Promise<boolean> => new Promise((resolve) => setTimeout(resolve, 20, false));
  do await ring();
  while (!(await Promise.race([heard.then(() => true), pause()])));
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

function sorted(heard: readonly unknown[]): string[] {
  return heard.map((each) => canonicalJson(each)).sort();
}
