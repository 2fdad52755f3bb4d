import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AssessmentInput, OrderedStatus } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import { segmentAt } from '../evaluate/control.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { ControlMapping, Requirement } from '../framework/mapping.js';
import { isEnough, type Profile } from '../profile/profile.js';
import {
  aboutArtifact,
  asked,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  FAILED_TEST,
  KEEPING,
  KEPT,
  notApplicableFor,
  PASSED_TEST,
  planFor as plannedFor,
  populationOf,
  PROVENANCE,
  scanOf,
  statementFor,
  TESTED,
  waiverFor,
} from '../testing/build-input.js';
import type { EvidenceAction, GapPlan } from './gap-plan.js';
import { planGaps } from './plan-gaps.js';
import type { Framed } from './standings.js';

const PARTIAL = { ...TESTED, grade: 'B', cap: 'partial' } as const satisfies ControlMapping;
const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'the rest', remedy: 'state it' },
};
const ORGANIZATION = { kind: 'organization', organization: 'acme' } as const;

function needing(requires: Requirement, parts: Partial<ControlMapping> = {}): ControlMapping {
  return { ...PARTIAL, requires, ...parts };
}
function profileOf(
  controls: Readonly<Record<string, OrderedStatus>>,
  accepts: Profile['accepts'] = ['WAIVED'],
): Profile {
  return { id: 'p', version: '1', title: 'P', catalog: 'fw', purpose: 'tests', accepts, controls };
}
function planFor(
  controls: Readonly<Record<string, ControlMapping>>,
  parts: Partial<AssessmentInput> = {},
  asks?: Profile,
) {
  const all = profileOf(
    Object.fromEntries(
      Object.entries(controls).map(([id, { cap }]) => [id, cap === 'manual' ? 'SELF_ATTESTED' : 'SUPPORTED']),
    ),
  );
  return planGaps(buildInput(parts), buildFramework(controls), asks ?? all).plan;
}
const evidenceIn = ({ steps }: GapPlan): readonly EvidenceAction[] =>
  steps.flatMap(({ action }) => (action.kind === 'evidence' ? [action] : []));

const SBOM = { claim: 'sbom', need: 'an SBOM', where: asked('sbom', 'components >= 1') } as const;
const LEVEL_2 = {
  claim: 'build-provenance',
  need: 'level 2',
  where: asked('build-provenance', 'buildLevel >= 2'),
} as const;
const PINNED = {
  claim: 'build-provenance',
  need: 'pinned inputs',
  where: asked('build-provenance', 'stated(revision) && pinnedDependencies >= 1'),
} as const;
const TESTS = {
  claim: 'test-result',
  need: 'tests',
  where: asked('test-result', 'result == "PASSED"'),
  unless: asked('test-result', 'failed >= 1'),
  freshDays: 20,
} as const;
const SCAN = {
  claim: 'vulnerability-scan',
  need: 'a clean scan',
  unless: asked('vulnerability-scan', 'openCritical >= 1'),
  freshDays: 40,
} as const;

