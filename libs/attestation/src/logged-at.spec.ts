import { beforeAll, describe, expect, it } from '@jest/globals';

import { parseInstant } from '#kernel';
import type { Report } from '#reporting';
import { createSampleWorld } from '#sample-world';

import type { AssessmentStatement } from './assessment-statement.js';
import { issueWorld } from './fixtures/issued-world.js';
import { keySigner } from './fixtures/key-signer.js';
import { loggedAt } from './logged-at.js';

describe('where evidence was logged, as a report says it', () => {
  let report: Report;
  let statement: AssessmentStatement;

  beforeAll(async () => {
    const world = createSampleWorld({ seed: 'logged', now: parseInstant('2026-11-20T09:00:00Z') });
    ({ report, statement } = (await issueWorld(world, keySigner())).issued);
  });

  it('is the place in the intake log that the statement accounts for', () => {
    const places = new Map(statement.predicate.intake?.leaves.map(({ evidence, index }) => [evidence, index]));
    expect(places.size).toBeGreaterThan(0);
    expect(report.evidence.map(({ digest, intakeIndex }) => [digest, intakeIndex])).toEqual(
      report.evidence.map(({ digest }) => [digest, places.get(digest)]),
    );
  });

  it('names transparency logs where an entry was proven, and there alone', () => {
    const isProven = ({ verdict }: Report['evidence'][number]) =>
      verdict.checks.some(({ rung, outcome }) => rung === 'transparency-log' && outcome === 'passed');
    for (const item of report.evidence) expect((item.logs ?? []).length > 0).toBe(isProven(item));
    expect(report.evidence.filter(isProven).length).toBeGreaterThan(0);
    expect(report.evidence.some((item) => !isProven(item))).toBe(true);
    expect(report.evidence.flatMap(({ logs = [] }) => logs)).toContainEqual({
      log: expect.stringMatching(/^[0-9a-f]{64}$/),
      index: expect.any(Number),
    });
  });

  it('is not known of evidence that is withheld', () => {
    const item = report.evidence.find(({ logs }) => logs !== undefined);
    expect(item && loggedAt({ verdict: item.verdict })).toEqual([]);
  });

  it('stands beside who handed it in', () => {
    expect(new Set(report.evidence.map(({ collector }) => collector))).toEqual(new Set(['upload by ci']));
  });
});
