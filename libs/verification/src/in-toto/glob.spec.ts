import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileGlob } from './glob.js';

const MALFORMED = expect.objectContaining({ code: 'LAYOUT_PATTERN' });

describe('a pattern of an artifact rule', () => {
  it.each([
    ['*', 'a/b', true],
    ['', '', true],
    ['*', '', true],
    ['a', 'ab', false],
    ['src/*', 'src/', true],
    ['src/*', 'src', false],
    ['*.py', 'a/b.py', true],
    ['*.py', 'a/b.pyc', false],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['**', 'a', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?c', 'a/c', true],
    ['?', '𝄞', true],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[!a-c]x', '☃x', true],
    ['[^a]', 'a', true],
    ['[a-cx-z]', 'y', true],
    ['[c-a]', 'b', false],
    ['[\\]]', ']', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a]', 'a]', true],
    ['.', 'a', false],
    ['(a|b)+$', 'a', false],
  ])('%j over %j: %s', (pattern, text, expected) => {
    expect(compileGlob(pattern).matches(text)).toBe(expected);
  });

  it.each(['[', '[]', '[]a]', '[a', '[a-', '[a-]', '[-a]', '[!]', '\\', 'a[b\\'])('is refused as %j', (pattern) => {
    expect(() => compileGlob(pattern)).toThrow(MALFORMED);
  });

  it('T-REDOS-02 takes no time that grows faster than pattern times text', () => {
    const started = performance.now();
    expect(compileGlob(`${'*a'.repeat(500)}*b`).matches('a'.repeat(4_000))).toBe(false);
    expect(compileGlob(`${'*'.repeat(1_000)}b`).matches('a'.repeat(4_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('matches what a regular expression of the same meaning does', () => {
    const piece = fc.constantFrom('a', 'b', '/', '*', '?', '[ab]', '[!a]');
    const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), text, (pieces, name) => {
        const source = pieces.map((part) => part.replace('[!', '[^').replace(/^\*$/, '[^]*').replace(/^\?$/, '[^]'));
        expect(compileGlob(pieces.join('')).matches(name)).toBe(new RegExp(`^${source.join('')}$`).test(name));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
