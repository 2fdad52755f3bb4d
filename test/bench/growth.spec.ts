import { describe, expect, it } from '@jest/globals';

import { benchGrowth } from './growth.js';

describe('the growth bench', () => {
  it('fills databases, measures both costs at each size, and leaves nothing behind', async () => {
    const notes: string[] = [];
    const figures = await benchGrowth('quick', (text) => void notes.push(text));
    expect(notes).toHaveLength(2);
    for (const section of Object.values(figures)) {
      expect(Object.keys(section)).toEqual(['100 rows', '200 rows', 'lastToFirst']);
      expect(Object.values(section).every((figure) => figure > 0)).toBe(true);
    }
  }, 120_000);
});
