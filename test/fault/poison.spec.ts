import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { MAX_ATTEMPTS, type EvidenceId } from '#application';
import { AppError, digestOf, toUtf8, type Digest } from '#kernel';

import { MemoryDoorbell } from '../../libs/application/src/testing/memory-doorbell.js';
import { answer } from '../support/answer-job.js';
import { withDatabase } from '../support/postgres.js';
import { tenantAtWork, type TenantAtWork } from './tenant-at-work.js';

const db = withDatabase();
let tenant: TenantAtWork;

beforeAll(async () => {
  tenant = await tenantAtWork(db.current.database, 'poisoned');
});
afterAll(() => tenant.close());

/** Carries everything that waits to a queue and has it answered, until nothing waits. */
async function work(): Promise<void> {
  const doorbell = new MemoryDoorbell();
  await doorbell.listen((job) => answer(tenant.useCases, job));
  while ((await db.current.database.relay.drain(100, (jobs) => doorbell.ring(jobs))) > 0) await doorbell.settled();
  await doorbell.close(1_000);
}

function digestOfText(text: string): Digest {
  return digestOf(toUtf8(text));
}

const asked = (text: string): number => tenant.judge.asked.get(digestOfText(text)) ?? 0;
const audited = async (): Promise<readonly string[]> => {
  const page = await tenant.useCases.read.run(tenant.actor, 'evidence:read', ({ audit }) => audit.list({ first: 100 }));
  return page.items.map(({ node }) => `${node.action} ${node.target}`);
};

const TIMEOUT = new AppError('unavailable', 'JUDGE_TIMEOUT', 'judging took longer than 30 s');
const POISON = '{"poison":1}';
const NEIGHBOURS = ['{"neighbour":1}', '{"neighbour":2}', '{"neighbour":3}'];

describe('a document on which the judge always fails', () => {
  let poisoned: EvidenceId;
  let neighbours: readonly EvidenceId[];

  beforeAll(async () => {
    tenant.judge.poison.set(digestOfText(POISON), TIMEOUT);
    const [first = '' as EvidenceId, second = first, ...rest] = await tenant.receive(
      NEIGHBOURS[0]!,
      POISON,
      ...NEIGHBOURS.slice(1),
    );
    [poisoned, neighbours] = [second, [first, ...rest]];
    await work();
  });

  it('is set aside after five attempts, with the code, the sentence and the number of attempts', async () => {
    const [record] = await tenant.records([poisoned]);
    expect(record).toMatchObject({
      state: 'quarantined',
      failure: { code: TIMEOUT.code, message: TIMEOUT.message, attempts: MAX_ATTEMPTS },
    });
    expect(record).not.toHaveProperty('verdict');
    expect(await audited()).toContain(`evidence.quarantined ${digestOfText(POISON)}`);
  });

  it('keeps none of its batch from its verdict', async () => {
    const records = await tenant.records(neighbours);
    expect(records.map(({ state, verdict }) => [state, verdict?.outcome])).toEqual(
      NEIGHBOURS.map(() => ['settled', 'unverified']),
    );
  });

  it('is left alone by later jobs that name it', async () => {
    const before = asked(POISON);
    const job = { name: 'verify-evidence', organization: tenant.actor.organization, evidence: [poisoned] } as const;
    await tenant.useCases.verifyEvidence.run(job);
    expect(asked(POISON)).toBe(before);
  });

  it('stands in the intake log like any other', async () => {
    const { useCases, actor } = tenant;
    expect(await useCases.proveIntake.run(actor, digestOfText(POISON))).toMatchObject({ size: 1 + NEIGHBOURS.length });
  });

  it('is set aside again when it is replayed uncured', async () => {
    const before = asked(POISON);
    await tenant.useCases.replayQuarantined.run(tenant.actor, poisoned);
    await work();
    expect(await tenant.records([poisoned])).toMatchObject([
      { state: 'quarantined', failure: { attempts: MAX_ATTEMPTS } },
    ]);
    expect(asked(POISON) - before).toBe(MAX_ATTEMPTS);
  });

  it('settles when it is replayed after the cure, and nothing of the failure is left', async () => {
    tenant.judge.poison.clear();
    await tenant.useCases.replayQuarantined.run(tenant.actor, poisoned);
    await work();
    const [record] = await tenant.records([poisoned]);
    expect([record?.state, record?.verdict?.outcome, record?.failure]).toEqual(['settled', 'unverified', undefined]);
    expect(await audited()).toContain(`evidence.replayed ${poisoned}`);
  });

  it('cannot be replayed when it is not in quarantine', async () => {
    await expect(tenant.useCases.replayQuarantined.run(tenant.actor, poisoned)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'NOT_QUARANTINED',
    });
  });
});

describe('a judge that fails for a reason nobody foresaw', () => {
  it('leaves a code and a sentence with the document, and nothing of the error itself', async () => {
    const text = '{"unforeseen":true}';
    tenant.judge.poison.set(digestOfText(text), new TypeError('secret of the inside'));
    const ids = await tenant.receive(text);
    await work();
    const [record] = await tenant.records(ids);
    expect(record?.failure).toMatchObject({ code: 'INTERNAL', attempts: MAX_ATTEMPTS });
    expect(JSON.stringify(record)).not.toContain('secret of the inside');
  });
});

describe('a judge that fails now and then', () => {
  it('costs no more than another attempt', async () => {
    const text = '{"weak":"moment"}';
    const digest = digestOfText(text);
    tenant.judge.poison.set(digest, TIMEOUT);
    const ids = await tenant.receive(text);
    const doorbell = new MemoryDoorbell();
    await doorbell.listen((job, attempt) => {
      if (attempt === MAX_ATTEMPTS) tenant.judge.poison.delete(digest);
      return answer(tenant.useCases, job);
    });
    await db.current.database.relay.drain(100, (jobs) => doorbell.ring(jobs));
    await doorbell.settled();
    const [record] = await tenant.records(ids);
    expect([record?.state, record?.failure]).toEqual(['settled', undefined]);
    expect(tenant.judge.asked.get(digest)).toBe(MAX_ATTEMPTS);
  });
});
