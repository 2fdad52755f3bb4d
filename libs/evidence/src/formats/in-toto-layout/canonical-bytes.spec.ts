import { fromUtf8, parseStrictJsonText, type JsonValue } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../testing/refusal.js';
import { canonicalBytes } from './canonical-bytes.js';

const text = (json: JsonValue) => fromUtf8(canonicalBytes(json));

describe('canonical JSON', () => {
  it('sorts keys, leaves white space out and escapes quote and backslash alone', () => {
    expect(text({ b: [1, true, null], a: { d: 'x"y\\z', c: -2 } })).toBe(
      '{"a":{"c":-2,"d":"x\\"y\\\\z"},"b":[1,true,null]}',
    );
    expect(text('a\n\u001b☃')).toBe('"a\n\u001b☃"');
  });

  it('is the same for two spellings of one document', () => {
    const spelled = parseStrictJsonText('{ "\\u0062": 1e2, "a": "\\u2603" }');
    expect(text(spelled)).toBe('{"a":"☃","b":100}');
  });

  it.each<[string, JsonValue]>([
    ['a fraction', { a: 1.5 }],
    ['a number beyond 2^53', [2 ** 53]],
    ['a number that is spelled with an exponent', 1e300],
    ['half a character', '\ud800'],
    ['half a character in a key', { '\udc00': 1 }],
    ['keys that two encoders sort differently', { '\u{1f600}': 1, '\uff5e': 2 }],
  ])('cannot hold %s', (_, json) => {
    expect(refusalOf(() => canonicalBytes(json))).toBe('CANONICAL_JSON');
  });
});
