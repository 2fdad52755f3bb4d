import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, BlobStore, EvidenceRecord, Judge, KeepingRecord, Ports, Stores, UseCases } from '#application';
import { parse, type EvidenceKeeping } from '#evidence';
import { AppError, digestOf, type Digest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { artifact, organizationAtWork, ROOT, RULES, signature, submit, testResult } from './sample-evidence.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
beforeEach(async () => {
  await at.current.jobs(); // of tests before
});

const DOCUMENTS = [signature('app.tar.gz'), testResult([artifact('app.tar.gz')])];

/** An organization that holds a few settled things. */
async function atWork(documents: readonly Uint8Array[] = DOCUMENTS): Promise<Actor> {
  const actor = await organizationAtWork(at.current);
  await submit(at.current, actor, ...documents);
  await at.current.settle();
  return actor;
}

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

/** Does a whole run by these use cases. */
async function keep(actor: Actor, useCases: UseCases = at.current.useCases): Promise<KeepingRecord> {
  const run = await at.current.useCases.startKeeping.run(actor);
  await at.current.jobs();
  for (let job = 0; job < 20; job++) {
    const record = await useCases.keepEvidence.run({ name: 'keep-evidence', organization: actor.organization, run });
    if (record !== undefined) return record;
  }
  throw new Error('the run never ends');
}

/** How many pieces of evidence are records of this kind. */
async function recordsOf(actor: Actor): Promise<readonly EvidenceRecord[]> {
  const page = await look(actor, ({ evidence }) => evidence.list({ first: 100 }, { kind: 'evidence-keeping' }));
  return page.items.map(({ node }) => node);
}

async function sizeOfLog(actor: Actor): Promise<number> {
  return (await look(actor, ({ intake }) => intake.latestCheckpoint()))?.size ?? 0;
}

/** A store that has lost these bytes, or does not answer at all. */
function blobsWithout(lost: Digest, code = 'BLOB_MISSING'): BlobStore {
  const { blobs } = at.current.ports;
  const get: BlobStore['get'] = (organization, digest) => {
    const kind = code === 'BLOB_MISSING' ? 'not-found' : 'unavailable';
    return digest === lost ? Promise.reject(new AppError(kind, code, 'gone')) : blobs.get(organization, digest);
  };
  return Object.assign(Object.create(blobs) as BlobStore, { get });
}

function judgeThat(change: (verdict: EvidenceRecord['verdict'] & object, bytes: Uint8Array) => string): Judge {
  const { judge } = at.current.ports;
  const judgeAll: Judge['judge'] = async (items, trust) =>
    (await judge.judge(items, trust)).map((judgement, index) => {
      const outcome = change(judgement.verdict, items[index]!) as typeof judgement.verdict.outcome;
      return { ...judgement, verdict: { ...judgement.verdict, outcome } };
    });
  return Object.assign(Object.create(judge) as Judge, { judge: judgeAll });
}

/** Stores of which some are otherwise than they are. */
function storesWith(change: (stores: Stores) => Partial<Stores>): Pick<Ports, 'unitOfWork'> {
  const { unitOfWork } = at.current.ports;
  return {
    unitOfWork: {
      run: (organization, work) => unitOfWork.run(organization, (stores) => work({ ...stores, ...change(stores) })),
    },
  };
}

function intakeWith(stores: Stores, changes: Partial<Stores['intake']>): Pick<Stores, 'intake'> {
  return { intake: Object.assign(Object.create(stores.intake) as Stores['intake'], changes) };
}

describe('everything held', () => {
  it('is read back up to a checkpoint, and the record of it is evidence of the organization’s own word', async () => {
    const actor = await atWork();
    const size = await sizeOfLog(actor);
    const record = await keep(actor);
    expect(record).toMatchObject({
      ...{ number: 1, examined: size, sound: size, altered: { count: 0 }, missing: { count: 0 } },
      ...{ changed: { count: 0 }, unchecked: { count: 0 }, scope: { organization: 'acme' } },
      log: { size, entriesChecked: size, consistent: true },
    });
    expect(record.log).not.toHaveProperty('previous');
    await at.current.settle();
    const [row] = await recordsOf(actor);
    expect(row).toMatchObject({
      ...{ digest: record.digest, state: 'settled', origin: 'run 1 of the keeping job' },
      verdict: { outcome: 'verified', rules: ['organization-key'] },
    });
    const { facts } = await look(actor, ({ evidence }) =>
      evidence.about({ product: 'app', release: '1.0.0', digests: [] }),
    );
    expect(facts.filter(({ claim }) => claim.kind === 'evidence-keeping')).toMatchObject([
      {
        ...{ evidence: record.digest, assurance: 'self-attested', teamControlled: true },
        anchor: { kind: 'organization', organization: 'acme' },
        claim: { examined: size, altered: 0, logConsistent: true },
      },
    ]);
  });

  it('is signed for as the exact checkpoint that it was compared with', async () => {
    const actor = await atWork();
    const checkpoint = await look(actor, ({ intake }) => intake.latestCheckpoint());
    const { content } = parse((await keep(actor)).bundle);
    const subjects = content.kind === 'signed' ? content.statement?.subjects : [];
    expect(subjects?.[0]).toMatchObject({
      name: `averment.dev/intake/acme at ${checkpoint?.size}`,
      digests: [digestOf(new TextEncoder().encode(checkpoint?.note))],
    });
  });

  it('is read back again in a run of its own, which begins where the log was left', async () => {
    const actor = await atWork();
    const first = await keep(actor);
    await at.current.settle();
    const second = await keep(actor);
    const { size, rootHash } = first.log;
    expect(second).toMatchObject({
      number: 2,
      log: { size: size + 1, previous: { size, rootHash }, consistent: true },
    });
    expect(second.altered.count + second.unchecked.count).toBe(0);
  });

  it('is walked in pages, each item once', async () => {
    const many = Array.from({ length: 60 }, (_, index) => testResult([artifact('app.tar.gz')], `suite ${index}`));
    const actor = await atWork(many);
    const size = await sizeOfLog(actor);
    expect(await keep(actor)).toMatchObject({ examined: size, sound: size, log: { entriesChecked: size } });
  });

  it('is nothing yet where nothing was received: no run begins', async () => {
    const { useCases } = at.current;
    const order = { slug: 'empty', name: 'Empty', synthetic: true, administrator: 'Eve' };
    const { first } = await useCases.createOrganization.run(order);
    const actor = await useCases.authenticateToken.run(first.token);
    const { organization } = actor;
    expect(await useCases.keepEvidence.run({ name: 'keep-evidence', organization, run: 1 })).toBeUndefined();
    expect(await look(actor, ({ keeping }) => keeping.latest())).toBeUndefined();
  });

  it('is looked at on request by whoever may submit, in the run that is under way', async () => {
    const actor = await atWork();
    const reader = await at.current.colleague(actor, 'Reader', { permissions: ['evidence:read'] });
    expect(await refusalOf(() => at.current.useCases.startKeeping.run(reader))).toBe('PERMISSION_MISSING');
    expect(await at.current.useCases.startKeeping.run(actor)).toBe(1);
    const [job] = await at.current.jobs();
    expect(job).toEqual({ name: 'keep-evidence', organization: actor.organization, run: 1 });
    await at.current.useCases.keepEvidence.run({ ...job, run: 1 } as never);
    expect(await at.current.useCases.startKeeping.run(actor)).toBe(1);
    await at.current.settle();
    expect(await at.current.useCases.startKeeping.run(actor)).toBe(2);
  });
});

describe('what is wrong with something held', () => {
  const [SIGNED, TESTED] = DOCUMENTS.map(digestOf) as [Digest, Digest];

  it('is named and counted where bytes were altered, and stops nothing', async () => {
    const actor = await atWork();
    await at.current.ports.blobs.tamper(actor.organization, SIGNED);
    const size = await sizeOfLog(actor);
    const record = await keep(actor);
    expect(record).toMatchObject({ examined: size, sound: size - 1, altered: { count: 1, items: [SIGNED] } });
    expect(record.log.consistent).toBe(true);
  });

  it('is named where bytes are gone', async () => {
    const actor = await atWork();
    const record = await keep(actor, at.current.with({ blobs: blobsWithout(TESTED) }));
    expect(record.missing).toEqual({ count: 1, items: [TESTED] });
  });

  it('is named where the row of an item is gone', async () => {
    const actor = await atWork();
    const forgetful = storesWith(({ evidence }) => ({
      evidence: Object.assign(Object.create(evidence) as Stores['evidence'], {
        byDigests: async (digests: readonly Digest[]) =>
          (await evidence.byDigests(digests)).filter(({ digest }) => digest !== TESTED),
      }),
    }));
    expect((await keep(actor, at.current.with(forgetful))).missing).toEqual({ count: 1, items: [TESTED] });
  });

  it('is named with both outcomes where it is judged otherwise now, and then judged again for good', async () => {
    const actor = await atWork();
    const judge = judgeThat(({ outcome }, bytes) => (digestOf(bytes) === SIGNED ? 'rejected' : outcome));
    const useCases = at.current.with({ judge });
    const run = await useCases.startKeeping.run(actor);
    await at.current.jobs();
    await useCases.keepEvidence.run({ name: 'keep-evidence', organization: actor.organization, run });
    const jobs = await at.current.jobs();
    const [row] = await look(actor, ({ evidence }) => evidence.byDigests([SIGNED]));
    expect(jobs).toContainEqual({
      ...{ name: 'reverify-evidence', organization: actor.organization, evidence: [row?.id] },
    });
    expect((await keep(actor, useCases)).changed).toEqual({
      ...{ count: 1, items: [{ evidence: SIGNED, held: 'verified', found: 'rejected' }] },
    });
  });

  it('is not that a verdict was made under older trust', async () => {
    const actor = await atWork();
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    await at.current.jobs();
    expect((await keep(actor)).changed.count).toBe(0);
  });

  it('is counted where it could not be judged again', async () => {
    const actor = await atWork();
    const judge = judgeThat(({ outcome }, bytes) => {
      if (digestOf(bytes) === SIGNED) throw new TypeError('choked');
      return outcome;
    });
    const record = await keep(actor, at.current.with({ judge }));
    expect(record.unchecked).toEqual({ count: 1, items: [SIGNED] });
  });

  it('is not that a store does not answer: the page is tried again', async () => {
    const actor = await atWork();
    const away = at.current.with({ blobs: blobsWithout(SIGNED, 'BLOB_STORE_UNAVAILABLE') });
    expect(await refusalOf(() => keep(actor, away))).toBe('BLOB_STORE_UNAVAILABLE');
    expect((await keep(actor)).altered.count).toBe(0);
  });
});

describe('the intake log', () => {
  const logFor = async (actor: Actor, change: (stores: Stores) => Partial<Stores>): Promise<EvidenceKeeping['log']> =>
    (await keep(actor, at.current.with(storesWith(change)))).log;

  it.each<[string, (intake: Stores['intake']) => Partial<Stores['intake']>]>([
    [
      'a leaf says something else',
      (intake) => ({
        leaves: async (from, until) =>
          (await intake.leaves(from, until)).map(({ index, leaf }) => ({
            index,
            leaf: index === 1 ? Uint8Array.from([...leaf, 32]) : leaf,
          })),
      }),
    ],
    [
      'a leaf is gone',
      (intake) => ({ leaves: async (from, until) => (await intake.leaves(from, until)).filter((l) => l.index !== 1) }),
    ],
    [
      'a node of the tree is another one',
      (intake) => ({
        nodes: async (wanted) =>
          (await intake.nodes(wanted)).map((node) =>
            node.level === 1 && node.index === 0 ? { ...node, hash: new Uint8Array(32) } : node,
          ),
      }),
    ],
    ['a node of the tree is gone', (intake) => ({ nodes: async (wanted) => (await intake.nodes(wanted)).slice(1) })],
  ])('is not consistent where %s', async (_, change) => {
    const actor = await atWork();
    const log = await logFor(actor, (stores) => intakeWith(stores, change(stores.intake)));
    expect(log.consistent).toBe(false);
    expect(log.entriesChecked).toBeLessThanOrEqual(log.size);
    expect((await keep(actor)).log.consistent).toBe(true);
  });

  it('is not consistent with the record before where that saw another root at its size', async () => {
    const actor = await atWork();
    await keep(actor);
    await at.current.settle();
    const log = await logFor(actor, ({ keeping }) => ({
      keeping: Object.assign(Object.create(keeping) as Stores['keeping'], {
        record: async (number: number) => {
          const record = await keeping.record(number);
          return record && { ...record, log: { ...record.log, rootHash: '00'.repeat(32) } };
        },
      }),
    }));
    expect(log).toMatchObject({ consistent: false, previous: { rootHash: '00'.repeat(32) } });
  });

  it('is not consistent where its checkpoint is not signed by the organization', async () => {
    const actor = await atWork();
    const { keyring } = at.current.ports;
    const run = await at.current.useCases.startKeeping.run(actor);
    const job = { name: 'keep-evidence', organization: actor.organization, run } as const;
    expect(await at.current.useCases.keepEvidence.run(job)).toBeUndefined();
    keyring.replace(actor.organization);
    expect((await at.current.useCases.keepEvidence.run(job))?.log.consistent).toBe(false);
  });
});

describe('a run', () => {
  it('is concluded once, however many workers are at it', async () => {
    const many = Array.from({ length: 60 }, (_, index) => testResult([artifact('app.tar.gz')], `suite ${index}`));
    const actor = await atWork(many);
    const size = await sizeOfLog(actor);
    const run = await at.current.useCases.startKeeping.run(actor);
    const job = { name: 'keep-evidence', organization: actor.organization, run } as const;
    const worker = async () => {
      for (let turn = 0; turn < 6; turn++) await at.current.useCases.keepEvidence.run(job);
    };
    await Promise.all([worker(), worker(), worker()]);
    await at.current.settle();
    expect(await recordsOf(actor)).toHaveLength(1);
    const record = await look(actor, ({ keeping }) => keeping.latestRecord());
    expect(record).toMatchObject({ examined: size, sound: size, log: { consistent: true, entriesChecked: size } });
  });

  it('that dies between its signature and its submission goes on with the same bytes', async () => {
    const actor = await atWork();
    const { blobs } = at.current.ports;
    const full = Object.assign(Object.create(blobs) as BlobStore, {
      put: () => Promise.reject(new AppError('unavailable', 'BLOB_STORE_UNAVAILABLE', 'full')),
    });
    expect(await refusalOf(() => keep(actor, at.current.with({ blobs: full })))).toBe('BLOB_STORE_UNAVAILABLE');
    const signed = await look(actor, ({ keeping }) => keeping.record(1));
    expect(signed).toBeDefined();
    expect(await look(actor, ({ keeping }) => keeping.latestRecord())).toBeUndefined();
    expect(await recordsOf(actor)).toEqual([]);
    const record = await keep(actor);
    expect(record.digest).toBe(signed?.digest);
    expect((await recordsOf(actor)).map(({ digest }) => digest)).toEqual([record.digest]);
  });

  it('begins anew where trust changes under way, and names the trust of all it looked at', async () => {
    const many = Array.from({ length: 60 }, (_, index) => testResult([artifact('app.tar.gz')], `suite ${index}`));
    const actor = await atWork(many);
    const { useCases } = at.current;
    const run = await useCases.startKeeping.run(actor);
    const job = { name: 'keep-evidence', organization: actor.organization, run } as const;
    await useCases.keepEvidence.run(job);
    const before = await look(actor, ({ keeping }) => keeping.latest());
    expect(before?.progress.next).toBe(50);
    await useCases.putTrustRule.run(actor, { ...RULES.tester, id: 'another' });
    await useCases.keepEvidence.run(job);
    expect((await look(actor, ({ keeping }) => keeping.latest()))?.progress.next).toBe(0);
    const record = await keep(actor);
    expect(record.policy).not.toBe(before?.progress.trust?.policy);
    expect(record.examined).toBe(record.log.size);
  });

  it('of another number than the next never begins, and one that is kept stays as it is', async () => {
    const actor = await atWork();
    const { organization } = actor;
    const run = (number: number) =>
      at.current.useCases.keepEvidence.run({ name: 'keep-evidence', organization, run: number });
    expect(await run(2)).toBeUndefined();
    expect(await look(actor, ({ keeping }) => keeping.latest())).toBeUndefined();
    await keep(actor);
    const kept = await look(actor, ({ keeping }) => keeping.latest());
    expect(await run(1)).toBeUndefined();
    expect(await look(actor, ({ keeping }) => keeping.latest())).toEqual(kept);
  });
});
