import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, EvidenceId, Job, Judge, Ports, Stores } from '#application';
import { AppError, digestOf, toUtf8, type Digest, type JsonObject } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import {
  artifact,
  attest,
  manifest,
  organizationAtWork,
  provenance,
  REVISION,
  ROOT,
  RULES,
  signature,
  sourceRevision,
  submit,
  testResult,
} from './sample-evidence.js';
import { withWorkplace, type Workplace } from './workplace.js';

const at = withWorkplace([ROOT]);
beforeEach(async () => {
  await at.current.jobs(); // of tests before
});

const APP = { product: 'app', release: '1.0.0' };

function look<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
  return at.current.useCases.read.run(actor, 'report:read', work);
}

async function rowOf(actor: Actor, digest: Digest | undefined) {
  const [row] = await look(actor, ({ evidence }) => evidence.byDigests(digest === undefined ? [] : [digest]));
  if (row === undefined) throw new Error('there is no such evidence');
  return row;
}

const releaseId = async (actor: Actor, version = '1.0.0') =>
  (await look(actor, ({ releases }) => releases.find('app', version)))?.id;

/** Jobs that follow from judging these documents, those of the door itself left out. */
async function jobsAfter(actor: Actor, ...documents: readonly Uint8Array[]): Promise<readonly Job[]> {
  await at.current.settle();
  const [digest] = await submit(at.current, actor, ...documents);
  await at.current.jobs();
  await verify(at.current, actor, [(await rowOf(actor, digest)).id]);
  return at.current.jobs();
}

function verify(
  { useCases }: Pick<Workplace, 'useCases'>,
  actor: Actor,
  evidence: readonly EvidenceId[],
): Promise<void> {
  return useCases.verifyEvidence.run({ name: 'verify-evidence', organization: actor.organization, evidence });
}

/** A judge that chokes on these bytes. */
function chokingOn(poison: Uint8Array): Ports['judge'] {
  const { judge } = at.current.ports;
  const judgeAll: Judge['judge'] = (items, trust) => {
    if (items.some((bytes) => digestOf(bytes) === digestOf(poison))) throw new TypeError('choked');
    return judge.judge(items, trust);
  };
  return Object.assign(Object.create(judge) as Judge, { judge: judgeAll });
}

describe('evidence that is judged', () => {
  it('settles with its verdict, and judging it again changes nothing', async () => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, signature('app.tar.gz'));
    const before = await rowOf(actor, digest);
    await verify(at.current, actor, [before.id]);
    const settled = await rowOf(actor, digest);
    expect(settled).toMatchObject({ state: 'settled', verdict: { outcome: 'verified', rules: ['pipeline'] } });
    await verify(at.current, actor, [before.id]);
    expect(await rowOf(actor, digest)).toEqual(settled);
  });

  it.each([
    ['by somebody whom no rule names', () => signature('app.tar.gz', 'stranger'), 'rejected'],
    ['that is garbage', () => toUtf8('garbage'), 'rejected'],
    ['without any signature', () => toUtf8('{"bomFormat":"CycloneDX","specVersion":"1.6"}'), 'rejected'],
  ])('%s settles too, and is never verified', async (_, bytes) => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, bytes());
    await at.current.settle();
    const { state, verdict } = await rowOf(actor, digest);
    expect(state).toBe('settled');
    expect(verdict?.outcome).not.toBe('verified');
  });

  it('settles whatever names a stranger wrote into it', async () => {
    const actor = await organizationAtWork(at.current);
    const hostile = ['a\0b', '\ud800', "'; DROP TABLE evidence; --", 'x'.repeat(9000)].map((name) =>
      manifest([artifact('app')], { product: name, release: name, by: 'stranger' }),
    );
    const trusted = ['a\0b', '../..', 'x'.repeat(9000)].map((name) =>
      manifest([artifact('app')], { product: 'app', release: name }),
    );
    const digests = await submit(at.current, actor, ...hostile, ...trusted);
    await at.current.settle();
    for (const digest of digests) expect(await rowOf(actor, digest)).toMatchObject({ state: 'settled' });
  });
});

