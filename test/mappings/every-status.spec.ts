import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compareStatus, loadCases, STATUS_ORDER, type OrderedStatus, type Status } from '#compliance';
import { packageFrameworks } from '#platform';

import { judged, statusNow, type Judging } from './judge-state.js';
import { statesFor, type Saying, type State } from './release-states.js';

const FILE = new URL('../../mappings/ssdf-1.1.cases.yaml', import.meta.url);
const { mapping } = packageFrameworks().current();
const { cases, never } = loadCases(readFileSync(FILE, 'utf8'), 'cases', mapping);
const STATUSES: readonly Status[] = [...STATUS_ORDER, 'WAIVED', 'NOT_APPLICABLE'];

const tasks = Object.entries(mapping.controls).map(([control, about]) => {
  const neverOf = STATUSES.filter((status) => never.get(control)?.has(status));
  const expected = STATUSES.filter((status) => cases.some(({ expect }) => expect.get(control) === status));
  const named = { reached: expected.join(' '), unreached: neverOf.join(' ') };
  return { control, about, neverOf, expected, ...named, judging: { control, mapping }, states: statesFor(about) };
});

const RUNS = { seed: 218, numRuns: 250 };

describe('of the ten statuses of each of the 42 tasks', () => {
  it('each is expected of the task by a case, or said never to be: 420 answers, and none is both', () => {
    const twice = tasks.flatMap(({ control, neverOf, expected }) =>
      neverOf.filter((status) => expected.includes(status)).map((status) => `${control} ${status}`),
    );
    const unanswered = tasks.flatMap(({ control, neverOf, expected }) =>
      STATUSES.filter((status) => ![...neverOf, ...expected].includes(status)).map((status) => `${control} ${status}`),
    );
    expect({ twice, unanswered }).toEqual({ twice: [], unanswered: [] });
    expect(tasks.flatMap(({ neverOf, expected }) => [...neverOf, ...expected])).toHaveLength(420);
  });

  it.each(tasks)('$control: a search through releases finds $reached, and never $unreached at any time', (task) => {
    const found = new Set<Status>();
    fc.assert(
      fc.property(task.states, (state) => {
        for (const { status } of judged(state, task.judging).segments) {
          found.add(status);
          expect(task.neverOf).not.toContain(status);
        }
      }),
      RUNS,
    );
    expect(STATUSES.filter((status) => found.has(status))).toEqual(task.expected);
  });
});

describe('no task over-claims:', () => {
  const undecided = (state: State): State => ({ ...state, decided: [] });
  const withSayings = (state: State, change: (saying: Saying) => Saying): State => ({
    ...undecided(state),
    sayings: state.sayings.map(change),
  });
  const rank = (state: State, judging: Judging) => statusNow(state, judging) as OrderedStatus;
  const holds = (law: (state: State, task: (typeof tasks)[number]) => void, of = tasks) => {
    for (const task of of)
      fc.assert(
        fc.property(task.states, (state) => law(state, task)),
        { ...RUNS, numRuns: 60 },
      );
  };
  const withMachinePart = tasks.filter(({ about }) => about.cap !== 'manual');

  it('over a population that is only declared, nothing is EVIDENCED', () => {
    holds((state, { judging }) => {
      expect(statusNow({ ...state, source: 'declared' }, judging)).not.toBe('EVIDENCED');
    });
  });

  it('above a cap of partial nothing is EVIDENCED, and above one of manual nothing SUPPORTED', () => {
    holds((state, { about, judging }) => {
      const status = rank(undecided(state), judging);
      if (about.cap === 'partial') expect(compareStatus(status, 'SUPPORTED')).toBeLessThanOrEqual(0);
      if (about.cap === 'manual') expect(status).toBe('MISSING');
    });
  });

  it('by the word of the team alone no task of grade C is more than SELF_ATTESTED, and none of grade B EVIDENCED', () => {
    holds((state, { about, judging }) => {
      const status = rank(
        withSayings(state, (saying) => ({ ...saying, team: true })),
        judging,
      );
      if (about.grade === 'C') expect(compareStatus(status, 'SELF_ATTESTED')).toBeLessThanOrEqual(0);
      if (about.grade === 'B') expect(compareStatus(status, 'SUPPORTED')).toBeLessThanOrEqual(0);
    });
  });

  it('a statement by people makes a task that only people can show SELF_ATTESTED, and changes no other', () => {
    holds((state, { about, judging }) => {
      const before = statusNow(undecided(state), judging);
      const after = statusNow({ ...state, decided: ['human-evidence'] }, judging);
      expect(after).toBe(about.cap === 'manual' ? 'SELF_ATTESTED' : before);
    });
  });

  it('what did not verify raises nothing: alone it is never more than UNVERIFIED', () => {
    holds((state, { judging }) => {
      const status = rank(
        withSayings(state, (saying) => ({ ...saying, outcome: 'unverified' })),
        judging,
      );
      expect(compareStatus(status, 'UNVERIFIED')).toBeLessThanOrEqual(0);
    });
  });

  it('what did not verify, put beside anything, raises nothing above UNVERIFIED and lowers nothing that is met', () => {
    holds((state, { judging }) => {
      const verified = state.sayings.filter(({ outcome }) => outcome === 'verified');
      const [without, beside] = [{ ...undecided(state), sayings: verified }, undecided(state)];
      const [before, after] = [rank(without, judging), rank(beside, judging)];
      if (compareStatus(after, before) > 0) expect(compareStatus(after, 'UNVERIFIED')).toBeLessThanOrEqual(0);
      if (compareStatus(before, 'PARTIAL') > 0) expect(after).toBe(before);
    });
  });

  it('evidence about other files counts for nothing: the task is as it is without any', () => {
    holds((state, { judging }) => {
      const elsewhere = withSayings(state, (saying) => ({ ...saying, about: 'elsewhere' }));
      expect(statusNow(elsewhere, judging)).toBe(statusNow({ ...elsewhere, sayings: [] }, judging));
    });
  });

  it('evidence past its window counts as STALE at best, and evidence of unknown age as UNVERIFIED', () => {
    const recurring = withMachinePart.filter(({ neverOf }) => !neverOf.includes('STALE'));
    expect(recurring).toHaveLength(6);
    holds((state, { judging }) => {
      const old = withSayings(state, (saying) => ({ ...saying, daysAgo: 10_000 }));
      expect(compareStatus(rank(old, judging), 'STALE')).toBeLessThanOrEqual(0);
      const untimed = withSayings(state, undated);
      expect(compareStatus(rank(untimed, judging), 'UNVERIFIED')).toBeLessThanOrEqual(0);
    }, recurring);
  });

  it('of a release without artifacts and revisions every task is MISSING', () => {
    holds((state, { judging }) => {
      expect(statusNow({ ...undecided(state), artifacts: 0, revisions: 0 }, judging)).toBe('MISSING');
    });
  });
});

function undated({ claim, about, member, producer, outcome, team }: Saying): Saying {
  return { claim, about, member, producer, outcome, team };
}
