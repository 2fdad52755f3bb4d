import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { tasksOf } from '../../report.js';
import type { ReportTask } from '../../report-task.js';
import { exportParts } from '../../testing/export-parts.js';
import { randomExportParts } from '../../testing/random-parts.js';
import { confidence, conformance } from './scores.js';

const [EXAMPLE] = tasksOf(exportParts().report.groups).filter(({ status }) => status === 'EVIDENCED');

/** A task that verified evidence shows in part: 9 of 12, nothing human, a population from a signed manifest. */
function task(changes: Partial<ReportTask> = {}): ReportTask {
  if (EXAMPLE === undefined) throw new Error('the fixture has no task that is evidenced');
  const machine = { status: 'PARTIAL' as const, met: 9, of: 12 };
  const human = 'NOT_NEEDED' as const;
  const evidence = exportParts().report.evidence.map(({ digest }) => digest);
  const [source, counted] = ['signed-manifest' as const, 'artifacts'];
  return {
    ...EXAMPLE,
    ...{ status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET', machine, human, evidence, source, counted },
    ...changes,
  };
}

describe('the conformance of CycloneDX', () => {
  it('is met of all where machines can show the whole task', () => {
    expect(conformance(task())).toEqual({ score: 0.75, rationale: 'machine part: 9 of 12 artifacts, signed-manifest' });
  });

  it('counts a person’s statement as a part of its own, and nothing where it is open', () => {
    expect(conformance(task({ human: 'COVERED' })).score).toBe(0.875);
    expect(conformance(task({ human: 'OPEN' })).score).toBe(0.375);
  });

  it('is never rounded up', () => {
    const machine = { status: 'PARTIAL' as const, met: 9_999_999, of: 10_000_000 };
    expect(conformance(task({ machine })).score).toBe(0.9999);
  });

  it('is zero, not whole, over a population of nobody', () => {
    expect(conformance(task({ machine: { status: 'MISSING', met: 0, of: 0 } })).score).toBe(0);
  });

  it('is not whole where the organization holds it at partial', () => {
    const machine = { status: 'EVIDENCED' as const, met: 12, of: 12 };
    expect(conformance(task({ machine, reason: 'HELD_AT_PARTIAL' })).score).toBe(0.5);
  });

  it('is not scored where a decision sets the control aside', () => {
    expect(conformance(task({ status: 'WAIVED' }))).not.toHaveProperty('score');
    expect(confidence(task({ status: 'NOT_APPLICABLE' }))).not.toHaveProperty('score');
  });
});

describe('the confidence of CycloneDX', () => {
  it('is whole where verified evidence decides the whole task', () => {
    expect(confidence(task())).toEqual({ score: 1, rationale: 'Verified evidence decides the whole task.' });
  });

  it('is half where the population is only declared, and half again where the team controls the signer', () => {
    expect(confidence(task({ source: 'declared' })).score).toBe(0.5);
    expect(confidence(task({ source: 'declared', teamControlled: true })).score).toBe(0.25);
  });

  it('is nothing for what only a person says, and where no evidence that verified speaks', () => {
    const machine = { status: 'NONE' as const, met: 0, of: 0 };
    expect(confidence(task({ machine, human: 'COVERED' })).score).toBe(0);
    expect(confidence(task({ evidence: [] })).score).toBe(0);
  });
});

it('no score leaves 0 to 1, and none is whole that has something open', () => {
  fc.assert(
    fc.property(randomExportParts(), ({ report }) => {
      for (const each of tasksOf(report.groups)) {
        const [shown, sure] = [conformance(each).score ?? 0, confidence(each).score ?? 0];
        expect(shown).toBeGreaterThanOrEqual(0);
        expect(shown).toBeLessThanOrEqual(1);
        expect(sure).toBeLessThanOrEqual(1);
        if (shown === 1) expect([each.human !== 'OPEN', each.machine.met === each.machine.of]).toEqual([true, true]);
      }
    }),
    { numRuns: 50 },
  );
});