describe('a gap plan', () => {
  it('asks for nothing where everything is enough', () => {
    const facts = [buildFact({ claim: PASSED_TEST })];
    expect(planFor({ 'X.1': TESTED }, { facts })).toMatchObject({ reached: ['X.1'], steps: [], unreachable: [] });
  });

  it('merges controls that the same evidence moves, and ranks by how many it moves', () => {
    const plan = planFor({ 'X.1': needing(SBOM), 'X.2': needing(LEVEL_2), 'X.3': needing(PINNED) });
    expect(plan.steps.map(({ moves }) => moves)).toEqual([['X.2', 'X.3'], ['X.1']]);
    expect(plan.steps[0]).toMatchObject({
      action: {
        claim: 'build-provenance',
        verb: 'produce',
        asks: [{ need: 'level 2' }, { need: 'pinned inputs' }],
        members: [{ member: 'a' }],
      },
      reaches: ['X.2', 'X.3'],
      remedies: [{ control: 'X.2', remedy: 'run the tests' }, { control: 'X.3' }],
    });
  });

  it('takes of several ways the one that costs fewest kinds of evidence, and asks of it no more than is needed', () => {
    const either = needing({ anyOf: [{ allOf: [SBOM, TESTS] }, LEVEL_2] });
    const plan = planFor({ 'X.1': either, 'X.2': needing({ anyOf: [LEVEL_2, PINNED] }) });
    expect(plan).toMatchObject({ minimality: 'smallest', considered: 3 });
    expect(evidenceIn(plan)).toMatchObject([{ claim: 'build-provenance', asks: [{ need: 'level 2' }] }]);
  });

  it('has the organization show what it must beyond PARTIAL, where more than PARTIAL is asked', () => {
    const control = needing(TESTS, { beyondPartial: KEEPING });
    const plan = planFor({ 'X.1': control }, { facts: [buildFact({ claim: PASSED_TEST })] });
    expect(plan.steps).toMatchObject([
      {
        action: { claim: 'evidence-keeping', verb: 'produce', members: [{ member: 'acme' }] },
        moves: ['X.1'],
        reaches: ['X.1'],
      },
    ]);
    const partial = planFor({ 'X.1': control }, { facts: [] }, profileOf({ 'X.1': 'PARTIAL' }));
    expect(evidenceIn(partial).map(({ claim }) => claim)).toEqual(['test-result']);
  });

  it('has kept evidence looked at again, by somebody else where the team’s own word is not enough', () => {
    const control = needing(TESTS, { cap: 'satisfied', beyondPartial: KEEPING });
    const facts = [
      buildFact({ claim: PASSED_TEST }),
      buildFact({
        claim: { ...KEPT, finishedAt: day(9) },
        anchor: ORGANIZATION,
        teamControlled: true,
        signedAt: undefined,
      }),
    ];
    const plan = (least: OrderedStatus, known = facts) =>
      planFor({ 'X.1': control }, { facts: known }, profileOf({ 'X.1': least }));
    expect(plan('SUPPORTED').steps).toEqual([]);
    const [action] = evidenceIn(plan('EVIDENCED'));
    expect(action).toMatchObject({ claim: 'evidence-keeping', verb: 'independent', independent: true });
    expect(plan('EVIDENCED').steps[0]?.reaches).toEqual(['X.1']);
  });

  it('asks only for the members that lack it', () => {
    const facts = [buildFact({ claim: PASSED_TEST })];
    const plan = planFor({ 'X.1': PARTIAL }, { population: populationOf(['a', 'b']), facts });
    expect(evidenceIn(plan)[0]?.members).toEqual([{ member: 'b', cause: 'EVIDENCE_MISSING' }]);
  });

  it.each<[string, Partial<AssessmentInput>, Partial<EvidenceAction>]>([
    ['renews what is too old', { facts: [buildFact({ claim: PASSED_TEST, signedAt: day(-90) })] }, { verb: 'renew' }],
    ['has resolved what speaks against it', { facts: [buildFact({ claim: FAILED_TEST })] }, { verb: 'resolve' }],
    [
      'improves what has no time',
      { facts: [buildFact({ claim: PASSED_TEST, signedAt: undefined })] },
      { verb: 'improve' },
    ],
    ['repairs what did not verify', { findings: [buildFinding()] }, { verb: 'repair' }],
    ['produces what is not there', {}, { verb: 'produce', repair: [] }],
  ])('%s', (_name, parts, action) => {
    const plan = planFor({ 'X.1': needing(TESTS) }, parts);
    expect(evidenceIn(plan)).toMatchObject([{ claim: 'test-result', ...action }]);
    expect(plan.steps[0]?.reaches).toEqual(['X.1']);
  });

  it('names code and remedy of what did not verify', () => {
    const [action] = evidenceIn(planFor({ 'X.1': PARTIAL }, { findings: [buildFinding()] }));
    expect(action?.repair).toMatchObject([{ codes: [{ code: 'SIGNATURE_INVALID' }] }]);
  });

  it('keeps what the evidence that speaks against it had met', () => {
    const scan = buildFact({ claim: { ...scanOf([{ id: 'CVE-1', severity: 'critical' }]), databaseAgeHours: 1 } });
    const fresh = {
      claim: 'vulnerability-scan',
      need: 'a fresh database',
      where: asked('vulnerability-scan', 'databaseAgeHours <= 48.0'),
    } as const;
    const plan = planFor({ 'X.1': needing(SCAN), 'X.2': needing(fresh) }, { facts: [scan] });
    expect(evidenceIn(plan)).toMatchObject([
      {
        verb: 'resolve',
        asks: [
          { need: 'a clean scan', kept: false },
          { need: 'a fresh database', kept: true },
        ],
      },
    ]);
    expect(plan).toMatchObject({ reached: ['X.2'], unreachable: [] });
  });

  it('asks for a signer that the team does not control only where its own word is too little', () => {
    const own = buildFact({ claim: PASSED_TEST, teamControlled: true });
    const graded = { 'X.1': { ...PARTIAL, grade: 'C' as const }, 'X.2': PARTIAL };
    const plan = planFor(graded, { facts: [own] });
    expect(evidenceIn(plan)).toMatchObject([{ verb: 'independent', independent: true }]);
    expect(plan).toMatchObject({ reached: ['X.2'], unreachable: [] });
    expect(evidenceIn(planFor({ 'X.2': PARTIAL }))).toMatchObject([{ independent: false }]);
  });

  it('has what stays human stated by a person, control by control', () => {
    const { steps } = planFor({ 'X.1': MANUAL, 'X.2': MANUAL });
    expect(steps).toMatchObject([
      { action: { kind: 'statement', control: 'X.1', stays: 'the rest' }, reaches: ['X.1'] },
      { action: { kind: 'statement', control: 'X.2' }, reaches: ['X.2'] },
    ]);
  });

  it('has the population named first where nothing is known of it, and vouched for where that is asked', () => {
    const over = { 'X.1': { ...PARTIAL, population: 'revisions' as const } };
    expect(planFor(over).steps).toMatchObject([
      { action: { kind: 'population', names: ['revisions'], signed: false }, moves: ['X.1'] },
      { action: { kind: 'evidence' }, reaches: ['X.1'] },
    ]);
    const declared = { population: populationOf(['a'], 'declared'), facts: [buildFact({ claim: PASSED_TEST })] };
    expect(planFor({ 'X.1': TESTED }, declared, profileOf({ 'X.1': 'EVIDENCED' })).steps).toMatchObject([
      { action: { kind: 'population', names: [], signed: true }, reaches: ['X.1'] },
    ]);
    expect(planFor({ 'X.1': PARTIAL }, { population: populationOf([]) })).toMatchObject({
      steps: [{ action: { names: ['artifacts'] } }, { reaches: ['X.1'] }],
    });
  });

  it('says what cannot be reached, and why', () => {
    const impossible = needing({
      ...SBOM,
      where: asked('sbom', 'components >= 1 && components < 1'),
    });
    const setAside = buildFact({ claim: notApplicableFor('X.3'), anchor: ORGANIZATION });
    const asks = profileOf({ 'X.1': 'EVIDENCED', 'X.2': 'SUPPORTED', 'X.3': 'SUPPORTED' });
    const plan = planFor({ 'X.1': PARTIAL, 'X.2': impossible, 'X.3': PARTIAL }, { facts: [setAside] }, asks);
    expect(plan).toMatchObject({
      steps: [],
      unreachable: [
        { control: 'X.1', why: 'CAPPED' },
        { control: 'X.2', why: 'NO_SUCH_EVIDENCE' },
        { control: 'X.3', why: 'SET_ASIDE', status: 'NOT_APPLICABLE' },
      ],
    });
  });
});

