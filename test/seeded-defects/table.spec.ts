import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { PACKAGE } from '../vectors/corpus.js';
import { rotOf } from './defect.js';
import { DEFECTS } from './defects/all-defects.js';

const FEWEST = 40;

describe('the table of seeded defects', () => {
  it('holds patches that fit the sources, each at exactly one place', () => {
    expect(DEFECTS.flatMap((defect) => rotOf(defect, PACKAGE) ?? [])).toEqual([]);
  });

  it('names specs that are there', () => {
    const named = new Set(DEFECTS.flatMap(({ tests }) => tests));
    expect([...named].filter((path) => !path.endsWith('.spec.ts') || !existsSync(join(PACKAGE, path)))).toEqual([]);
    expect(DEFECTS.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  it('has enough of them, each with an id of its own', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(FEWEST);
    expect(new Set(DEFECTS.map(({ id }) => id)).size).toBe(DEFECTS.length);
  });

  it('would show a patch that has rotted', () => {
    const [first] = DEFECTS;
    expect(rotOf({ ...first!, find: 'a text that no file holds' }, PACKAGE)).toContain('0 times');
    expect(rotOf({ ...first!, file: 'nowhere.ts' }, PACKAGE)).toContain('0 times');
    expect(rotOf({ ...first!, replace: first!.find }, PACKAGE)).toContain('by itself');
  });
});