describe('an item that the verifier chokes on', () => {
  it('is tried five times, then set aside with its reason, while its neighbours settle', async () => {
    const actor = await organizationAtWork(at.current);
    const [poison, good] = [signature('poison'), signature('good')];
    const digests = await submit(at.current, actor, poison, good);
    const ids = await Promise.all(digests.map(async (digest) => (await rowOf(actor, digest)).id));
    const choking = { useCases: at.current.with({ judge: chokingOn(poison) }) };
    for (let attempt = 1; attempt < 5; attempt++) {
      await expect(verify(choking, actor, ids)).rejects.toMatchObject({ kind: 'unavailable', code: 'INTERNAL' });
      expect(await rowOf(actor, digests[0])).toMatchObject({ state: 'stored', failure: { attempts: attempt } });
      expect(await rowOf(actor, digests[1])).toMatchObject({ state: 'settled' });
    }
    await verify(choking, actor, ids);
    const aside = await rowOf(actor, digests[0]);
    expect(aside).toMatchObject({ state: 'quarantined', failure: { code: 'INTERNAL', attempts: 5 } });
    expect(aside.failure?.message).not.toContain('choked');
    const audited = await look(actor, ({ audit }) => audit.list({ first: 100 }));
    expect(audited.items.at(-1)?.node).toMatchObject({
      actor: 'system',
      action: 'evidence.quarantined',
      target: digests[0],
    });
  });

  it('is judged again when it is replayed, and only then', async () => {
    const actor = await organizationAtWork(at.current);
    const poison = signature('poison');
    const [digest] = await submit(at.current, actor, poison);
    const { id } = await rowOf(actor, digest);
    const { replayQuarantined } = at.current.useCases;
    expect(await refusalOf(() => replayQuarantined.run(actor, id))).toBe('NOT_QUARANTINED');
    const choking = { useCases: at.current.with({ judge: chokingOn(poison) }) };
    for (let attempt = 1; attempt <= 5; attempt++) await verify(choking, actor, [id]).catch(() => undefined);
    await verify(at.current, actor, [id]);
    expect((await rowOf(actor, digest)).state).toBe('quarantined');
    await at.current.jobs();
    await replayQuarantined.run(actor, id);
    expect(await at.current.jobs()).toEqual([
      { name: 'verify-evidence', organization: actor.organization, evidence: [id] },
    ]);
    await verify(at.current, actor, [id]);
    expect(await rowOf(actor, digest)).toMatchObject({ state: 'settled', verdict: { outcome: 'verified' } });
  });

  it('does not hold up its neighbours when it is only the keeping that fails', async () => {
    const actor = await organizationAtWork(at.current);
    const digests = await submit(at.current, actor, signature('unkeepable'), signature('keepable'));
    const ids = await Promise.all(digests.map(async (digest) => (await rowOf(actor, digest)).id));
    const { unitOfWork } = at.current.ports;
    const useCases = at.current.with({
      unitOfWork: {
        run: (organization, work) =>
          unitOfWork.run(organization, (stores) => {
            const conclude: Stores['evidence']['conclude'] = (conclusions, moment) => {
              if (conclusions.some(({ evidence }) => evidence === ids[0])) throw new TypeError('cannot be kept');
              return stores.evidence.conclude(conclusions, moment);
            };
            const evidence = Object.assign(Object.create(stores.evidence) as Stores['evidence'], { conclude });
            return work({ ...stores, evidence });
          }),
      },
    });
    await expect(verify({ useCases }, actor, ids)).rejects.toMatchObject({ kind: 'unavailable', code: 'INTERNAL' });
    expect(await rowOf(actor, digests[0])).toMatchObject({ state: 'stored', failure: { attempts: 1 } });
    expect(await rowOf(actor, digests[1])).toMatchObject({ state: 'settled' });
  });

  it('is set aside for rotten bytes, but not blamed for a store that does not answer', async () => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, signature('app'));
    const { id, digest: rotten } = await rowOf(actor, digest);
    const { blobs } = at.current.ports;
    const get = () => Promise.reject(new AppError('unavailable', 'BLOB_STORE_UNAVAILABLE', 'no answer'));
    const offline = {
      useCases: at.current.with({ blobs: Object.assign(Object.create(blobs) as typeof blobs, { get }) }),
    };
    expect(await refusalOf(() => verify(offline, actor, [id]))).toBe('BLOB_STORE_UNAVAILABLE');
    expect(await rowOf(actor, digest)).not.toHaveProperty('failure');
    await blobs.tamper(actor.organization, rotten);
    await expect(verify(at.current, actor, [id])).rejects.toMatchObject({ kind: 'unavailable', code: 'BLOB_CORRUPT' });
    expect((await rowOf(actor, digest)).failure).toMatchObject({ code: 'BLOB_CORRUPT', attempts: 1 });
  });
});

