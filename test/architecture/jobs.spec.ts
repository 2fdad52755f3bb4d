import { describe, expect, it } from '@jest/globals';

import { JOB_LANES, LANES } from '#application';

import { houseOf, readHouse } from './house.js';
import { misprocessed } from './jobs.js';

const PROCESSOR = (name: string) => `apps/worker/src/${name}.processor.ts`;

describe('a job', () => {
  it('has exactly one processor', () => {
    expect(misprocessed(readHouse(), Object.keys(JOB_LANES))).toEqual([]);
  });

  it('has a lane, and each lane has a job', () => {
    expect(new Set<string>(Object.values(JOB_LANES))).toEqual(new Set<string>(LANES));
  });

  it('is caught when nobody processes it', () => {
    const house = houseOf({ [PROCESSOR('a')]: `export const a = { job: 'verify-evidence' };` });
    expect(misprocessed(house, ['verify-evidence', 'sequence-intake'])).toEqual([
      'sequence-intake is processed in 0 files: ',
    ]);
  });

  it('is caught when two process it', () => {
    const text = `export const a = { job: 'verify-evidence' };`;
    const house = houseOf({ [PROCESSOR('a')]: text, [PROCESSOR('b')]: text });
    expect(misprocessed(house, ['verify-evidence'])).toEqual([
      `verify-evidence is processed in 2 files: ${PROCESSOR('a')}, ${PROCESSOR('b')}`,
    ]);
  });
});
