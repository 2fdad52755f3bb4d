import { describe, expect, it } from '@jest/globals';

import { firstSteering, replaceSteering } from './steering-characters.js';

describe('characters that steer instead of show', () => {
  it.each([
    ['a direction override', 'a\u202eb', 'U+202E'],
    ['a zero-width joiner', 'a\u200db', 'U+200D'],
    ['an escape of a terminal', '\u001b[31m', 'U+001B'],
    ['a byte order mark', '\ufeffa', 'U+FEFF'],
    ['a tag', 'a\u{e0041}', 'U+E0041'],
    ['half of a pair', 'a\ud800b', 'U+D800'],
    ['a line feed', 'a\nb', 'U+000A'],
  ])('are found: %s', (_, text, name) => {
    expect(firstSteering(text)).toBe(name);
    expect(firstSteering(replaceSteering(text, () => '?'))).toBeUndefined();
  });

  it('are not found in what people write, whatever their script', () => {
    for (const text of ['Größe, naïve, 100 %', '東京', 'שלום', 'مرحبا', '👩 ok']) {
      expect(firstSteering(text)).toBeUndefined();
    }
  });

  it('are allowed by name, and then only those', () => {
    expect(firstSteering('a\nb', ['\n'])).toBeUndefined();
    expect(firstSteering('a\n\rb', ['\n'])).toBe('U+000D');
  });
});
