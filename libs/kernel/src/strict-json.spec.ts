import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ParseError } from './app-error.js';
import { toBase64, toUtf8 } from './bytes.js';
import { parseStrictJson, parseStrictJsonText } from './strict-json.js';

function refusalOf(text: string): string {
  try {
    parseStrictJsonText(text);
    return 'none';
  } catch (error) {
    if (error instanceof ParseError) return error.code;
    throw error;
  }
}

describe('strict JSON', () => {
  it.each([
    ['one key twice', '{"a":1,"a":2}', 'JSON_DUPLICATE_KEY'],
    ['one key twice, once escaped', '{"a":1,"\\u0061":2}', 'JSON_DUPLICATE_KEY'],
    [
      'the first of many keys again',
      `{${Array.from({ length: 40 }, (_, i) => `"k${i}":0`).join()},"k0":1}`,
      'JSON_DUPLICATE_KEY',
    ],
    [
      'the last of many keys again',
      `{${Array.from({ length: 40 }, (_, i) => `"k${i}":0`).join()},"k39":1}`,
      'JSON_DUPLICATE_KEY',
    ],
    ['a key twice after a nested object', '{"a":{"b":1},"a":2}', 'JSON_DUPLICATE_KEY'],
    ['a key twice inside a list', '[1,{"":1,"":2}]', 'JSON_DUPLICATE_KEY'],
    ['the key __proto__', '{"__proto__":{}}', 'JSON_FORBIDDEN_KEY'],
    ['more nesting than is read', '['.repeat(65), 'JSON_TOO_DEEP'],
    ['text after the value', '{} {}', 'JSON_INVALID'],
    ['a bracket too many', ']{"a":1,"a":2', 'JSON_INVALID'],
    ['a key twice with all that stands below it', '{"a":{"b":[{"c":1}]},"a":{}}', 'JSON_DUPLICATE_KEY'],
    ['a key twice in an object in a list', '[1,[{"a":1},{"a":1,"b":2,"a":3}]]', 'JSON_DUPLICATE_KEY'],
    ['the key __proto__ further in, escaped', '{"a":[{"\\u005f_proto__":1}]}', 'JSON_FORBIDDEN_KEY'],
    ['a string that never ends', '{"a', 'JSON_INVALID'],
    ['a malformed escape in a key', '{"\\x":1}', 'JSON_INVALID'],
    ['nothing', '', 'JSON_INVALID'],
  ])('refuses %s', (_, text, code) => {
    expect(refusalOf(text)).toBe(code);
  });

  it.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"a"}',
    '["a","a"]',
    '{"A":1,"a":2}',
    '['.repeat(64) + ']'.repeat(64),
  ])('reads %s, where nothing is said twice', (text) => {
    expect(parseStrictJsonText(text)).toEqual(JSON.parse(text));
  });

  it('refuses a byte order mark and ill-formed UTF-8', () => {
    expect(refusalOf('\ufeff{}')).toBe('JSON_INVALID');
    expect(() => parseStrictJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(ParseError);
  });

  it('reads whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('"__proto__":'));
        expect(parseStrictJson(toUtf8(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('agrees with JSON.parse about arbitrary text, or refuses it by a code', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"\\u0061"',
      '1',
      ' ',
      '"',
      '\\',
      'null',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        if (refusalOf(text) === 'none') expect(parseStrictJsonText(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('lists that are bounded before anything is built of them', () => {
  const LISTS = new Map([
    ['few', 3],
    ['outer.few', 3],
    ['many.*.few', 3],
  ]);
  const refusal = (text: string): string => {
    try {
      parseStrictJsonText(text, LISTS);
      return 'none';
    } catch (error) {
      if (error instanceof ParseError) return error.code;
      throw error;
    }
  };

  it.each([
    ['as many as they may have', '{"few":[1,2,3],"outer":{"few":[[],{},"]"]}}', 'none'],
    ['one too many', '{"few":[1,2,3,4]}', 'LIMIT_EXCEEDED'],
    ['one too many under an escaped name', '{"\\u0066ew":[1,2,3,4]}', 'LIMIT_EXCEEDED'],
    ['one too many further in', '{"outer":{"x":[1,2,3,4],"few":[1,2,3,4]}}', 'LIMIT_EXCEEDED'],
    ['one too many objects of many fields', '{"few":[{"a":1,"b":2},{"a":[1,2,3,4]},{},{}]}', 'LIMIT_EXCEEDED'],
    ['commas in strings and in inner parts only', '{"few":[",,,,",{"a":1,"b":2,"c":3,"d":4},[1,2,3,4]]}', 'none'],
    ['their name at another place', '{"other":{"few":[1,2,3,4]},"list":[{"few":[1,2,3,4]}]}', 'none'],
    ['their name in another list', '{"outer":[{"few":[1,2,3,4]}]}', 'none'],
    ['one too many in an object of a list', '{"many":[{"few":[1]},{"x":{},"few":[1,2,3,4]}]}', 'LIMIT_EXCEEDED'],
    ['as many in each object of a list', '{"many":[{"few":[1,2,3]},{"few":[1,2,3]},[{"few":[1,2,3,4]}]]}', 'none'],
    ['a list before them', '{"first":[1,2,3,4],"few":[1,2,3]}', 'none'],
  ])('are answered for %s', (_, text, code) => {
    expect(refusal(text)).toBe(code);
  });

  it('T-DOS are answered from the beginning of a long document', () => {
    const long = (items: string) => toUtf8(`{"few":[${items}],"é":"${'—'.repeat(500_000)}"`);
    expect(() => parseStrictJson(long('1,2,3,4'), LISTS)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    expect(() => parseStrictJson(long('1,2,3'), LISTS)).toThrow(expect.objectContaining({ code: 'JSON_INVALID' }));
    const whole = Buffer.concat([long('1,2,3'), toUtf8('}')]);
    expect(parseStrictJson(whole, LISTS)).toEqual({ few: [1, 2, 3], é: '—'.repeat(500_000) });
  });

  it('end at a million wherever they stand', () => {
    expect(refusalOf(`[${'0,'.repeat(999_999)}0]`)).toBe('none');
    expect(refusalOf(`{"a":[${'0,'.repeat(1_000_000)}0]}`)).toBe('LIMIT_EXCEEDED');
  });

  describe('of a document inside a text', () => {
    const inner = (items: number, padding = 2_000_000) =>
      `{"list":[${Array(items).fill('{}').join()}],"rest":"${'a'.repeat(padding)}"}`;
    const inside = (document: string) => `{"text":"${toBase64(toUtf8(document))}"}`;
    const innerRefusal = (text: string, path = 'text') => {
      try {
        parseStrictJsonText(text, new Map([[path, new Map([['list', 3]])]]));
        return 'none';
      } catch (error) {
        if (error instanceof ParseError) return error.code;
        throw error;
      }
    };

    it('T-DOS are answered before it is decoded, where it is long', () => {
      expect(innerRefusal(inside(inner(4)))).toBe('LIMIT_EXCEEDED');
      expect(innerRefusal(inside(inner(3)))).toBe('none');
      expect(innerRefusal(inside(inner(4)), 'other')).toBe('none');
    });

    it.each([
      ['that is short', inside(inner(4, 0))],
      ['that is no JSON', inside('a'.repeat(2_000_000))],
      ['with escapes in it', inside(inner(4)).replace('X', '\\u0058')],
    ])('are left to its own reader for one %s', (_, text) => {
      expect(innerRefusal(text)).toBe('none');
    });
  });
});
