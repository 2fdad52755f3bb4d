import { describe, expect, it } from '@jest/globals';

import { wrapText } from './wrap-text.js';

const byLetter = (text: string): number => text.length;

describe('breaking text into lines', () => {
  it('breaks at spaces', () => {
    expect(wrapText('one two three', 8, byLetter)).toEqual(['one two', 'three']);
  });

  it('breaks inside a word only where the word alone is too long', () => {
    expect(wrapText('a abcdefghij b', 4, byLetter)).toEqual(['a', 'abcd', 'efgh', 'ij b']);
  });

  it('ends where not even one letter fits', () => {
    expect(wrapText('abc', 0, byLetter)).toEqual(['a', 'b', 'c']);
  });

  it('makes one empty line of nothing', () => {
    expect(wrapText('', 5, byLetter)).toEqual(['']);
  });
});