describe('a judgement', () => {
  it('made under trust that has changed meanwhile gives way to the one made after the change', async () => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, signature('app'));
    const { id } = await rowOf(actor, digest);
    const { judge, clock } = at.current.ports;
    const slow: Judge['judge'] = async (items, trust) => {
      clock.advance(1);
      await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
      await at.current.settle();
      return judge.judge(items, trust);
    };
    const useCases = at.current.with({ judge: Object.assign(Object.create(judge) as Judge, { judge: slow }) });
    await verify({ useCases }, actor, [id]);
    expect((await rowOf(actor, digest)).verdict?.outcome).not.toBe('verified');
  });

  it('by a rule that is retired ends with it, and comes back with the rule', async () => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, signature('app'));
    const outcome = async () => {
      at.current.ports.clock.advance(1);
      await at.current.settle();
      return (await rowOf(actor, digest)).verdict?.outcome;
    };
    expect(await outcome()).toBe('verified');
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    expect(await outcome()).toBe('unverified');
    await at.current.useCases.putTrustRule.run(actor, RULES.pipeline);
    expect(await outcome()).toBe('verified');
  });
});

describe('what evidence touches is evaluated again', () => {
  it('by the digest of an artifact in its manifest', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('app')]));
    const release = await releaseId(actor);
    const evaluate = { name: 'evaluate-release', organization: actor.organization, release };
    expect(await jobsAfter(actor, signature('app'))).toEqual([evaluate]);
    expect(await jobsAfter(actor, signature('app', 'stranger'))).toEqual([evaluate]);
    expect(await jobsAfter(actor, signature('something else'))).toEqual([]);
  });

  it('by its name, where a decision names it', async () => {
    const actor = await organizationAtWork(at.current);
    const release = await releaseId(actor);
    expect(await jobsAfter(actor, manifest([artifact('app')]))).toEqual([
      { name: 'evaluate-release', organization: actor.organization, release },
    ]);
  });

  const scoped = (scope: JsonObject): Uint8Array =>
    attest('stranger', [artifact('scope')], 'https://averment.dev/predicate/not-applicable/v1', {
      scope: { organization: 'acme', ...scope },
      control: 'PO.1.1',
      reason: 'r',
      requester: 'r',
      approver: 'a',
      validFrom: '2026-01-01T00:00:00Z',
    });

  it('as a whole product, or as all there is, where a decision says so', async () => {
    const actor = await organizationAtWork(at.current);
    const { organization } = actor;
    expect(await jobsAfter(actor, scoped({ product: 'app' }))).toEqual([
      { name: 'evaluate-scope', organization, product: 'app' },
    ]);
    expect(await jobsAfter(actor, scoped({}))).toEqual([{ name: 'evaluate-scope', organization }]);
    expect(await jobsAfter(actor, scoped({ product: 'Not A Product' }))).toEqual([]);
  });

  it('page by page, each release once', async () => {
    const actor = await organizationAtWork(at.current);
    const { createRelease, createProduct, evaluateScope } = at.current.useCases;
    await createProduct.run(actor, { slug: 'other', name: 'Other' });
    await createRelease.run(actor, { product: 'other', version: '1' });
    for (let minor = 1; minor <= 104; minor++)
      await createRelease.run(actor, { product: 'app', version: `1.${minor}.0` });
    await at.current.jobs();
    const evaluated: string[] = [];
    const waiting: Job[] = [{ name: 'evaluate-scope', organization: actor.organization, product: 'app' }];
    let pages = 0;
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      if (job.name === 'reevaluate-release') evaluated.push(job.release);
      if (job.name !== 'evaluate-scope') continue;
      pages += 1;
      await evaluateScope.run(job);
      waiting.push(...(await at.current.jobs()));
    }
    expect(pages).toBe(2);
    expect(evaluated).toHaveLength(105);
    expect(new Set(evaluated).size).toBe(105);
  });

  it('by a revision that verified provenance tied to it', async () => {
    const actor = await organizationAtWork(at.current);
    expect(await jobsAfter(actor, testResult([sourceRevision]))).toEqual([]);
    await submit(at.current, actor, manifest([artifact('app')]), provenance([artifact('app')]));
    await at.current.settle();
    const release = await releaseId(actor);
    expect(await look(actor, ({ releases }) => releases.touchedBy([`gitCommit:${REVISION}`]))).toEqual([release]);
    expect(await jobsAfter(actor, testResult([sourceRevision], 'fuzzing'))).toEqual([
      { name: 'evaluate-release', organization: actor.organization, release },
    ]);
  });

  it('not by a revision that only unverified provenance names', async () => {
    const actor = await organizationAtWork(at.current);
    await at.current.useCases.retireTrustRule.run(actor, 'pipeline');
    await submit(at.current, actor, manifest([artifact('app')]), provenance([artifact('app')]));
    await at.current.settle();
    expect(await look(actor, ({ releases }) => releases.touchedBy([`gitCommit:${REVISION}`]))).toEqual([]);
  });
});

