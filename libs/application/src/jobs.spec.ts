import { describe, expect, it } from '@jest/globals';

import type { EvidenceId } from './ids.js';
import { JOB_LANES, LANES, verifyJobs } from './jobs.js';
import { testActor } from './testing/test-actor.js';

const { organization } = testActor();
const ids = (count: number) => Array.from({ length: count }, (_, index) => `item ${index}` as EvidenceId);

describe('jobs that verify', () => {
  it.each([
    [0, []],
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('bring %i items in batches of at most 50, each item once and in order', (count, sizes) => {
    const batches = verifyJobs(organization, ids(count)).map((job) => ('evidence' in job ? job.evidence : []));
    expect(batches.map(({ length }) => length)).toEqual(sizes);
    expect(batches.flat()).toEqual(ids(count));
  });
});

describe('every job', () => {
  it('has a lane, and every lane has a job', () => {
    expect(new Set<string>(Object.values(JOB_LANES))).toEqual(new Set(LANES));
  });
});
