import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { ClaimOf } from '../claims/claim.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Anchor, Fact } from '../fact.js';
import {
  buildFact,
  buildFramework,
  buildInput,
  day,
  digestNamed,
  FAILED_TEST,
  notApplicableFor,
  PASSED_TEST,
  planFor,
  statementFor,
  TESTED,
  waiverFor,
} from '../testing/build-input.js';
import { plansOf } from './plans-of.js';

const PRODUCT: Anchor = { kind: 'product', product: 'app' };
type Plan = Partial<ClaimOf<'plan-of-action'>>;

const stated = (changes: Plan = {}, parts: Partial<Fact> = {}) =>
  buildFact({ claim: { ...planFor('X.1'), ...changes }, anchor: PRODUCT, ...parts });
const updateOf = ({ evidence }: Fact, changes: Plan = {}, parts: Partial<Fact> = {}) =>
  stated({ ...changes, change: { previous: evidence, reason: 'late' } }, { signedAt: day(5), ...parts });
const itemsOf = (facts: readonly Fact[], days = 10) => plansOf(buildInput({ facts, asOf: day(days) }), 'X.1');

describe('an item of a plan of action', () => {
  it('is open until it is due, then overdue, and says how many of its milestones are late', () => {
    const item = stated({ due: day(60) });
    expect(itemsOf([item], 20)).toMatchObject([{ id: 'P-1', state: 'open', late: 0, problems: [] }]);
    expect(itemsOf([item], 60)[0]).toMatchObject({ state: 'open', late: 1 });
    expect(itemsOf([item], 61)[0]).toMatchObject({ state: 'overdue', late: 1 });
  });

  it('is completed from the day on that it says, and late in nothing that is done', () => {
    const [first] = planFor('X.1').milestones;
    const done = stated({ milestones: [{ ...first!, completedOn: day(30) }], completedOn: day(30), due: day(20) });
    expect(itemsOf([done], 29)[0]).toMatchObject({ state: 'overdue', late: 0 });
    expect(itemsOf([done], 30)[0]).toMatchObject({ state: 'completed', late: 0 });
  });

  it('stands as its newest statement leaves it, with every statement before it, in whatever order they come', () => {
    const first = stated();
    const second = updateOf(first, { due: day(80) });
    const third = updateOf(second, { due: day(90) }, { signedAt: day(6) });
    for (const facts of [
      [first, second, third],
      [third, first, second],
    ]) {
      expect(itemsOf(facts)).toEqual([
        expect.objectContaining({
          evidence: third.evidence,
          plan: expect.objectContaining({ due: day(90) }),
          problems: [],
          history: [
            { evidence: first.evidence, due: day(60), signedAt: day(1) },
            { evidence: second.evidence, due: day(80), signedAt: day(5), reason: 'late' },
            { evidence: third.evidence, due: day(90), signedAt: day(6), reason: 'late' },
          ],
        }),
      ]);
    }
  });

  it('stands as it was said by the moment asked about', () => {
    const first = stated();
    const second = updateOf(first, { due: day(80) });
    expect(itemsOf([first, second], 4)[0]?.plan.due).toBe(day(60));
    expect(itemsOf([first, second], 5)[0]?.plan.due).toBe(day(80));
    expect(itemsOf([first], 0)).toEqual([]);
  });

  it('is one statement, whatever number of rules it stands under', () => {
    const first = stated();
    expect(itemsOf([first, { ...first, rule: 'another' }])).toHaveLength(1);
    expect(itemsOf([first, { ...first, rule: 'another' }])[0]?.problems).toEqual([]);
  });

  it.each<[string, () => readonly Fact[], string]>([
    [
      'updates what is not here',
      () => [stated({ change: { previous: digestNamed('nowhere'), reason: 'r' } })],
      'HISTORY_GAP',
    ],
    [
      'was updated in two ways at once',
      () => {
        const first = stated();
        return [first, updateOf(first), updateOf(first, { due: day(70) })];
      },
      'HISTORY_FORKED',
    ],
    ['was begun twice', () => [stated(), stated({ due: day(70) })], 'HISTORY_FORKED'],
    [
      'updates another item',
      () => {
        const other = stated({ id: 'P-2', control: 'X.2' });
        return [other, updateOf(other)];
      },
      'OTHER_ITEM',
    ],
    [
      'was about another control',
      () => {
        const other = stated({ control: 'X.2' });
        return [other, updateOf(other)];
      },
      'CONTROL_CHANGED',
    ],
    [
      'was about another scope',
      () => {
        const wide = stated({}, { anchor: { kind: 'organization' } });
        return [wide, updateOf(wide)];
      },
      'CONTROL_CHANGED',
    ],
  ])('says so when it %s', (_, facts, problem) => {
    expect(itemsOf(facts()).map(({ problems }) => problems)).toEqual([[problem]]);
  });

  it('counts by the newest trusted time where its history forks', () => {
    const first = stated();
    const late = updateOf(first, { due: day(70) }, { signedAt: day(9) });
    expect(itemsOf([first, late, updateOf(first)])[0]?.evidence).toBe(late.evidence);
    expect(itemsOf([updateOf(first), late, first])[0]?.evidence).toBe(late.evidence);
  });

  it.each<[string, Anchor]>([
    ['another product', { kind: 'product', product: 'other' }],
    ['another release', { kind: 'release', product: 'app', release: '2.0' }],
    ['another organization', { kind: 'organization', organization: 'other' }],
  ])('of %s is not shown', (_, anchor) => {
    expect(itemsOf([stated({}, { anchor })])).toEqual([]);
  });
});

