import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cleanPath } from './clean-path.js';

describe('a path of an artifact', () => {
  it.each([
    ['a/b', 'a/b'],
    ['./a//b/', 'a/b'],
    ['a/./b/../c', 'a/c'],
    ['../a', '../a'],
    ['a/../../b', '../b'],
    ['/../a', '/a'],
    ['//a', '/a'],
    ['', '.'],
    ['a/..', '.'],
    ['...', '...'],
  ])('%j is %j', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });

  it('has one spelling: cleaning it again changes nothing', () => {
    const path = fc.array(fc.constantFrom('a', '.', '..', ''), { maxLength: 8 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, (text) => cleanPath(cleanPath(text)) === cleanPath(text)),
      { seed: 7 },
    );
  });
});