const LEAVES: readonly Requirement[] = [SBOM, LEVEL_2, PINNED, TESTS, SCAN];
const { requirement } = fc.letrec<{ requirement: Requirement }>((tie) => {
  const branches = fc.array(tie('requirement'), { minLength: 1, maxLength: 3 });
  return {
    requirement: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom(...LEAVES),
      branches.map((allOf) => ({ allOf })),
      branches.map((anyOf) => ({ anyOf })),
      branches.map((of) => ({ atLeast: Math.ceil(of.length / 2), of })),
    ),
  };
});
const control = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        requires: requirement,
        shape: fc.constantFrom(
          { grade: 'A', cap: 'satisfied' } as const,
          { grade: 'B', cap: 'partial' } as const,
          { grade: 'C', cap: 'partial' } as const,
        ),
        population: fc.constantFrom('artifacts' as const, 'release' as const, 'revisions' as const),
      })
      .map(({ requires, shape, population }): ControlMapping => ({ ...TESTED, ...shape, requires, population })),
  },
  { weight: 1, arbitrary: fc.constant<ControlMapping>(MANUAL) },
);
const CLAIMS: readonly Claim[] = [
  PASSED_TEST,
  FAILED_TEST,
  PROVENANCE,
  { ...PROVENANCE, buildLevel: 1 },
  scanOf([]),
  scanOf([{ id: 'CVE-1', severity: 'critical' }]),
  statementFor(['X.1', 'X.2']),
  waiverFor('X.3'),
];
const fact = fc
  .record({
    claim: fc.constantFrom(...CLAIMS),
    anchor: fc.constantFrom(aboutArtifact('a'), aboutArtifact('b'), ORGANIZATION),
    signedAt: fc.option(fc.integer({ min: -50, max: 12 }).map(day), { nil: undefined }),
    producer: fc.constantFrom('ci', 'lab'),
    teamControlled: fc.boolean(),
  })
  .map(buildFact);
