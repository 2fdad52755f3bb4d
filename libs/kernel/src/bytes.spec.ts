import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fromBase64, fromHex, fromUtf8, toBase64, toHex, toUtf8 } from './bytes.js';

describe('base64', () => {
  it('reads what it wrote', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes])));
  });

  it.each(['AA', 'AA=', 'AB==', 'AAB=', 'A-_A', 'AA ==', 'AAAA\n', '=', 'A===', 'AAAAA', 'ÄÄÄÄ'])(
    'refuses "%s", so that one value has one spelling',
    (text) => {
      expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: 'BASE64_INVALID' }));
    },
  );

  it.each([49_151, 49_152, 49_153, 49_154, 98_304, 98_305])(
    'of %i bytes is compared to its last character',
    (length) => {
      const bytes = new Uint8Array(length).fill(0x5a);
      const text = toBase64(bytes);
      expect(Buffer.compare(fromBase64(text), bytes)).toBe(0);
      for (const at of [0, 65_535, 65_536, text.length - 4]) {
        const altered = `${text.slice(0, at)}!${text.slice(at + 1)}`;
        expect(() => fromBase64(altered)).toThrow(expect.objectContaining({ code: 'BASE64_INVALID' }));
      }
      for (const altered of [`${text}A`, text.slice(0, -1)]) {
        expect(() => fromBase64(altered)).toThrow(expect.objectContaining({ code: 'BASE64_INVALID' }));
      }
    },
  );
});

describe('hexadecimal', () => {
  it('reads what it wrote', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect([...fromHex(toHex(bytes))]).toEqual([...bytes])));
  });

  it.each(['a', 'AB', 'ag', '0x', 'a b ', 'ab\n'])('refuses "%s"', (text) => {
    expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'HEX_INVALID' }));
  });
});

describe('UTF-8', () => {
  it('reads what it wrote', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fromUtf8(toUtf8(text)) === text));
  });

  it('keeps a byte order mark for parsers to refuse, and refuses what is ill-formed', () => {
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff');
    expect(() => fromUtf8(Uint8Array.of(0xc0, 0x80))).toThrow(expect.objectContaining({ code: 'UTF8_INVALID' }));
  });
});
