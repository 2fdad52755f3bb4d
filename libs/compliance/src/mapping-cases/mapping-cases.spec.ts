import { describe, expect, it } from '@jest/globals';

import { ParseError } from '#kernel';

import type { ControlMapping } from '../framework/mapping.js';
import { buildFramework, TESTED } from '../testing/build-input.js';
import { loadCases } from './load-cases.js';
import { runCases, type CasesReport } from './run-cases.js';

const MANUAL: ControlMapping = {
  ...{ grade: 'D', cap: 'manual', population: 'organization' },
  ...{ rationale: 'because', human: 'all', remedy: 'say it' },
};
const { catalog, mapping } = buildFramework({ 'T.1': TESTED, 'M.1': MANUAL });

const CASES = `id: fw-cases
mapping: fw-map
asOf: '2026-01-11T00:00:00.000Z'
facts:
  passed: { about: artifact, claim: { kind: test-result, suite: unit, result: PASSED, failed: 0 } }
  failed: { about: artifact, claim: { kind: test-result, suite: unit, result: FAILED, failed: 1 } }
sets:
  everything: passed
groups:
  all: T.1 M.1
cases:
  - name: nothing
    expect: { MISSING: all }
  - name: a passed test
    given: everything
    like: nothing
    expect: { EVIDENCED: T.1 }
  - name: a failed test
    given: everything failed
    without: passed
    like: nothing
    expect: { FAILED: T.1 }
  - { name: an old test, given: passed, daysLater: 29, like: nothing, expect: { STALE: T.1 } }
  - { name: a declared list, given: passed, population: declared, like: nothing, expect: { SUPPORTED: T.1 } }
  - { name: an unknown time, given: passed, untimed: true, like: nothing, expect: { UNVERIFIED: T.1 } }
  - { name: half, given: passed, more: [artifact], like: nothing, expect: { PARTIAL: T.1 } }
  - { name: said, decided: [human-evidence], like: nothing, expect: { SELF_ATTESTED: M.1 } }
  - { name: waived, decided: [waiver], expect: { WAIVED: all } }
  - { name: out, decided: [not-applicable], expect: { NOT_APPLICABLE: all } }
never:
  EVIDENCED: M.1
  SUPPORTED: M.1
  SELF_ATTESTED: T.1
  PARTIAL: M.1
  STALE: M.1
  UNVERIFIED: M.1
  FAILED: M.1
`;

const run = (text: string): CasesReport => runCases(loadCases(text, 'c.yaml', mapping), catalog, mapping);

function changed(from: string, to: string): string {
  expect(CASES).toContain(from);
  return CASES.replace(from, to);
}

function refusal(text: string): string {
  try {
    loadCases(text, 'c.yaml', mapping);
  } catch (error) {
    if (error instanceof ParseError && error.code === 'CASES_INVALID') return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the cases of a mapping', () => {
  it('pass where every control comes out as somebody wrote down', () => {
    const report = run(CASES);
    expect(report).toMatchObject({ passed: true, unargued: [] });
    expect(report.results).toHaveLength(10);
    expect(report.results.map(({ asked }) => asked)).toEqual(Array(10).fill(2));
  });

  it('fail where one comes out otherwise, and say how', () => {
    const report = run(changed('{ EVIDENCED: T.1 }', '{ SUPPORTED: T.1 }'));
    expect(report.passed).toBe(false);
    expect(report.results[1]?.differences).toEqual([
      { control: 'T.1', expected: 'SUPPORTED', status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD' },
    ]);
  });

  it('fail on an over-claim in a case that does not ask for it', () => {
    const text = changed('  EVIDENCED: M.1\n', '  EVIDENCED: all\n').replace(
      'like: nothing\n    expect: { EVIDENCED: T.1 }',
      'expect: { MISSING: M.1 }',
    );
    const report = run(text);
    expect(report.passed).toBe(false);
    expect(report.results[1]).toMatchObject({ asked: 1, overclaims: [{ control: 'T.1', status: 'EVIDENCED' }] });
  });

  it('fail where a status is neither reached nor said to be unreachable', () => {
    const report = run(changed('  STALE: M.1\n', ''));
    expect(report).toMatchObject({ passed: false, unargued: [{ control: 'M.1', statuses: ['STALE'] }] });
  });

  it('count the findings of a scan where the file does not', () => {
    const finding = 'findings: [{ id: CVE-1, severity: critical }, { id: CVE-2, severity: low }]';
    const text = changed(
      'facts:\n',
      `facts:\n  scan: { about: artifact, claim: { kind: vulnerability-scan, ${finding} } }\n`,
    );
    const [{ given } = { given: [] }] = loadCases(
      text.replace('  - name: nothing\n', '  - name: nothing\n    given: scan\n'),
      'c.yaml',
      mapping,
    ).cases;
    expect(given[0]?.claim).toMatchObject({ critical: 1, high: 0, total: 2 });
  });

  it.each([
    [
      'another mapping',
      'mapping: fw-map',
      'mapping: other',
      'c.yaml:2: mapping: these cases are not for mapping fw-map',
    ],
    ['an unknown fact', 'given: everything\n', 'given: nobody\n', 'there is no fact and no set nobody'],
    ['a set in a set', 'everything: passed', 'everything: everything', 'there is no fact and no set everything'],
    ['an unknown control', '{ EVIDENCED: T.1 }', '{ EVIDENCED: T.2 }', 'there is no control and no group T.2'],
    ['two statuses of one control', '{ WAIVED: all }', '{ WAIVED: all, FAILED: T.1 }', 'T.1 stands under two statuses'],
    ['a name used twice', 'name: waived', 'name: said', 'another case has this name'],
    ['a later case', 'like: nothing\n', 'like: waived\n', 'no case before this one is named "waived"'],
    ['a status that is said to be none', 'PARTIAL: M.1', 'PARTIAL: all', 'T.1 is never PARTIAL'],
    ['an unknown status', '{ WAIVED: all }', '{ GREEN: all }', 'expect'],
    ['a field the claim has not', 'suite: unit, result: PASSED', 'colour: red, result: PASSED', 'colour'],
    ['a word the field never holds', 'result: PASSED', 'result: GREEN', 'result'],
    [
      'the word of a person as a fact',
      'kind: test-result, suite: unit, result: PASSED, failed: 0',
      'kind: waiver',
      'kind',
    ],
  ])('are refused for %s', (_, from, to, reason) => {
    expect(refusal(changed(from, to))).toContain(reason);
  });
});
