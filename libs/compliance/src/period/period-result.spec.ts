import { describe, expect, it } from '@jest/globals';

import { parseInstant } from '#kernel';

import { periodResult, type PeriodRelease, type StatusTally } from './period-result.js';

const period = { from: parseInstant('2026-01-01T00:00:00Z'), until: parseInstant('2026-04-01T00:00:00Z') };
const release = (version: string, over: Partial<PeriodRelease> = {}): PeriodRelease => ({
  version,
  createdAt: parseInstant('2026-02-01T00:00:00Z'),
  evidence: true,
  judged: { artifacts: 2, slsaBuildLevel: 2 },
  ...over,
});
const unjudged = (version: string): PeriodRelease => ({ version, createdAt: period.from, evidence: true });
const tally = (control: string, status: StatusTally['status'], releases: number): StatusTally => ({
  control,
  status,
  releases,
});

describe('the result of a product over a period', () => {
  it('shows no control where the period holds no release, whatever was tallied', () => {
    const result = periodResult({ period, releases: [], tallies: [tally('A.1', 'EVIDENCED', 1)] });
    expect(result.controls).toEqual([]);
    expect(result).not.toHaveProperty('slsaBuildLevel');
    expect(result.summary).toBe(
      'No release was created in this period: nothing is shown about it, neither good nor bad.',
    );
  });

  it('counts the releases at each status, worst first, and names the least', () => {
    const { controls } = periodResult({
      period,
      releases: [release('1.0'), release('1.1'), release('1.2')],
      tallies: [tally('A.1', 'EVIDENCED', 2), tally('A.1', 'STALE', 1), tally('B.2', 'EVIDENCED', 3)],
    });
    expect(controls).toEqual([
      {
        control: 'A.1',
        counts: [
          { status: 'STALE', releases: 1 },
          { status: 'EVIDENCED', releases: 2 },
        ],
        least: 'STALE',
      },
      { control: 'B.2', counts: [{ status: 'EVIDENCED', releases: 3 }], least: 'EVIDENCED' },
    ]);
  });

  it('names no least status where every release is waived or out of scope', () => {
    const { controls } = periodResult({
      period,
      releases: [release('1.0'), release('1.1')],
      tallies: [tally('A.1', 'NOT_APPLICABLE', 1), tally('A.1', 'WAIVED', 1)],
    });
    expect(controls[0]?.counts.map(({ status }) => status)).toEqual(['WAIVED', 'NOT_APPLICABLE']);
    expect(controls[0]).not.toHaveProperty('least');
  });

  it('counts a release that was not judged as MISSING at every control, and names it', () => {
    const { controls, unjudged: named } = periodResult({
      period,
      releases: [release('1.0'), unjudged('1.1')],
      tallies: [tally('A.1', 'EVIDENCED', 1)],
    });
    expect(controls[0]?.least).toBe('MISSING');
    expect(named).toEqual(['1.1']);
  });

  it('names releases without any evidence, and those judged over no artifact', () => {
    const nothing = { artifacts: 0, slsaBuildLevel: 0 } as const;
    const result = periodResult({
      period,
      releases: [
        release('1.0'),
        release('1.1', { evidence: false, judged: nothing }),
        release('1.2', { judged: nothing }),
      ],
      tallies: [],
    });
    expect(result.withoutEvidence).toEqual(['1.1']);
    expect(result.withoutPopulation).toEqual(['1.1', '1.2']);
    expect(result.summary).toBe(
      '3 releases were created in this period. 1 of them has no evidence at all. 2 of them have no population.',
    );
  });

  it('spans the SLSA Build levels of the releases that were judged', () => {
    const at = (slsaBuildLevel: 0 | 1 | 2 | 3) => ({ judged: { artifacts: 1, slsaBuildLevel } });
    const releases = [release('1', at(3)), release('2', at(1)), unjudged('3')];
    expect(periodResult({ period, releases, tallies: [] }).slsaBuildLevel).toEqual({ least: 1, greatest: 3 });
  });
});