describe('a manifest', () => {
  const population = async (actor: Actor, version = '1.0.0') => {
    const id = await releaseId(actor, version);
    return id === undefined ? undefined : (await look(actor, ({ releases }) => releases.manifests([id]))).get(id);
  };

  it('defines the population of the release that it names', async () => {
    const actor = await organizationAtWork(at.current);
    const [digest] = await submit(at.current, actor, manifest([artifact('a'), artifact('b')]));
    await at.current.settle();
    const held = await population(actor);
    expect(held).toMatchObject({ evidence: digest, source: 'independent' });
    expect(held?.artifacts.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('of a release of another organization defines nothing here, however much its signer is trusted', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('a')], { organization: 'other' }));
    await at.current.settle();
    expect(await population(actor)).toBeUndefined();
  });

  it('names a release that was not named before, on record as made by the system', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('a')], { release: '2.0.0' }));
    await at.current.settle();
    expect((await population(actor, '2.0.0'))?.artifacts).toHaveLength(1);
    const audited = await look(actor, ({ audit }) => audit.list({ first: 100 }));
    expect(audited.items.map(({ node }) => [node.actor, node.action, node.target])).toContainEqual([
      'system',
      'release.created',
      'app@2.0.0',
    ]);
  });

  it('that came before its product is heard once its release is named', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('a')], { product: 'later', release: '1.0.0' }));
    await at.current.settle();
    const { createProduct, createRelease } = at.current.useCases;
    await createProduct.run(actor, { slug: 'later', name: 'Later' });
    const { release } = await createRelease.run(actor, { product: 'later', version: '1.0.0' });
    await at.current.settle();
    const held = await look(actor, ({ releases }) => releases.manifests([release.id]));
    expect(held.get(release.id)?.artifacts).toHaveLength(1);
  });

  it('that came before its product is heard also when a lesser manifest names the release', async () => {
    const actor = await organizationAtWork(at.current);
    const { putTrustRule, createProduct } = at.current.useCases;
    const signer = RULES.pipeline.signer;
    await putTrustRule.run(actor, { ...RULES.registry, id: 'listing', signer, population: 'signed-manifest' });
    const [first] = await submit(at.current, actor, manifest([artifact('a')], { product: 'later' }));
    await at.current.settle();
    await createProduct.run(actor, { slug: 'later', name: 'Later' });
    await submit(at.current, actor, manifest([artifact('b')], { product: 'later', by: 'pipeline' }));
    await at.current.settle();
    const held = await look(actor, async ({ releases }) => {
      const release = await releases.find('later', '1.0.0');
      return release === undefined ? undefined : (await releases.manifests([release.id])).get(release.id);
    });
    expect(held).toMatchObject({ evidence: first, source: 'independent' });
  });

  it.each<[string, Parameters<typeof manifest>[1], object]>([
    ['by somebody whom no rule names', { by: 'stranger' }, {}],
    ['under a rule of another product', {}, { scope: { kind: 'product', product: 'other' } }],
  ])('%s defines nothing', async (_, about, change) => {
    const actor = await organizationAtWork(at.current);
    await at.current.useCases.putTrustRule.run(actor, { ...RULES.registry, ...change });
    await at.current.settle();
    await submit(at.current, actor, manifest([artifact('a')], about));
    await at.current.settle();
    expect(await population(actor)).toBeUndefined();
    expect(await look(actor, ({ evidence }) => evidence.about({ ...APP, digests: [] }))).toMatchObject({ facts: [] });
  });

  it('stops defining anything when the rule that believed it is retired', async () => {
    const actor = await organizationAtWork(at.current);
    await submit(at.current, actor, manifest([artifact('a')]));
    await at.current.settle();
    expect(await population(actor)).toBeDefined();
    at.current.ports.clock.advance(1);
    await at.current.useCases.retireTrustRule.run(actor, 'registry');
    await at.current.settle();
    expect(await population(actor)).toBeUndefined();
  });
});
