import { describe, expect, it } from '@jest/globals';

import { addDays, parseInstant, type Instant } from '#kernel';

import type { AssessmentInput, Segment } from '../assessment.js';
import type { Fact } from '../fact.js';
import type { ControlMapping } from '../framework/mapping.js';
import {
  buildFact,
  buildFinding,
  buildFramework,
  buildInput,
  day,
  KEEPING,
  KEPT,
  PASSED_TEST,
  populationOf,
  statementFor,
  TESTED,
  waiverFor,
  type FactParts,
} from '../testing/build-input.js';
import { accountFor } from './account.js';
import { segmentAt } from './control.js';
import { evaluate } from './evaluate.js';

const CONTROL: ControlMapping = { ...TESTED, beyondPartial: KEEPING };
const TEST = buildFact({ claim: PASSED_TEST });
const ORGANIZATION = { kind: 'organization', organization: 'acme' } as const;

/** The organization's own record, dated by its own word. */
function record(changes: Partial<typeof KEPT> = {}, parts: Partial<FactParts> = {}): Fact {
  const common = { anchor: ORGANIZATION, producer: 'keeper', signedAt: undefined };
  return buildFact({ claim: { ...KEPT, ...changes }, ...common, ...parts });
}

interface Asked extends Partial<AssessmentInput> {
  readonly control?: ControlMapping;
  readonly at?: Instant;
}

function now(facts: readonly Fact[], { control = CONTROL, at = day(5), ...input }: Asked = {}): Segment {
  const { catalog, mapping } = buildFramework({ 'X.1': control });
  const { results } = evaluate(buildInput({ facts, asOf: at, ...input }), catalog, mapping);
  return segmentAt(results[0]!, at);
}

describe('a control that asks for kept evidence beyond PARTIAL', () => {
  it('is held at PARTIAL until a record is there, and says what is missing and of whom', () => {
    expect(now([TEST])).toMatchObject({
      ...{ status: 'PARTIAL', reason: 'HELD_AT_PARTIAL', machine: { status: 'EVIDENCED', met: 1, of: 1 } },
      gaps: [{ member: 'acme', status: 'MISSING', need: KEEPING.need }],
    });
  });

  it('rises with a record that nothing was altered, and rests on it', () => {
    const kept = record();
    const segment = now([TEST, kept]);
    expect(segment).toMatchObject({ status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD', gaps: [] });
    expect(segment.evidence).toEqual([TEST.evidence, kept.evidence].sort());
  });

  it.each([
    ['something was altered', { altered: 1 }],
    ['the log was not consistent', { logConsistent: false }],
  ])('falls when the newest record says that %s', (_, changes) => {
    const fallen = now([TEST, record(), record({ ...changes, finishedAt: day(2) })]);
    expect(fallen).toMatchObject({ status: 'PARTIAL', reason: 'HELD_AT_PARTIAL', gaps: [{ status: 'FAILED' }] });
    expect(now([TEST, record({ ...changes, finishedAt: day(0) }), record()]).status).toBe('EVIDENCED');
  });

  it('falls by itself when the record is too old, at exactly that moment', () => {
    const facts = [TEST, record()];
    expect(now(facts, { at: addDays(day(8), -1) })).toMatchObject({ status: 'EVIDENCED', until: day(8) });
    expect(now(facts, { at: day(8) })).toMatchObject({ status: 'PARTIAL', gaps: [{ status: 'STALE' }] });
  });

  it('gets nothing from a record alone, and from nothing less than every member', () => {
    expect(now([record()])).toMatchObject({ status: 'MISSING', reason: 'EVIDENCE_MISSING' });
    const two = { population: populationOf(['a', 'b']) };
    expect(now([TEST, record()], two)).toMatchObject({ status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET' });
    expect(
      now([TEST], two)
        .gaps.map(({ member }) => member)
        .sort(),
    ).toEqual(['acme', 'b']);
  });

  it('counts one grade lower by the word of the team’s own machine alone', () => {
    const own = record({}, { teamControlled: true });
    expect(now([TEST, own])).toMatchObject({ status: 'EVIDENCED', teamControlled: true });
    const gradeB = { control: { ...CONTROL, grade: 'B' as const } };
    expect(now([TEST, own], gradeB)).toMatchObject({ status: 'SUPPORTED', teamControlled: true });
    expect(now([TEST, own, record({}, { producer: 'auditor' })], gradeB).status).toBe('EVIDENCED');
  });

  it('is waived, or stated by people, as every other is', () => {
    const decided = (claim: Fact['claim']) => buildFact({ claim, anchor: ORGANIZATION, signedAt: day(2) });
    expect(now([TEST, decided(waiverFor('X.1'))]).status).toBe('WAIVED');
    expect(now([TEST, decided(statementFor(['X.1']))]).status).toBe('PARTIAL');
    expect(now([TEST, record({ altered: 1 }), decided(statementFor(['X.1']))]).status).toBe('PARTIAL');
  });

  it('is not reddened by a record that did not verify', () => {
    const finding = buildFinding({ kind: 'evidence-keeping', claimedAnchors: [ORGANIZATION] });
    expect(now([TEST, record()], { findings: [finding] }).status).toBe('EVIDENCED');
    expect(now([TEST], { findings: [finding] })).toMatchObject({
      ...{ status: 'PARTIAL', gaps: [{ status: 'FAILED' }] },
    });
  });

  it('does not listen to a record of another organization', () => {
    const other = record({}, { anchor: { kind: 'organization', organization: 'other' } });
    expect(now([TEST, other]).status).toBe('PARTIAL');
  });
});

describe('a record of kept evidence is dated', () => {
  const FUTURE = parseInstant('2026-01-09');

  it('by its own word, from which on it speaks and not before', () => {
    expect(now([TEST, record({ finishedAt: FUTURE })]).status).toBe('PARTIAL');
    expect(now([TEST, record({ finishedAt: FUTURE })], { at: FUTURE }).status).toBe('EVIDENCED');
  });

  it('by trusted time where that is earlier: its own word never makes it younger', () => {
    const facts = [TEST, record({ finishedAt: FUTURE }, { signedAt: day(1) })];
    expect(now(facts, { at: day(7) }).status).toBe('EVIDENCED');
    expect(now(facts, { at: FUTURE }).status).toBe('PARTIAL');
  });

  it('so that a newer one takes its place, and the older is accounted for as superseded', () => {
    const [older, newer] = [record(), record({ finishedAt: day(2) })];
    const { catalog, mapping } = buildFramework({ 'X.1': CONTROL });
    const input = buildInput({ facts: [TEST, older, newer], asOf: day(5) });
    const uses = accountFor([older.evidence, newer.evidence], input, evaluate(input, catalog, mapping), mapping);
    expect(uses.map(({ use }) => use)).toEqual(['superseded', 'used']);
  });
});
