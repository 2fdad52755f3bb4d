import { describe, expect, it } from '@jest/globals';

import type { AssessmentInput, ControlResult, Segment } from '../assessment.js';
import type { Anchor } from '../fact.js';
import { segmentAt } from './control.js';
import { evaluate } from './evaluate.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  aboutArtifact,
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  FAILED_TEST,
  notApplicableFor,
  PASSED_TEST,
  populationOf,
  statementFor,
  TESTED,
  waiverFor,
} from '../testing/build-input.js';

const MANUAL: ControlMapping = {
  grade: 'D',
  cap: 'manual',
  population: 'organization',
  ...{ rationale: 'r', human: 'h', remedy: 'm' },
};
const PARTLY: ControlMapping = { ...TESTED, grade: 'C', cap: 'partial' };

function result(known: Partial<AssessmentInput>, control: ControlMapping): ControlResult {
  const { catalog, mapping } = buildFramework({ 'X.1': control });
  return evaluate(buildInput(known), catalog, mapping).results[0]!;
}

function segment(known: Partial<AssessmentInput>, control = TESTED, days = 10): Segment {
  return segmentAt(result({ asOf: day(days), ...known }, control), day(days));
}

const passed = (name: string, parts = {}) =>
  buildFact({ claim: PASSED_TEST, anchor: aboutArtifact(name), producer: `ci ${name}`, ...parts });
const organization = { kind: 'organization' } as const;
const stated = buildFact({ claim: statementFor(['X.1']), anchor: organization, assurance: 'self-attested' });

