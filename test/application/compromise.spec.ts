import { beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor, Decision, StatedCompromise } from '#application';
import { readPack, replay } from '#attestation';
import { addSeconds, type Digest, type Instant } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { filesOf } from './loaded-pack.js';
import {
  artifact,
  manifest,
  organizationAtWork,
  provenance,
  ROOT,
  signature,
  submit,
  testResult,
} from './sample-evidence.js';
import { day, NOW, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
beforeEach(async () => {
  await at.current.jobs(); // of tests before
});
const PAGE = { first: 100 };
const RELEASE = { product: 'app', release: '1.0.0' };

const pipelineSince = (since: Instant = day(-1), name = 'pipeline@example.org'): StatedCompromise => ({
  kind: 'compromise',
  distrusted: { kind: 'identity', name },
  ...{ since, reason: 'A runner was taken over.' },
});

/** An organization with a release, its evidence and an attestation of it, some while ago. */
async function atWork(): Promise<{ readonly actor: Actor; readonly signed: Digest; readonly attestation: Digest }> {
  const actor = await organizationAtWork(at.current);
  const files = [manifest([artifact('app')]), provenance([artifact('app')]), testResult([artifact('app')])];
  const [signed] = await submit(at.current, actor, signature('app'), ...files);
  await at.current.settle();
  at.current.ports.clock.advance(60);
  const { digest } = await at.current.useCases.issueAttestation.run(actor, { ...RELEASE, acceptStaleRoot: false });
  at.current.ports.clock.advance(60);
  return { actor, signed: signed!, attestation: digest };
}

async function state(actor: Actor, decision: Decision): Promise<Digest> {
  const { digest } = await at.current.useCases.stateDecision.run(actor, decision);
  await at.current.settle();
  return digest;
}

const outcomeOf = (actor: Actor, digest: Digest) =>
  at.current.useCases.read.run(actor, 'report:read', async ({ evidence }) => {
    const [row] = await evidence.byDigests([digest]);
    return row?.verdict?.outcome;
  });

const nodesOf = <T>({ items }: { readonly items: readonly { readonly node: T }[] }) => items.map(({ node }) => node);

describe('a person who states that a pipeline is compromised', () => {
  it('fells what it signed since, with the verdict from before and the rung and code of now', async () => {
    const { actor, signed } = await atWork();
    expect(await outcomeOf(actor, signed)).toBe('verified');
    const statement = await state(actor, pipelineSince());
    expect(await outcomeOf(actor, signed)).toBe('rejected');
    const felled = nodesOf(await at.current.useCases.readCompromises.evidence(actor, statement, PAGE));
    expect(felled.map(({ kind }) => kind).sort()).toEqual(['artifact-signature', 'build-provenance']);
    const first = await at.current.useCases.readCompromises.evidence(actor, statement, { first: 1 });
    const cursor = first.items[0]?.cursor ?? '';
    const rest = await at.current.useCases.readCompromises.evidence(actor, statement, { first: 1, after: cursor });
    expect([...nodesOf(first), ...nodesOf(rest)]).toEqual(felled);
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
    for (const { before, after } of felled) {
      expect(before?.outcome).toBe('verified');
      expect(after).toMatchObject({ outcome: 'rejected', felledBy: [statement] });
      expect(after.checks.filter(({ outcome }) => outcome === 'failed').map(({ rung, code }) => [rung, code])).toEqual([
        ['identity', 'IDENTITY_DISTRUSTED'],
      ]);
    }
  });

  it('learns which controls of which release stand otherwise, and what each rested on', async () => {
    const { actor, signed } = await atWork();
    const statement = await state(actor, pipelineSince());
    const [release, ...others] = nodesOf(
      await at.current.useCases.readCompromises.releases(actor, statement, { page: PAGE }),
    );
    expect(others).toEqual([]);
    expect(release?.release).toMatchObject({ productSlug: 'app', version: '1.0.0' });
    const signing = release?.changes.find(({ control }) => control === 'PS.2.1');
    expect(signing).toMatchObject({ after: { status: 'MISSING', reason: 'EVIDENCE_MISSING' }, restedOn: [signed] });
    expect(signing?.before.status).not.toBe('MISSING');
    for (const { before, after } of release?.changes ?? []) expect(before).not.toEqual(after);
  });

  it('learns which attestations rest on what fell, by result and evidence', async () => {
    const { actor, signed, attestation } = await atWork();
    const statement = await state(actor, pipelineSince());
    const [felled, ...others] = nodesOf(await at.current.useCases.readCompromises.attestations(actor, statement, PAGE));
    expect(others).toEqual([]);
    expect(felled?.digest).toBe(attestation);
    expect(felled?.cites).toContainEqual({ control: 'PS.2.1', evidence: signed });
  });

  it('fells nothing that was signed before', async () => {
    const { actor, signed } = await atWork();
    const statement = await state(actor, pipelineSince(NOW));
    expect(await outcomeOf(actor, signed)).toBe('verified');
    expect(nodesOf(await at.current.useCases.readCompromises.evidence(actor, statement, PAGE))).toEqual([]);
    expect(nodesOf(await at.current.useCases.readCompromises.attestations(actor, statement, PAGE))).toEqual([]);
  });

  it('fells what arrives afterwards too', async () => {
    const { actor } = await atWork();
    const statement = await state(actor, pipelineSince());
    const [late] = await submit(at.current, actor, signature('another'));
    await at.current.settle();
    const felled = nodesOf(await at.current.useCases.readCompromises.evidence(actor, statement, PAGE));
    expect(felled.map(({ digest }) => digest)).toContain(late);
  });

  it('is heard in a replay of what is attested from then on', async () => {
    const { actor } = await atWork();
    await state(actor, pipelineSince());
    const { digest } = await at.current.useCases.issueAttestation.run(actor, { ...RELEASE, acceptStaleRoot: false });
    const pack = await filesOf(await at.current.useCases.loadPack.run(actor, digest));
    expect(readPack(pack).problems).toEqual([]);
    const { intact, consistent } = replay(pack);
    expect([intact, consistent]).toEqual([
      { answer: 'yes', reasons: [] },
      { answer: 'yes', reasons: [] },
    ]);
  });

  it('is alone enough, but is no machine, and names no moment to come', async () => {
    const { actor } = await atWork();
    const machine = await at.current.colleague(actor, 'CI', { principalKind: 'machine' });
    const refusal = (decision: Decision, by = actor) =>
      refusalOf(() => at.current.useCases.stateDecision.run(by, decision));
    expect(await refusal(pipelineSince(), machine)).toBe('PERSON_NEEDED');
    expect(await refusal(pipelineSince(addSeconds(at.current.ports.clock.now(), 1)))).toBe('SINCE_LATER');
    expect(await refusal({ ...pipelineSince(), distrusted: { kind: 'key', name: 'the release key' } })).toBe(
      'DECISION_INVALID',
    );
    const reader = await at.current.colleague(actor, 'Reader', { permissions: ['report:read'] });
    expect(await refusal(pipelineSince(), reader)).toBe('PERMISSION_MISSING');
  });

  it('comes to the same, and to rest, however often it is said', async () => {
    const { actor, signed } = await atWork();
    await state(actor, pipelineSince());
    await state(actor, pipelineSince(day(-2)));
    expect(await outcomeOf(actor, signed)).toBe('rejected');
    expect(await at.current.jobs()).toEqual([]);
  });

  it('touches nothing of another organization, and nobody there sees it', async () => {
    const one = await atWork();
    const statement = await state(one.actor, pipelineSince());
    const { readCompromises } = at.current.useCases;
    expect(await readCompromises.list(one.actor)).toMatchObject([{ statement }]);
    const other = await organizationAtWork(at.current);
    const [theirs] = await submit(at.current, other, signature('app'));
    await at.current.settle();
    expect(await outcomeOf(other, theirs!)).toBe('verified');
    expect(await readCompromises.list(other)).toEqual([]);
    expect(await readCompromises.find(other, statement)).toBeUndefined();
    expect(await refusalOf(() => readCompromises.releases(other, statement, { page: PAGE }))).toBe(
      'COMPROMISE_UNKNOWN',
    );
    expect(nodesOf(await readCompromises.evidence(other, statement, PAGE))).toEqual([]);
    expect(nodesOf(await readCompromises.attestations(other, statement, PAGE))).toEqual([]);
  });
});

describe('the organization’s own key, when it is compromised', () => {
  it('fells every decision that it signed, for nobody timed them', async () => {
    const { actor } = await atWork();
    const { principal: statedBy } = await at.current.colleague(actor, 'Bob');
    const said = await state(actor, {
      ...{ kind: 'human-evidence', ...RELEASE, controls: ['PO.1.1'], statement: 'Reviewed.', statedBy },
      ...{ document: { name: 'policy.pdf', digest: ROOT.digest }, collected: day(-30) },
      ...{ validFrom: day(-30), validUntil: day(300) },
    });
    expect(await outcomeOf(actor, said)).toBe('verified');
    const { publicKey } = await at.current.ports.keyring.signer(actor.organization);
    const distrusted = { kind: 'key', name: publicKey.fingerprint } as const;
    await state(actor, { ...pipelineSince(at.current.ports.clock.now()), distrusted });
    expect(await outcomeOf(actor, said)).toBe('rejected');
  });
});
