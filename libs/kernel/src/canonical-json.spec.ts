import { describe, expect, it } from '@jest/globals';
import canonicalizeModule from 'canonicalize';
import fc from 'fast-check';

import { canonicalJson } from './canonical-json.js';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;

/** Names that engines, orders by code point and careless copies get wrong. */
const name = fc.oneof(
  fc.constantFrom('10', '9', '1', '01', '-1', '4294967295', '1e3', '__proto__', 'toJSON', 'constructor', ''),
  fc.constantFrom('\u{1f600}', '\ufb33', '\u20ac', '\r', '\u0080', '\ud800'),
  fc.string({ unit: 'binary' }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    fc.constant(null),
    fc.array(tie('value')),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 24 }).map((members) => objectOf(members)),
  ),
}));

/** `__proto__` as a member, as a parser makes it. */
function objectOf(members: readonly (readonly [string, unknown])[]): object {
  return JSON.parse(
    `{${members.map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`).join()}}`,
  ) as object;
}

describe('canonical JSON', () => {
  it('is what the library of RFC 8785 writes, whatever the names and values', () => {
    fc.assert(
      fc.property(value, (any) => expect(canonicalJson(any)).toBe(canonicalize(any))),
      { numRuns: 1000 },
    );
  });

  it('writes the example of RFC 8785, section 3.2.2', () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('orders names by UTF-16 code units, as in section 3.2.3: an emoji stands before a Hebrew letter', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(names.map((each) => [each, 0])));
    expect(written).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\u{1f600}":0,"\ufb33":0}');
  });

  it('orders names that are numbers as texts, though objects do not', () => {
    expect(canonicalJson({ a: { b: 1, 10: 2, 9: 3 } })).toBe('{"a":{"10":2,"9":3,"b":1}}');
  });

  it('keeps a member of the name of the prototype', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e21, '1e+21'],
    [0.000001, '0.000001'],
    [333333333.33333343, '333333333.33333343'],
    [1424953923781206.25, '1424953923781206.2'],
  ])('writes the number %p as appendix B does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it('leaves out what a member does not state', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it('makes no empty object of a date', () => {
    expect(canonicalJson([new Date(0)])).toBe('["1970-01-01T00:00:00.000Z"]');
  });

  it.each([
    ['nothing', undefined],
    ['a function', () => 1],
    ['NaN', Number.NaN],
    ['infinity within', { a: [Number.POSITIVE_INFINITY] }],
    ['a big integer', 1n],
  ])('throws for %s, which is no JSON', (_, any) => {
    expect(() => canonicalJson(any)).toThrow();
  });
});