describe('the status of a control', () => {
  it('is EVIDENCED when every member meets it over a population that is not merely declared', () => {
    const facts = [passed('a'), passed('b')];
    expect(segment({ population: populationOf(['a', 'b']), facts })).toMatchObject({
      ...{ status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD', human: 'NOT_NEEDED', gaps: [], teamControlled: false },
      machine: { status: 'EVIDENCED', met: 2, of: 2 },
      evidence: facts.map(({ evidence }) => evidence).sort(),
    });
  });

  it('is SUPPORTED over a declared population, however good the evidence', () => {
    expect(segment({ population: populationOf(['a'], 'declared'), facts: [passed('a')] })).toMatchObject({
      ...{ status: 'SUPPORTED', reason: 'POPULATION_DECLARED', machine: { status: 'EVIDENCED', met: 1, of: 1 } },
    });
  });

  it('is SUPPORTED where the cap leaves a part to people, and a statement covers that part without lifting it', () => {
    expect(segment({ facts: [passed('a')] }, PARTLY)).toMatchObject({
      ...{ status: 'SUPPORTED', reason: 'HUMAN_PART_OPEN', human: 'OPEN' },
    });
    const covered = segment({ facts: [passed('a'), stated] }, PARTLY);
    expect(covered).toMatchObject({ status: 'SUPPORTED', reason: 'HUMAN_PART_COVERED', human: 'COVERED' });
    expect(covered.evidence).toContain(stated.evidence);
  });

  it('is not repaired by a human statement where the machine part does not hold', () => {
    expect(segment({ facts: [stated] }, PARTLY)).toMatchObject({
      ...{ status: 'MISSING', human: 'COVERED', machine: { status: 'MISSING', met: 0, of: 1 } },
    });
  });

  it('is PARTIAL with n of m, and names the members that are not met, gravest first', () => {
    const failed = buildFact({ claim: FAILED_TEST, anchor: aboutArtifact('c') });
    expect(segment({ population: populationOf(['a', 'b', 'c']), facts: [passed('a'), failed] })).toMatchObject({
      ...{ status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET', machine: { status: 'PARTIAL', met: 1, of: 3 } },
      gaps: [
        { member: 'c', status: 'FAILED', need: 'a passing test run' },
        { member: 'b', status: 'MISSING', need: 'a passing test run' },
      ],
    });
  });

  it('is the gravest cause when no member is met', () => {
    const population = populationOf(['a', 'b']);
    const stale = passed('a');
    expect(segment({ population, facts: [stale, passed('b')] }, TESTED, 60).status).toBe('STALE');
    expect(segment({ population, facts: [stale] }, TESTED, 60)).toMatchObject({
      ...{ status: 'MISSING', reason: 'EVIDENCE_MISSING' },
    });
    const rejected = buildFinding({ claimedAnchors: [aboutArtifact('b')] });
    expect(segment({ population, facts: [stale], findings: [rejected] }, TESTED, 60)).toMatchObject({
      ...{ status: 'FAILED', reason: 'EVIDENCE_REJECTED' },
    });
    const unverified = { ...rejected, outcome: 'unverified' as const };
    expect(segment({ population, facts: [stale], findings: [unverified] }, TESTED, 60).status).toBe('UNVERIFIED');
  });

  it('is MISSING over nothing: an empty population is not a pass', () => {
    const nothing = { status: 'MISSING', reason: 'NO_POPULATION', machine: { status: 'MISSING', met: 0, of: 0 } };
    for (const population of ['artifacts', 'revisions', 'release'] as const) {
      expect(segment({ population: populationOf([]) }, { ...TESTED, population })).toMatchObject(nothing);
    }
  });

  it('is MISSING where only a person can show it and none has', () => {
    expect(segment({}, MANUAL)).toMatchObject({
      ...{ status: 'MISSING', reason: 'HUMAN_STATEMENT_NEEDED', human: 'OPEN' },
      machine: { status: 'NONE', met: 0, of: 0 },
    });
  });

  it('is SELF_ATTESTED exactly while a human statement that names it and covers the release is valid', () => {
    const known = { facts: [stated] };
    const result10 = segment(known, MANUAL);
    expect(result10).toMatchObject({ status: 'SELF_ATTESTED', human: 'COVERED', evidence: [stated.evidence] });
    expect(result10).toMatchObject({ from: day(1), until: day(365) });
    expect(segment(known, MANUAL, 365).status).toBe('MISSING');
    const others = [
      buildFact({ claim: statementFor(['X.2']), anchor: organization }),
      buildFact({ claim: statementFor(['X.1']), anchor: { kind: 'product', product: 'other' } }),
      buildFact({ claim: statementFor(['X.1']), anchor: aboutArtifact('a') }),
    ];
    expect(segment({ facts: others }, MANUAL).status).toBe('MISSING');
  });

  it('cannot be stated for the past: a statement holds from its trusted time', () => {
    const late = buildFact({ claim: statementFor(['X.1']), anchor: organization, signedAt: day(9) });
    expect(segment({ facts: [late] }, MANUAL, 8).status).toBe('MISSING');
    expect(segment({ facts: [late] }, MANUAL, 9).status).toBe('SELF_ATTESTED');
  });

  it('is WAIVED while a waiver is valid, with machine part and evidence of the waiver still shown', () => {
    const waiver = buildFact({ claim: waiverFor('X.1'), anchor: { kind: 'product', product: 'app' } });
    expect(segment({ facts: [waiver] })).toMatchObject({
      ...{ status: 'WAIVED', reason: 'WAIVED', evidence: [waiver.evidence] },
      machine: { status: 'MISSING', met: 0, of: 1 },
    });
    expect(segment({ facts: [waiver] }, TESTED, 90).status).toBe('MISSING');
  });

  const ofProduct = { kind: 'product', product: 'app' } as const;
  const waiverOver = ([from, until]: readonly [number, number], anchor: Anchor = ofProduct) =>
    buildFact({
      claim: { ...waiverFor('X.1'), validFrom: day(from), validUntil: day(until) },
      ...{ anchor, signedAt: undefined },
    });

  it.each([
    [5, 'the first, until the second begins', [0, 90], [20, 40], 'first'],
    [25, 'the second from its beginning', [0, 90], [20, 40], 'second'],
    [39, 'the one that ends first, where both begin at once', [0, 90], [0, 40], 'second'],
  ] as const)('is WAIVED on day %i by one waiver of one scope only: %s', (at, _, one, two, which) => {
    const [first, second] = [waiverOver(one), waiverOver(two)];
    const expected = which === 'first' ? first : second;
    for (const facts of [
      [first, second],
      [second, first],
    ]) {
      expect(segment({ facts }, TESTED, at)).toMatchObject({ status: 'WAIVED', evidence: [expected.evidence] });
    }
  });

  it('is not WAIVED any more when the waiver that replaced a longer one has ended', () => {
    const facts = [waiverOver([0, 90]), waiverOver([20, 40])];
    expect(segment({ facts }, TESTED, 40).status).toBe('MISSING');
    expect(segment({ facts: facts.toReversed() }, TESTED, 40).status).toBe('MISSING');
  });

  it('is WAIVED by a waiver of the release and one of its product side by side: their scopes are not one', () => {
    const release = waiverOver([0, 90], { kind: 'release', product: 'app', release: '1.0' });
    const product = waiverOver([20, 40]);
    expect(segment({ facts: [release, product] }, TESTED, 30).evidence).toHaveLength(2);
    expect(segment({ facts: [release, product] }, TESTED, 50).evidence).toEqual([release.evidence]);
  });

  it.each([
    ['waived', waiverFor('X.1'), 'WAIVED'],
    ['said not to apply', notApplicableFor('X.1'), 'NOT_APPLICABLE'],
  ] as const)('cannot be %s for the past: it holds from its trusted time', (_, claim, status) => {
    const late = buildFact({ claim, anchor: ofProduct, signedAt: day(9) });
    expect(segment({ facts: [late] }, TESTED, 8).status).toBe('MISSING');
    expect(segment({ facts: [late] }, TESTED, 9).status).toBe(status);
  });

  it.each(['another', '*', 'app '])('is not WAIVED by a waiver for the product %j', (product) => {
    const other = buildFact({ claim: waiverFor('X.1'), anchor: { kind: 'product', product } });
    expect(segment({ facts: [other] }).status).toBe('MISSING');
  });

  it('is NOT_APPLICABLE by signed decision, unless it is waived, which claims less', () => {
    const decided = buildFact({ claim: notApplicableFor('X.1'), anchor: organization });
    const waiver = buildFact({ claim: waiverFor('X.1'), anchor: { kind: 'product', product: 'app' } });
    expect(segment({ facts: [decided] })).toMatchObject({ status: 'NOT_APPLICABLE', evidence: [decided.evidence] });
    expect(segment({ facts: [decided, waiver] }).status).toBe('WAIVED');
  });
});

describe('evidence by signers that the assessed team controls', () => {
  const own = { facts: [passed('a', { teamControlled: true })] };

  it.each([
    ['A', 'satisfied', 'EVIDENCED', 'NOT_NEEDED'],
    ['B', 'satisfied', 'SUPPORTED', 'OPEN'],
    ['B', 'partial', 'SUPPORTED', 'OPEN'],
    ['C', 'partial', 'SELF_ATTESTED', 'OPEN'],
  ] as const)('counts one grade lower: %s capped at %s comes out %s', (grade, cap, status, human) => {
    expect(segment(own, { ...TESTED, grade, cap })).toMatchObject({ status, human, teamControlled: true });
  });

  it('lowers nothing where somebody else says the same', () => {
    const both = { facts: [...own.facts, passed('a', { producer: 'lab' })] };
    expect(segment(both, PARTLY)).toMatchObject({ status: 'SUPPORTED', teamControlled: false });
  });

  it('lowers the whole as soon as one member rests on it', () => {
    const known = { population: populationOf(['a', 'b']), facts: [...own.facts, passed('b')] };
    expect(segment(known, PARTLY)).toMatchObject({ status: 'SELF_ATTESTED', teamControlled: true });
  });
});

describe('the segments of a control', () => {
  it('tell its whole story without anybody recomputing it', () => {
    const story = result({ facts: [passed('a')] }, TESTED).segments;
    expect(story.map(({ from, until, status }) => ({ from, until, status }))).toEqual([
      { from: undefined, until: day(1), status: 'MISSING' },
      { from: day(1), until: day(31), status: 'EVIDENCED' },
      { from: day(31), until: undefined, status: 'STALE' },
    ]);
  });

  it('list everything at asOf and stay short elsewhere, while the counts are always whole', () => {
    const names = Array.from({ length: 40 }, (_, index) => `artifact-${index}`);
    const facts = names.slice(0, 30).map((name, index) => passed(name, { signedAt: day(index / 10) }));
    const { segments } = result({ population: populationOf(names), facts }, TESTED);
    const now = segments.find(({ until }) => until !== undefined && until > day(10))!;
    expect(now.machine).toEqual({ status: 'PARTIAL', met: 30, of: 40 });
    expect(now.evidence).toHaveLength(30);
    expect(now.gaps).toHaveLength(10);
    for (const other of segments.filter((one) => one !== now)) {
      expect(other.gaps.length).toBeLessThanOrEqual(5);
      expect(other.evidence.length).toBeLessThanOrEqual(20);
      expect(other.machine.of).toBe(40);
    }
  });

  it('never list more than twenty gaps', () => {
    const names = Array.from({ length: 25 }, (_, index) => `artifact-${index}`);
    const only = segment({ population: populationOf(names) });
    expect(only.gaps).toHaveLength(20);
    expect(only.machine).toEqual({ status: 'MISSING', met: 0, of: 25 });
  });
});
