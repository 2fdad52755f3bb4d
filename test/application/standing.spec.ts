import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, HandOverOrder, Judge, StandingRecord, WithdrawalOrder } from '#application';
import { parse, type AttestationStatus } from '#evidence';
import { addDays, AppError, digestOf, type Digest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { answer } from '../support/answer-job.js';
import {
  artifact,
  manifest,
  organizationAtWork,
  provenance,
  ROOT,
  RULES,
  signature,
  submit,
  testResult,
} from './sample-evidence.js';
import { day, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
beforeEach(async () => {
  await at.current.jobs(); // of tests before
});
const PAGE = { first: 100 };
const RELEASE = { product: 'app', release: '1.0.0' };
const cases = () => at.current.useCases;
const nodesOf = <T>({ items }: { readonly items: readonly { readonly node: T }[] }) => items.map(({ node }) => node);

interface AtWork {
  readonly actor: Actor;
  /** The signature that PS.2.1 rests on. */
  readonly signed: Digest;
  readonly attestation: Digest;
}

async function issue(actor: Actor, supersedes?: Digest): Promise<Digest> {
  const order = { ...RELEASE, acceptStaleRoot: false, ...(supersedes !== undefined && { supersedes }) };
  const { digest } = await cases().issueAttestation.run(actor, order);
  await at.current.settle();
  return digest;
}

/** One control is set aside for a month. */
async function waived(actor: Actor): Promise<void> {
  const colleague = await at.current.colleague(actor, 'Bob');
  await cases().stateDecision.run(actor, {
    ...{ kind: 'waiver', ...RELEASE, control: 'PO.5.1', reason: 'Hardware arrives in spring.' },
    ...{ compensatingControl: 'Isolated workspaces.', requestedBy: colleague.principal, validUntil: day(30) },
  });
}

/** An organization with a release, its evidence and an attestation of it, some while ago. */
async function atWork(decide: (actor: Actor) => Promise<void> = async () => Promise.resolve()): Promise<AtWork> {
  const actor = await organizationAtWork(at.current);
  const files = [manifest([artifact('app')]), provenance([artifact('app')]), testResult([artifact('app')])];
  const [signed] = await submit(at.current, actor, signature('app'), ...files);
  await decide(actor);
  await at.current.settle();
  at.current.ports.clock.advance(60);
  const attestation = await issue(actor);
  at.current.ports.clock.advance(60);
  return { actor, signed: signed!, attestation };
}

async function compromise(actor: Actor): Promise<void> {
  await cases().stateDecision.run(actor, {
    kind: 'compromise',
    distrusted: { kind: 'identity', name: 'pipeline@example.org' },
    ...{ since: day(-1), reason: 'A runner was taken over.' },
  });
  await at.current.settle();
}

async function standing({ actor, attestation }: AtWork): Promise<StandingRecord> {
  return (await cases().readStandings.of(actor, [attestation])).get(attestation)!;
}

const events = async ({ actor, attestation }: AtWork) =>
  nodesOf(await cases().readStandings.events(actor, attestation, PAGE));

const audited = (actor: Actor, target: Digest) =>
  cases().read.run(actor, 'report:read', async ({ audit }) =>
    nodesOf(await audit.list(PAGE))
      .filter((entry) => entry.target === target)
      .map(({ action }) => action),
  );

function statusIn(bytes: Uint8Array): AttestationStatus {
  const { content } = parse(bytes);
  if (content.kind !== 'signed' || content.predicate?.kind !== 'attestation-status') throw new Error('no status');
  return content.predicate;
}

const handOver = (actor: Actor, attestation: Digest, more: Partial<HandOverOrder> = {}) =>
  cases().handOverAttestation.run(actor, { attestation, name: 'Robin', organization: 'Agency', ...more });
const withdraw = (actor: Actor, attestation: Digest, more: Partial<WithdrawalOrder> = {}) =>
  cases().withdrawAttestation.run(actor, { attestation, reason: 'The wrong artifacts were assessed.', ...more });

describe('an attestation', () => {
  it('stands from its signature on, and knows when its first sentence ends', async () => {
    const work = await atWork(waived);
    expect(await standing(work)).toMatchObject({ state: 'standing', events: 1, affected: [], nextChange: day(30) });
    expect(await events(work)).toMatchObject([{ number: 1, state: 'standing', by: work.actor.principal }]);
  });

  it('is affected when a key it rests on is declared compromised: control, evidence and cause are named', async () => {
    const work = await atWork();
    await compromise(work.actor);
    const { state, since, affected } = await standing(work);
    expect([state, since]).toEqual(['affected', at.current.ports.clock.now()]);
    const signing = affected.find(({ control }) => control === 'PS.2.1');
    expect(signing?.cause).toBe('EVIDENCE_DISTRUSTED');
    expect(signing?.sentence).toContain(work.signed);
    expect(affected).toContainEqual(expect.objectContaining({ control: 'SLSA Build', now: 'LEVEL_0' }));
    expect((await events(work)).map((event) => event.state)).toEqual(['standing', 'affected']);
    expect(await audited(work.actor, work.attestation)).toContain('attestation.affected');
  });

  it('stays affected while more is said against it, and nothing is noted twice', async () => {
    const work = await atWork();
    await compromise(work.actor);
    const before = await standing(work);
    await submit(at.current, work.actor, signature('app', 'stranger'));
    await at.current.settle();
    expect(await standing(work)).toEqual(before);
    await cases().watchAttestations.run({
      ...{ name: 'watch-attestations', organization: work.actor.organization, release: before.release },
    });
    expect(await events(work)).toHaveLength(2);
  });

  it('is affected, though without its cause, when what was signed cannot be judged again by this version', async () => {
    const work = await atWork();
    await cases().retireTrustRule.run(work.actor, 'pipeline');
    const gone = new AppError('conflict', 'FRAMEWORK_CHANGED', 'another mapping is installed');
    const judge = Object.assign(Object.create(at.current.ports.judge) as Judge, { answer: () => Promise.reject(gone) });
    const later = at.current.with({ judge });
    for (let jobs = await at.current.jobs(); jobs.length > 0; jobs = await at.current.jobs()) {
      for (const job of jobs) await answer(later, job);
    }
    const { state, affected } = await standing(work);
    expect(state).toBe('affected');
    expect(new Set(affected.map(({ cause }) => cause))).toEqual(new Set(['JUDGED_OTHERWISE', 'BUILD_LEVEL_LOWERED']));
  });

  it('stands again when what fell is there again, and its history stays', async () => {
    const work = await atWork();
    await cases().retireTrustRule.run(work.actor, 'pipeline');
    await at.current.settle();
    const fell = await standing(work);
    expect(fell.state).toBe('affected');
    expect(fell.affected.map(({ cause }) => cause)).toContain('TRUST_CHANGED');
    at.current.ports.clock.advance(60);
    await cases().putTrustRule.run(work.actor, RULES.pipeline);
    await at.current.settle();
    expect(await standing(work)).toMatchObject({
      state: 'standing',
      affected: [],
      since: at.current.ports.clock.now(),
    });
    expect((await events(work)).map(({ state }) => state)).toEqual(['standing', 'affected', 'standing']);
  });

  it('is affected the moment a waiver ends, before any job has run; the job only puts it on record', async () => {
    const work = await atWork(waived);
    const { clock } = at.current.ports;
    clock.advance((Date.parse(day(30)) - Date.parse(clock.now())) / 1000 - 1);
    expect((await standing(work)).state).toBe('standing');
    clock.advance(1);
    const read = await standing(work);
    expect(read).toMatchObject({ state: 'affected', since: day(30), events: 1 });
    expect(read.affected).toMatchObject([{ control: 'PO.5.1', signed: 'WAIVED', cause: 'WAIVER_ENDED' }]);
    expect(statusIn(await cases().signStatus.run(work.actor.organization, work.attestation, [])).state).toBe(
      'affected',
    );
    const found = await cases().readStandings.inState(work.actor, 'affected', PAGE);
    expect(nodesOf(found).map(({ digest }) => digest)).toEqual([work.attestation]);
    expect(nodesOf(await cases().readStandings.inState(work.actor, 'standing', PAGE))).toEqual([]);
    clock.advance(60);
    await cases().watchAttestations.run({
      ...{ name: 'watch-attestations', organization: work.actor.organization, release: read.release },
    });
    const noted = await standing(work);
    expect(noted).toMatchObject({ state: 'affected', since: day(30), events: 2 });
    expect(noted.affected).toEqual(read.affected);
  });

  it('is superseded by the one that is issued in its place, and affected by nothing any more', async () => {
    const work = await atWork();
    const newer = await issue(work.actor, work.attestation);
    expect(await standing(work)).toMatchObject({ state: 'superseded', replacedBy: newer, affected: [] });
    await compromise(work.actor);
    expect((await standing(work)).state).toBe('superseded');
    expect((await standing({ ...work, attestation: newer })).state).toBe('affected');
    expect(await audited(work.actor, work.attestation)).toContain('attestation.superseded');
  });
});

describe('a status', () => {
  it('says what stands, for a week at most, and names what it travels with', async () => {
    const work = await atWork();
    const companions = [{ name: 'report.html', digest: work.signed }];
    const status = statusIn(await cases().signStatus.run(work.actor.organization, work.attestation, companions));
    const now = at.current.ports.clock.now();
    expect(status).toMatchObject({ attestation: work.attestation, state: 'standing', issuedAt: now, companions });
    expect(status.validUntil <= addDays(now, 7)).toBe(true);
  });

  it('is evidence like all else when it is received', async () => {
    const { actor, attestation } = await atWork();
    const bytes = await cases().signStatus.run(actor.organization, attestation, []);
    const [digest] = await submit(at.current, actor, bytes);
    await at.current.settle();
    const [held] = await cases().read.run(actor, 'report:read', ({ evidence }) => evidence.byDigests([digest!]));
    expect(held).toMatchObject({ kind: 'attestation-status', verdict: { outcome: 'verified' } });
  });

  it('is not given about what was never issued', async () => {
    const { actor } = await atWork();
    const unknown = digestOf(Uint8Array.of(1));
    expect(await refusalOf(() => cases().signStatus.run(actor.organization, unknown, []))).toBe('ATTESTATION_UNKNOWN');
  });

  it('is public once the attestation was handed over: before, it is as unknown as what never was', async () => {
    const work = await atWork();
    const ask = (digest: Digest) => refusalOf(() => cases().publishStatus.run(digest));
    expect([await ask(work.attestation), await ask(digestOf(Uint8Array.of(1)))]).toEqual([
      'STATUS_UNKNOWN',
      'STATUS_UNKNOWN',
    ]);
    await handOver(work.actor, work.attestation);
    const { bytes } = await cases().publishStatus.run(work.attestation);
    expect(statusIn(bytes)).toMatchObject({ attestation: work.attestation, state: 'standing', companions: [] });
  });

  it('is signed once for everybody, and again when something was noted or it is a day old', async () => {
    const work = await atWork();
    await handOver(work.actor, work.attestation);
    const ask = async () => (await cases().publishStatus.run(work.attestation)).bytes;
    const crowd = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(crowd.map(digestOf)).size).toBe(1);
    expect(await ask()).toEqual(crowd[0]);
    at.current.ports.clock.advance(86_400);
    const tomorrow = await ask();
    expect(statusIn(tomorrow).issuedAt).toBe(at.current.ports.clock.now());
    await compromise(work.actor);
    expect(statusIn(await ask()).state).toBe('affected');
  });

  it('can be verified by the keys that are published with it, and by nothing more about whose they are', async () => {
    const work = await atWork();
    await handOver(work.actor, work.attestation);
    const { publicKey } = await at.current.ports.keyring.signer(work.actor.organization);
    const { keys, next } = await cases().publishStatus.keys();
    const own = keys.find(({ fingerprint }) => fingerprint === publicKey.fingerprint);
    expect(own).toEqual({ fingerprint: publicKey.fingerprint, pem: publicKey.toPem(), since: expect.any(String) });
    expect(next).toBeUndefined();
  });
});

describe('handing over', () => {
  it('remembers who received which bytes, when, for what', async () => {
    const work = await atWork();
    const bytes = digestOf(Uint8Array.of(7));
    const order = { bytes, contact: 'robin@agency.example', contract: 'C-17' };
    const recipient = await handOver(work.actor, work.attestation, order);
    expect(recipient).toMatchObject({ ...order, name: 'Robin', handedOverAt: at.current.ports.clock.now() });
    expect(nodesOf(await cases().readStandings.recipients(work.actor, work.attestation, PAGE))).toEqual([recipient]);
    expect(await audited(work.actor, work.attestation)).toContain('attestation.handed-over');
  });

  it('is refused for what was not issued, was withdrawn, or at a time when it could not have been', async () => {
    const work = await atWork();
    const { actor, attestation } = work;
    const refusal = (more: Partial<HandOverOrder>, by = actor) => refusalOf(() => handOver(by, attestation, more));
    expect(await refusal({ attestation: digestOf(Uint8Array.of(1)) })).toBe('ATTESTATION_UNKNOWN');
    expect(await refusal({ at: addDays(at.current.ports.clock.now(), 1) })).toBe('HANDED_OVER_WHEN');
    expect(await refusal({ at: addDays(at.current.ports.clock.now(), -1) })).toBe('HANDED_OVER_WHEN');
    expect(await refusal({ name: 'two\nlines' })).toBe('NAME_INVALID');
    const reader = await at.current.colleague(actor, 'Reader', { permissions: ['report:read'] });
    expect(await refusal({}, reader)).toBe('PERMISSION_MISSING');
    await withdraw(actor, attestation);
    expect(await refusal({})).toBe('ATTESTATION_WITHDRAWN');
  });
});

describe('a withdrawal', () => {
  it('is signed, held as evidence, and final', async () => {
    const work = await atWork();
    const { withdrawal } = await withdraw(work.actor, work.attestation);
    await at.current.settle();
    const [held] = await cases().read.run(work.actor, 'report:read', ({ evidence }) =>
      evidence.byDigests([withdrawal!]),
    );
    expect(held).toMatchObject({ kind: 'withdrawal', verdict: { outcome: 'verified' } });
    await compromise(work.actor);
    expect(await standing(work)).toMatchObject({ state: 'withdrawn', affected: [] });
    expect(await audited(work.actor, work.attestation)).toContain('attestation.withdrawn');
    expect(await refusalOf(() => withdraw(work.actor, work.attestation))).toBe('ATTESTATION_WITHDRAWN');
  });

  it('is a person’s word with a reason, about what was issued', async () => {
    const { actor, attestation } = await atWork();
    const machine = await at.current.colleague(actor, 'CI', { principalKind: 'machine' });
    const reader = await at.current.colleague(actor, 'Reader', { permissions: ['report:read'] });
    const refusal = (more: Partial<WithdrawalOrder> = {}, by = actor) =>
      refusalOf(() => withdraw(by, attestation, more));
    expect(await refusal({}, machine)).toBe('PERSON_NEEDED');
    expect(await refusal({}, reader)).toBe('PERMISSION_MISSING');
    expect(await refusal({ reason: ' ' })).toBe('WITHDRAWAL_INVALID');
    expect(await refusal({ attestation: digestOf(Uint8Array.of(1)) })).toBe('ATTESTATION_UNKNOWN');
    expect(await refusal({ requestedBy: actor.principal })).toBe('FOUR_EYES');
  });

  it('takes two people where the organization signs by two', async () => {
    const { actor, attestation } = await atWork();
    await cases().askTwoPeople.run(actor, true);
    expect(await refusalOf(() => withdraw(actor, attestation))).toBe('FOUR_EYES');
    const colleague = await at.current.colleague(actor, 'Bea');
    expect(await withdraw(actor, attestation, { requestedBy: colleague.principal })).toMatchObject({
      state: 'withdrawn',
    });
  });
});

describe('two organizations', () => {
  it('do not see how each other’s attestations stand', async () => {
    const work = await atWork();
    await handOver(work.actor, work.attestation);
    const stranger = await at.current.organization('stranger');
    const { readStandings } = cases();
    expect(await readStandings.of(stranger, [work.attestation])).toEqual(new Map());
    expect(nodesOf(await readStandings.events(stranger, work.attestation, PAGE))).toEqual([]);
    expect(nodesOf(await readStandings.recipients(stranger, work.attestation, PAGE))).toEqual([]);
    expect(await refusalOf(() => withdraw(stranger, work.attestation))).toBe('ATTESTATION_UNKNOWN');
  });
});
