import { describe, expect, it } from '@jest/globals';

import { refusalOf } from './testing/refused.js';
import { requireName, requireSlug, requireVersion } from './slug.js';

describe('a slug', () => {
  it.each(['a', 'a-b', '0', 'x'.repeat(63)])('may be %s', (text) => {
    expect(requireSlug(text, 'the product')).toBe(text);
  });

  it.each(['', 'A', '-a', 'a-', 'a_b', 'a/b', 'ä', 'a\n', 'a\0b', 'x'.repeat(64), '..'])(
    'is refused as %j',
    async (text) => {
      expect(await refusalOf(() => requireSlug(text, 'the product'))).toBe('SLUG_INVALID');
    },
  );
});

describe('a version', () => {
  it.each(['1', '1.0.0-rc.1+build_5', 'v2', 'x'.repeat(128)])('may be %s', (text) => {
    expect(requireVersion(text)).toBe(text);
  });

  it.each(['', '.', '-1', '1 0', '1/0', '1\n', '1\0', 'x'.repeat(129)])('is refused as %j', async (text) => {
    expect(await refusalOf(() => requireVersion(text))).toBe('VERSION_INVALID');
  });
});

describe('a name', () => {
  it.each(['Ada', 'Müller & Söhne', '日本', 'x'.repeat(200)])('may be %s', (text) => {
    expect(requireName(text)).toBe(text);
  });

  it.each(['', ' ', 'a\nb', 'a\0b', 'a\u202eb', '\ud800', 'x'.repeat(201)])('is refused as %j', async (text) => {
    expect(await refusalOf(() => requireName(text))).toBe('NAME_INVALID');
  });
});
