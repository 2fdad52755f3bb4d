import { describe, expect, it } from '@jest/globals';

import { addDays, canonicalDigest } from '#kernel';

import { reportParts } from './fixtures/report-parts.js';
import { renderHtml } from './render-html.js';
import { buildReport, tasksOf } from './report.js';
import { STATUSES } from './status-words.js';

describe('a report', () => {
  const parts = reportParts();
  const report = buildReport(parts);

  it('holds no judgement of its own: every status is that of the assessment', () => {
    const stated = new Map(parts.assessment.results.map(({ control, segments }) => [control, segments[0]?.status]));
    expect(tasksOf(report.groups).map(({ id, status }) => [id, status])).toEqual([...stated]);
  });

  it('names input and assessment by their digests', () => {
    expect(report.input).toBe(canonicalDigest(parts.input));
    expect(report.assessment).toBe(canonicalDigest(parts.assessment));
  });

  it('counts every task once, and lists statuses that do not occur with zero', () => {
    expect(report.totals.map(({ status }) => status)).toEqual(STATUSES);
    expect(report.totals.reduce((sum, { count }) => sum + count, 0)).toBe(42);
    expect(report.groups.map(({ totals }) => totals.reduce((sum, { count }) => sum + count, 0))).toEqual([
      13, 4, 16, 9,
    ]);
  });

  it('gives every task that is not settled a sentence and a next action', () => {
    for (const task of tasksOf(report.groups)) {
      expect(task.sentence).toMatch(/\.$/);
      expect(task.nextAction).toMatch(/\.$/);
      expect(task.remedy).not.toBe('');
    }
  });

  it('picks the segment that holds asOf', () => {
    const result = parts.assessment.results[0]!;
    const segment = result.segments[0]!;
    const { asOf } = parts.input;
    const segments = [
      { ...segment, until: asOf, status: 'FAILED' as const },
      { ...segment, from: asOf, status: 'STALE' as const },
    ];
    const assessment = {
      ...parts.assessment,
      results: [{ ...result, segments }, ...parts.assessment.results.slice(1)],
    };
    expect(tasksOf(buildReport({ ...parts, assessment }).groups)[0]?.status).toBe('STALE');
  });

  it('lists plans that are not completed, and changes nothing else by them', () => {
    const { input } = parts;
    const [stated] = input.facts;
    const milestone = { what: 'Move <b>all</b>.', due: input.asOf };
    const plan = {
      ...{ kind: 'plan-of-action' as const, control: 'PO.5.1', weakness: 'Shared machines.', detectedOn: input.asOf },
      ...{ owner: 'Dana', mitigation: 'Wiped.', milestones: [milestone], due: addDays(input.asOf, -1) },
    };
    const done = { ...plan, milestones: [{ ...milestone, completedOn: input.asOf }], completedOn: input.asOf };
    const facts = [
      ...input.facts,
      { ...stated!, evidence: canonicalDigest('open'), claim: { ...plan, id: 'P-1' } },
      { ...stated!, evidence: canonicalDigest('done'), claim: { ...done, id: 'P-2' } },
    ];
    const planned = buildReport({ ...parts, input: { ...input, facts } });
    expect(planned.plans.map(({ id, state }) => [id, state])).toEqual([['P-1', 'overdue']]);
    expect(planned.groups).toEqual(report.groups);
    const page = renderHtml(planned);
    expect(page).toContain('Plan of action and milestones');
    expect(page).toContain('overdue since');
    expect(renderHtml(report)).not.toContain('Plan of action and milestones');
  });

  it('lists what people stated, with whom and until when', () => {
    expect(report.decisions).toEqual([
      expect.objectContaining({
        kind: 'human-evidence',
        controls: ['PO.2.2'],
        by: 'Dana Okafor, Chief Information Security Officer, reviewed by Sam Lindqvist, Head of Engineering',
      }),
    ]);
  });

  it('says which trust root is stale', () => {
    const stale = { name: 'old', digest: parts.input.catalog, expires: '2026-01-01T00:00:00.000Z' as never };
    expect(buildReport({ ...parts, trustRoots: [stale] }).trustRoots[0]?.stale).toBe(true);
    expect(report.trustRoots[0]?.stale).toBe(false);
  });

  it('refuses a mapping that does not belong to the assessment', () => {
    expect(() => buildReport({ ...parts, mapping: { ...parts.mapping, controls: {} } })).toThrow(RangeError);
  });
});