const FACTS: readonly Fact[] = [
  buildFact({ claim: PASSED_TEST }),
  buildFact({ claim: FAILED_TEST, producer: 'other' }),
  buildFact({ claim: statementFor(['X.1', 'X.2']), anchor: PRODUCT }),
  buildFact({ claim: waiverFor('X.1'), anchor: PRODUCT }),
  buildFact({ claim: notApplicableFor('X.2'), anchor: PRODUCT }),
];
const ANCHORS: readonly Anchor[] = [PRODUCT, { kind: 'organization' }, { kind: 'product', product: 'other' }];
const anyPlan = fc
  .record({
    control: fc.constantFrom('X.1', 'X.2'),
    id: fc.constantFrom('P-1', 'P-2'),
    due: fc.integer({ min: 0, max: 100 }).map(day),
    anchor: fc.constantFrom(...ANCHORS),
    signedAt: fc.option(fc.integer({ min: 0, max: 50 }).map(day), { nil: undefined }),
  })
  .map(({ anchor, signedAt, ...claim }) => buildFact({ claim: { ...planFor('X.1'), ...claim }, anchor, signedAt }));

describe('plans of action', () => {
  const { catalog, mapping } = buildFramework({
    'X.1': TESTED,
    'X.2': { grade: 'D', cap: 'manual', population: 'organization', rationale: 'r', human: 'h', remedy: 'm' },
  });

  it('never change a status, whatever they say and however many there are', () => {
    fc.assert(
      fc.property(fc.subarray([...FACTS]), fc.array(anyPlan, { maxLength: 6 }), (facts, plans) => {
        const results = (known: readonly Fact[]) => evaluate(buildInput({ facts: known }), catalog, mapping).results;
        expect(results([...facts, ...plans])).toEqual(results(facts));
      }),
    );
  });

  it('stand the same in whatever order their statements come', () => {
    fc.assert(
      fc.property(fc.array(anyPlan, { maxLength: 6 }), (plans) => {
        expect(plansOf(buildInput({ facts: plans.toReversed() }))).toEqual(plansOf(buildInput({ facts: plans })));
      }),
    );
  });
});

describe('decisions that set a control aside', () => {
  const { catalog, mapping } = buildFramework({ 'X.1': TESTED });
  const status = (facts: readonly Fact[]) => {
    const [result] = evaluate(buildInput({ facts }), catalog, mapping).results;
    return result?.segments.map(({ status, machine }) => ({ status, machine }));
  };

  it('never make anything met: they show as themselves, or nothing is changed', () => {
    const waivers = fc.array(
      fc
        .record({ from: fc.integer({ min: 0, max: 40 }), days: fc.integer({ min: 1, max: 90 }) })
        .map(({ from, days }) =>
          buildFact({
            claim: { ...waiverFor('X.1'), validFrom: day(from), validUntil: day(from + days) },
            ...{ anchor: PRODUCT, signedAt: undefined },
          }),
        ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.subarray(FACTS.slice(0, 2)), waivers, (facts, asides) => {
        const without = new Set(status(facts)?.map((each) => JSON.stringify(each)));
        const added = status([...facts, ...asides])?.filter((each) => each.status !== 'WAIVED') ?? [];
        expect(added.filter((each) => !without.has(JSON.stringify(each)))).toEqual([]);
      }),
    );
  });
});
