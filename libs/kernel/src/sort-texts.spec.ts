import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sortTexts } from './sort-texts.js';

describe('texts in order', () => {
  it('come as sort() would bring them, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 3 }), { maxLength: 40 }), (texts) => {
        expect(sortTexts([...texts])).toEqual(texts.toSorted());
      }),
    );
  });

  it('are sorted where they stand', () => {
    const texts = ['b', 'a'];
    expect(sortTexts(texts)).toBe(texts);
    expect(texts).toEqual(['a', 'b']);
  });
});