const world = fc.record({
  controls: fc.array(control, { minLength: 1, maxLength: 4 }),
  facts: fc.array(fact, { maxLength: 8 }),
  findings: fc.array(
    fc.constantFrom('rejected' as const, 'unverified' as const).map((outcome) => buildFinding({ outcome })),
    { maxLength: 2 },
  ),
  names: fc.constantFrom([], ['a'], ['a', 'b']),
  source: fc.constantFrom('declared' as const, 'signed-manifest' as const),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function planned({ controls, facts, findings, names, source }: World) {
  const byId = Object.fromEntries(controls.map((each, index) => [`X.${index + 1}`, each]));
  const framework = buildFramework(byId);
  const best = { satisfied: 'EVIDENCED', partial: 'SUPPORTED', manual: 'SELF_ATTESTED' } as const;
  const asks = profileOf(Object.fromEntries(Object.entries(byId).map(([id, { cap }]) => [id, best[cap]])));
  const input = buildInput({ population: populationOf(names, source), facts, findings });
  return { input, framework, asks, ...planGaps(input, framework, asks) };
}

function enough(input: AssessmentInput, { catalog, mapping }: Framed, asks: Profile): ReadonlySet<string> {
  const { results } = evaluate(input, catalog, mapping);
  const reached = results.filter((result) => {
    const least = asks.controls[result.control];
    return least !== undefined && isEnough(segmentAt(result, input.asOf).status, least, asks);
  });
  return new Set(reached.map(({ control: id }) => id));
}

describe('whatever is known and asked', () => {
  it('a plan that is carried out reaches what it says: every control but those it calls unreachable', () => {
    fc.assert(
      fc.property(world, (some) => {
        const { input, framework, asks, plan, applied } = planned(some);
        const said = [...plan.reached, ...plan.steps.flatMap(({ reaches }) => reaches)].sort();
        expect([...enough(applied, framework, asks)].sort()).toEqual(said);
        expect([...enough(input, framework, asks)].sort()).toEqual([...plan.reached].sort());
        expect(said.length + plan.unreachable.length).toBe(plan.of);
      }),
      { numRuns: 100 },
    );
  });

  it('nothing that evidence can bring about is called unreachable', () => {
    fc.assert(
      fc.property(world, (some) => {
        expect(planned(some).plan.unreachable).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('no step can be left out: each moves a control that does not move without it', () => {
    fc.assert(
      fc.property(world, (some) => {
        for (const { moves } of planned(some).plan.steps) expect(moves).not.toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('the input is left as it was, and what is planned is in no result of it', () => {
    fc.assert(
      fc.property(world, (some) => {
        const { input } = planned(some);
        expect(input.facts.some(({ rule }) => rule === 'planned')).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a step that somebody has in hand', () => {
  const done = { milestones: [{ what: 'buy', due: day(5), completedOn: day(5) }], completedOn: day(6) };
  const planned = (changes: object) => buildFact({ claim: { ...plannedFor('X.1'), ...changes }, anchor: ORGANIZATION });

  it('says by whom and until when, and is not taken for done', () => {
    const controls = { 'X.1': PARTIAL, 'X.2': MANUAL };
    const { steps, reached } = planFor(controls, { facts: [planned({})] });
    expect(reached).toEqual([]);
    expect(steps.map(({ moves, plans }) => [moves, plans])).toEqual([
      [['X.1'], [{ id: 'P-1', control: 'X.1', state: 'open', owner: 'ann', due: day(60) }]],
      [['X.2'], []],
    ]);
  });

  it('is in nobody’s hands when the item is completed', () => {
    const [step] = planFor({ 'X.1': PARTIAL }, { facts: [planned(done)] }).steps;
    expect(step?.plans).toEqual([]);
  });
});
