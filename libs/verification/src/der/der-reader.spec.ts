import { fromHex, ParseError, toHex } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DerReader, TAG } from './der-reader.js';
import {
  encodeElement,
  readBitString,
  readBoolean,
  readGeneralizedTime,
  readInteger,
  readOid,
  readSerial,
  readSmallInteger,
  readTime,
} from './der-values.js';

const reader = (hex: string) => new DerReader(fromHex(hex));
const refused = expect.objectContaining({ code: 'DER_INVALID' });

describe('DER is refused', () => {
  it.each([
    ['T-DER-01 with a length in long form that fits the short one', '308101ff'],
    ['T-DER-01 with a length in long form around an element that is right', '308103020101'],
    ['with a long length that starts with zero', `30820001ff`],
    ['T-DER-01 with a length of 128 in two bytes', `30820080${'020101'.repeat(42)}0500`],
    ['T-DER-04 with an indefinite length', '3080020101'],
    ['with a length of five bytes', '308500000000010000'],
    ['when it is truncated', '3003020101ff'.slice(0, 8)],
    ['when an element leaves its parent', '3003020401'],
    ['with a multi-byte tag', '1f8101020101'],
  ])('%s', (_, hex) => {
    const walk = () => {
      const inside = reader(hex).enter(TAG.sequence);
      inside.read();
    };
    expect(walk).toThrow(refused);
  });

  it('T-DER-02 with trailing bytes behind the document', () => {
    expect(() => DerReader.single(fromHex('300302010100'), TAG.sequence)).toThrow(refused);
  });

  it.each([
    ['an integer with a needless zero', () => readInteger(reader('02020001'))],
    ['an integer without content', () => readInteger(reader('0200'))],
    ['T-DER-03 a negative version', () => readSmallInteger(reader('0201ff'))],
    ['T-DER-03 a serial number of zero', () => readSerial(reader('020100'))],
    ['T-DER-03 a negative serial number', () => readSerial(reader('0201ff'))],
    ['a serial number of 22 bytes', () => readSerial(reader(`021601${'00'.repeat(21)}`))],
    ['a boolean that is neither 00 nor ff', () => readBoolean(reader('010101'))],
    ['a bit string with unused bits', () => readBitString(reader('030201fe'))],
    ['an object identifier with a padded arc', () => readOid(reader('06032a8001'))],
    ['an object identifier that ends inside an arc', () => readOid(reader('06022a86'))],
    [
      'a date that is not on the calendar',
      () => readTime(reader(`170d${Buffer.from('230230000000Z').toString('hex')}`)),
    ],
    ['a time without zone', () => readTime(reader(`170c${Buffer.from('230228000000').toString('hex')}`))],
    [
      'a fraction that ends in zero',
      () => readGeneralizedTime(reader(`1811${Buffer.from('20230228000000.0Z').toString('hex')}`)),
    ],
  ])('as %s', (_, read) => {
    expect(read).toThrow(refused);
  });

  it('and never with anything but a ParseError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          const walker = new DerReader(bytes);
          while (!walker.isDone) readOid(walker.enter(TAG.sequence));
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
    );
  });
});

describe('DER is read', () => {
  it('as it was written, for any length of content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const written = new DerReader(encodeElement(TAG.octetString, content));
        expect(toHex(written.contentOf(written.read(TAG.octetString)))).toBe(toHex(content));
        expect(written.isDone).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('with object identifiers in dotted decimal, and times in milliseconds', () => {
    expect(readOid(reader('060a2b0601040183bf300108'))).toBe('1.3.6.1.4.1.57264.1.8');
    expect(readOid(reader('0603883703'))).toBe('2.999.3');
    expect(readTime(reader(`170d${Buffer.from('491231235959Z').toString('hex')}`))).toBe(
      Date.UTC(2049, 11, 31, 23, 59, 59),
    );
    expect(readTime(reader(`170d${Buffer.from('500101000000Z').toString('hex')}`))).toBe(Date.UTC(1950, 0, 1));
    expect(readGeneralizedTime(reader(`1812${Buffer.from('20230228000000.25Z').toString('hex')}`))).toBe(
      Date.UTC(2023, 1, 28) + 250,
    );
  });
});
