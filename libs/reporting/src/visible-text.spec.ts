import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { visibleText } from './visible-text.js';

describe('text of strangers', () => {
  it.each([
    ['a direction override', 'a\u202eb', 'a[U+202E]b'],
    ['a direction isolate', 'a\u2066b', 'a[U+2066]b'],
    ['a zero-width space', 'a\u200bb', 'a[U+200B]b'],
    ['an escape', '\u001b[31m', '[U+001B][31m'],
    ['a byte order mark', '\ufeffa', '[U+FEFF]a'],
    ['a tag character', '\u{e0041}', '[U+E0041]'],
    ['a lone surrogate', 'a\ud800', 'a[U+D800]'],
    ['lines', 'a\r\n  b', 'a b'],
  ])('shows %s instead of obeying it', (_, hostile, shown) => {
    expect(visibleText(hostile)).toBe(shown);
  });

  it('leaves letters of every script and pictures alone', () => {
    expect(visibleText('Übung проба 試験 עברית 🜁')).toBe('Übung проба 試験 עברית 🜁');
  });

  it('ends what is too long in an ellipsis, without breaking a character', () => {
    expect(visibleText('abcdef', 3)).toBe('abc…');
    expect(visibleText('ab🜁', 3)).not.toMatch(/\p{Surrogate}/u);
  });

  it('never lets a steering character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
