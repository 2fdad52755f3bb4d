import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseInstant, toHex } from '#kernel';

import {
  bitString,
  boolean,
  certificateTime,
  explicit,
  generalizedTime,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  utf8String,
} from './der.js';

describe('the DER writer', () => {
  it.each([
    ['an object identifier with a large arc', oid('1.3.6.1.4.1.57264.1.8'), '060a2b0601040183bf300108'],
    ['the smallest integer', integer(0), '020100'],
    ['an integer whose first bit is set, with a sign byte', integer(128), '02020080'],
    ['an integer of bytes, without leading zeros', integer(Uint8Array.of(0, 0, 1, 2)), '02020102'],
    ['true', boolean(true), '0101ff'],
    ['false', boolean(false), '010100'],
    ['a bit string with unused bits', bitString(Uint8Array.of(0x80), 7), '03020780'],
    ['UTF-8 text', utf8String('é'), '0c02c3a9'],
    ['an explicit tag', explicit(3, boolean(true)), 'a3030101ff'],
    ['an implicit tag', implicit(6, Uint8Array.of(1)), '860101'],
    ['an empty sequence', sequence(), '3000'],
  ])('writes %s', (_, der, hex) => {
    expect(toHex(der)).toBe(hex);
  });

  it('writes lengths in the shortest form', () => {
    expect(toHex(octetString(new Uint8Array(127)).subarray(0, 2))).toBe('047f');
    expect(toHex(octetString(new Uint8Array(128)).subarray(0, 3))).toBe('048180');
    expect(toHex(octetString(new Uint8Array(256)).subarray(0, 4))).toBe('04820100');
  });

  it('writes certificate times as UTCTime until 2049 and as GeneralizedTime from 2050', () => {
    const text = (der: Uint8Array) => Buffer.from(der.subarray(2)).toString();
    const lastUtc = certificateTime(parseInstant('2049-12-31T23:59:59Z'));
    const firstGeneralized = certificateTime(parseInstant('2050-01-01T00:00:00Z'));
    expect([lastUtc[0], text(lastUtc)]).toEqual([0x17, '491231235959Z']);
    expect([firstGeneralized[0], text(firstGeneralized)]).toEqual([0x18, '20500101000000Z']);
    expect(text(generalizedTime(parseInstant('2026-11-20T12:00:00.999Z')))).toBe('20261120120000Z');
  });

  it('sorts a SET OF by its encodings, whatever order it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1 }), (numbers) => {
        const ascending = [...numbers].sort((a, b) => a - b).map(integer);
        expect(toHex(setOf(...numbers.map(integer)))).toBe(toHex(setOf(...ascending.reverse())));
      }),
    );
  });
});
