import { describe, expect, it } from '@jest/globals';

import { visibleText } from './visible-text.ts';

describe('text from evidence', () => {
  it.each([
    ['a direction override', 'safe\u202Egpj.exe', 'safe[U+202E]gpj.exe'],
    ['what takes no room', 'a\u200Bb', 'a[U+200B]b'],
    ['an end of line', 'a\nb', 'a[U+000A]b'],
    ['an escape of a terminal', '\u001B[31m', '[U+001B][31m'],
  ])('spells out %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves what people write as it is, whatever their script', () => {
    for (const text of ['Größe, 100 %', '東京', 'שלום', '<script>']) expect(visibleText(text)).toBe(text);
  });
});
