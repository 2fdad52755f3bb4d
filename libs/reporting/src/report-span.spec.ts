import { describe, expect, it } from '@jest/globals';

import { addDays, canonicalDigest } from '#kernel';

import { reportParts } from './fixtures/report-parts.js';
import { reportPeriod, reportValidity } from './report-span.js';
import { buildReport, tasksOf } from './report.js';

const parts = reportParts();
const tasks = tasksOf(buildReport(parts).groups);
const { input } = parts;
const ends = (...days: readonly number[]) => days.map((day) => ({ ...tasks[0]!, until: addDays(input.asOf, day) }));

describe('the period that an assessment speaks about', () => {
  it('begins with the earliest trusted time of what the results rest on, and ends with asOf', () => {
    const used = { ...tasks[0]!, evidence: [canonicalDigest('old'), canonicalDigest('new')] };
    const signed = (name: string, days: number) => ({
      ...parts.evidence[0]!,
      digest: canonicalDigest(name),
      verdict: { ...parts.evidence[0]!.verdict, signedAt: addDays(input.asOf, -days) },
    });
    const evidence = [signed('new', 3), signed('old', 30), signed('not used', 300)];
    expect(reportPeriod(input, [used], evidence)).toEqual({ from: addDays(input.asOf, -30), until: input.asOf });
  });

  it('has no beginning where nothing trusted says when anything was signed', () => {
    expect(reportPeriod(input, tasks, [])).toEqual({ until: input.asOf });
  });
});

describe('how long an assessment stands by itself', () => {
  it('is until the first result changes', () => {
    expect(reportValidity(input, ends(40, 12, 90))).toEqual({ from: input.asOf, until: addDays(input.asOf, 12) });
  });

  it('is a year where none changes sooner', () => {
    expect(reportValidity(input, ends(400)).until).toBe(addDays(input.asOf, 365));
    expect(reportValidity(input, []).until).toBe(addDays(input.asOf, 365));
  });
});
