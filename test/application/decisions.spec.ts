import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor, Decision, PrincipalId } from '#application';
import { parse } from '#evidence';
import { digestOf, toUtf8, type SubjectDigest } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { organizationAtWork, ROOT } from './sample-evidence.js';
import { day, NOW, withWorkplace } from './workplace.js';

const at = withWorkplace([ROOT]);
const RELEASE = { product: 'app', release: '1.0.0' } as const;
const CONTROL = 'PO.1.1';
const digest: SubjectDigest = digestOf(toUtf8('app'));

const MANIFEST: Decision = { kind: 'release-manifest', ...RELEASE, artifacts: [{ name: 'app', digests: [digest] }] };

describe('what a person states', () => {
  let ada: Actor;
  let bob: Actor;
  beforeAll(async () => {
    ada = await organizationAtWork(at.current);
    bob = await at.current.colleague(ada, 'Bob');
  });
  const human = (changes: Partial<Extract<Decision, { kind: 'human-evidence' }>> = {}): Decision => ({
    kind: 'human-evidence',
    ...RELEASE,
    controls: [CONTROL],
    statement: 'The policy was reviewed.',
    document: { name: 'policy.pdf', digest: digestOf(toUtf8('policy')) },
    collected: day(-31),
    statedBy: bob.principal,
    validFrom: day(-30),
    validUntil: day(300),
    ...changes,
  });
  const notApplicable = (changes: Partial<Extract<Decision, { kind: 'not-applicable' }>> = {}): Decision => ({
    kind: 'not-applicable',
    ...RELEASE,
    control: CONTROL,
    reason: 'no such parts',
    requestedBy: bob.principal,
    ...changes,
  });
  const waiver = (changes: Partial<Extract<Decision, { kind: 'waiver' }>> = {}): Decision => ({
    kind: 'waiver',
    ...RELEASE,
    control: CONTROL,
    reason: 'Hardware arrives in spring.',
    compensatingControl: 'Isolated workspaces.',
    requestedBy: bob.principal,
    validUntil: day(90),
    ...changes,
  });
  const state = (decision: Decision, actor = ada) => at.current.useCases.stateDecision.run(actor, decision);
  const refusal = (decision: Decision, actor = ada) => refusalOf(() => state(decision, actor));

  async function settledRow(decision: Decision, actor = ada) {
    const item = await state(decision, actor);
    await at.current.settle();
    return at.current.useCases.read.run(ada, 'report:read', async ({ evidence }) => {
      const [row] = await evidence.byIds([item.id]);
      const { facts } = await evidence.about({ ...RELEASE, digests: [] });
      return { row, facts: facts.filter((fact) => fact.evidence === item.digest) };
    });
  }

  async function predicateOf(decision: Decision) {
    const { digest: stated } = await state(decision);
    const { content } = parse(await at.current.useCases.downloadEvidence.run(ada, stated));
    return content.kind === 'signed' ? content.predicate : undefined;
  }

  it.each<[string, () => Decision]>([
    ['release-manifest', () => MANIFEST],
    ['human-evidence', () => human()],
    ['waiver', () => waiver()],
    ['not-applicable', () => notApplicable()],
  ])(
    'as %s is signed, received like all evidence, verified by the organization’s rule and self-attested',
    async (kind, decision) => {
      const { row, facts } = await settledRow(decision());
      expect(row).toMatchObject({
        kind,
        state: 'settled',
        submittedBy: ada.principal,
        origin: `${kind} stated by Ada`,
      });
      expect(row?.verdict).toMatchObject({ outcome: 'verified', rules: ['organization-key'] });
      expect(facts.map(({ assurance, rule }) => [assurance, rule])).toEqual([['self-attested', 'organization-key']]);
    },
  );

  it('needs no permission to upload evidence when it is a matter of policy', async () => {
    const officer = await at.current.colleague(ada, 'Officer', { permissions: ['policy:write'] });
    expect(await refusal(notApplicable({ reason: 'said by the officer' }), officer)).toBe('none');
    expect(await refusal(MANIFEST, officer)).toBe('PERMISSION_MISSING');
  });

  it.each<[string, () => Decision, string]>([
    ['about a control that the framework does not have', () => notApplicable({ control: 'XX.9.9' }), 'CONTROL_UNKNOWN'],
    ['about a word that every object has', () => notApplicable({ control: 'constructor' }), 'CONTROL_UNKNOWN'],
    ['about no control', () => human({ controls: [] }), 'CONTROLS_EMPTY'],
    ['about a release that is not there', () => notApplicable({ release: '9.9.9' }), 'RELEASE_UNKNOWN'],
    [
      'about a product that is not there',
      () => ({ kind: 'not-applicable', product: 'none', control: CONTROL, reason: 'r', requestedBy: bob.principal }),
      'PRODUCT_UNKNOWN',
    ],
    [
      'about a release without its product',
      () => ({ kind: 'not-applicable', release: '1.0.0', control: CONTROL, reason: 'r', requestedBy: bob.principal }),
      'SCOPE_INVALID',
    ],
    ['without a reason', () => notApplicable({ reason: ' ' }), 'DECISION_INVALID'],
    ['that ends before it begins', () => human({ validUntil: day(-31) }), 'DECISION_INVALID'],
    ['on a document that nobody can have gathered yet', () => human({ collected: day(1) }), 'COLLECTED_LATER'],
    [
      'as a waiver for the whole organization',
      () => {
        const wide: Decision = {
          ...{ kind: 'waiver', control: CONTROL, reason: 'r', compensatingControl: 'c' },
          ...{ requestedBy: bob.principal, validUntil: day(90) },
        };
        return wide;
      },
      'WAIVER_TOO_WIDE',
    ],
    ['as a manifest without files', () => ({ ...MANIFEST, artifacts: [] }), 'STATEMENT_WITHOUT_SUBJECT'],
    [
      'as a manifest with a file without digest',
      () => ({ ...MANIFEST, artifacts: [{ name: 'app', digests: [] }] }),
      'STATEMENT_WITHOUT_SUBJECT',
    ],
    ['as a manifest with a revision that is no commit', () => ({ ...MANIFEST, revision: 'main' }), 'DECISION_INVALID'],
  ])('%s is refused, and nothing is received', async (_, decision, code) => {
    const counts = () => at.current.useCases.read.run(ada, 'report:read', ({ evidence }) => evidence.counts());
    await at.current.settle();
    const before = await counts();
    expect(await refusal(decision())).toBe(code);
    expect(await counts()).toEqual(before);
  });

  it('may be about a control of every framework that releases are judged by', async () => {
    const { frameworks } = at.current.ports;
    for (const id of frameworks.standing()) {
      const [control = ''] = Object.keys(frameworks.framework(id).mapping.controls).slice(-1);
      expect(await refusal(human({ controls: [control] }))).toBe('none');
    }
  });

  it('on a document names whose word it is and who has read it', async () => {
    expect(await predicateOf(human({ statement: 'It was read twice.' }))).toMatchObject({
      owner: 'Bob',
      reviewer: 'Ada',
      collected: day(-31),
    });
  });

  it.each([
    ['a human statement', (person: Actor) => human({ statedBy: person.principal })],
    ['that a control does not apply', (person: Actor) => notApplicable({ requestedBy: person.principal })],
  ])('%s takes two persons, and another spelling or a machine is none', async (_, decision) => {
    const again = await at.current.colleague(ada, 'ADA ');
    const machine = await at.current.colleague(ada, 'CI', { principalKind: 'machine' });
    expect(await refusal(decision(ada))).toBe('FOUR_EYES');
    expect(await refusal(decision(again))).toBe('FOUR_EYES');
    expect(await refusal(decision(machine))).toBe('FOUR_EYES');
    expect(await refusal(decision(bob), machine)).toBe('FOUR_EYES');
  });

  describe('as a waiver', () => {
    it('names who asked and who agreed, from the moment of agreement: there is no way to write an earlier one', async () => {
      const backdated = { ...waiver(), validFrom: day(-100) };
      expect(await predicateOf(backdated)).toMatchObject({
        requester: 'Bob',
        approver: 'Ada',
        validFrom: NOW,
        validUntil: day(90),
        scope: RELEASE,
      });
    });

    it('lasts 180 days at most', async () => {
      expect(await refusal(waiver({ validUntil: day(180) }))).toBe('none');
      expect(await refusal(waiver({ validUntil: day(181) }))).toBe('DECISION_INVALID');
    });

    it('does not end before it begins', async () => {
      expect(await refusal(waiver({ validUntil: day(-1) }))).toBe('DECISION_INVALID');
    });

    it('is not agreed to by the person who asked', async () => {
      expect(await refusal(waiver({ requestedBy: ada.principal }))).toBe('FOUR_EYES');
    });

    it('is not agreed to by the person who asked with another token', async () => {
      const adaAgain = await at.current.colleague(ada, ' ada');
      expect(await refusal(waiver({ requestedBy: ada.principal }), adaAgain)).toBe('FOUR_EYES');
    });

    it('is not agreed to by a machine', async () => {
      const machine = await at.current.colleague(ada, 'CI', { principalKind: 'machine' });
      expect(await refusal(waiver(), machine)).toBe('FOUR_EYES');
    });

    it('is not asked for by a machine', async () => {
      const machine = await at.current.colleague(ada, 'CI', { principalKind: 'machine' });
      expect(await refusal(waiver({ requestedBy: machine.principal }))).toBe('FOUR_EYES');
    });

    it('is not asked for by somebody of another organization, nor by nobody', async () => {
      const stranger = await at.current.organization();
      expect(await refusal(waiver({ requestedBy: stranger.principal }))).toBe('FOUR_EYES');
      expect(await refusal(waiver({ requestedBy: 'nobody' as PrincipalId }))).toBe('FOUR_EYES');
    });
  });

  describe('as a plan of action', () => {
    const planned = (changes: Partial<Extract<Decision, { kind: 'plan-of-action' }>> = {}): Decision => ({
      ...{ kind: 'plan-of-action', ...RELEASE, id: 'P-1', control: CONTROL, weakness: 'Weak.', detectedOn: day(-20) },
      ...{ mitigation: 'Watched.', milestones: [{ what: 'Mend.', due: day(20) }], due: day(30) },
      ...changes,
    });
    const plans = async (actor = ada, changes = {}) =>
      (await at.current.useCases.readPlans.run(actor, { ...RELEASE, ...changes })) ?? [];
    const statedAndSettled = async (decision: Decision) => {
      const { digest: stated } = await state(decision);
      await at.current.settle();
      return stated;
    };

    it('is owned by whoever states it, walks as all evidence, and is shown with its history', async () => {
      const first = await statedAndSettled(planned());
      expect(await plans()).toMatchObject([{ id: 'P-1', state: 'open', plan: { owner: 'Ada' }, problems: [] }]);
      const change = { previous: first, reason: 'Parts came late.' };
      const second = await statedAndSettled(planned({ due: day(40), change }));
      const [item] = await plans();
      expect(item).toMatchObject({ evidence: second, plan: { due: day(40) }, problems: [] });
      expect(item?.history.map(({ evidence, reason }) => [evidence, reason])).toEqual([
        [first, undefined],
        [second, 'Parts came late.'],
      ]);
      expect(await plans(ada, { asOf: day(41) })).toMatchObject([{ state: 'overdue' }]);
    });

    it('is begun once, and changed from its newest statement only', async () => {
      const first = await statedAndSettled(planned({ id: 'P-2' }));
      expect(await refusal(planned({ id: 'P-2', due: day(31) }))).toBe('PLAN_CHANGED');
      const change = { previous: first, reason: 'r' };
      expect(await refusal(planned({ id: 'P-3', change }))).toBe('PLAN_UNKNOWN');
      await statedAndSettled(planned({ id: 'P-2', change }));
      expect(await refusal(planned({ id: 'P-2', due: day(33), change }))).toBe('PLAN_CHANGED');
    });

    it('is not owned by a machine', async () => {
      const machine = await at.current.colleague(ada, 'CI', { principalKind: 'machine' });
      expect(await refusal(planned({ id: 'P-4' }), machine)).toBe('PERSON_NEEDED');
    });

    it('is refused when it is due before the weakness was found', async () => {
      expect(await refusal(planned({ id: 'P-5', due: day(-21) }))).toBe('DECISION_INVALID');
    });

    it('changes no status of the release', async () => {
      const statuses = () =>
        at.current.useCases.assessRelease
          .run(ada, { product: RELEASE.product, version: RELEASE.release })
          .then(({ assessment }) => assessment.results.map(({ segments }) => segments.map(({ status }) => status)));
      const before = await statuses();
      await statedAndSettled(planned({ id: 'P-6' }));
      expect(await statuses()).toEqual(before);
    });

    it('is shown to no other organization', async () => {
      const stranger = await at.current.organization();
      expect(await at.current.useCases.readPlans.run(stranger, RELEASE)).toBeUndefined();
    });
  });

  it('as not applicable holds from now on', async () => {
    expect(await predicateOf(notApplicable({ reason: 'another reason' }))).toMatchObject({
      validFrom: NOW,
      requester: 'Bob',
      approver: 'Ada',
    });
  });
});
