import { fromHex, ParseError, toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { parseEmbeddedEntry } from './embedded-entry.js';
import { ProtobufMessage } from './protobuf-reader.js';

const refused = expect.objectContaining({ code: 'PROTOBUF_INVALID' });

describe('a protobuf message', () => {
  it('is read by field numbers', () => {
    const message = ProtobufMessage.parse(fromHex('08ac02' + '12026869' + '1a00' + '1a0101'));
    expect(message.integer(1)).toBe(300);
    expect(message.text(2)).toBe('hi');
    expect(message.list(3)).toEqual([new Uint8Array(), Uint8Array.of(1)]);
    expect(message.integer(9)).toBe(0);
    expect(message.message(9)).toBeUndefined();
  });

  it.each([
    ['that ends in the middle of a number', '08ac'],
    ['with a field that leaves it', '120568'],
    ['with a number above 2^53-1', '08ffffffffffffffffff01'],
    ['with a number of endless zeros', '08808080808080808080808080808000'],
    ['with a field of another wire type', '0d00000000'],
  ])('%s is refused', (_, hex) => {
    expect(() => ProtobufMessage.parse(fromHex(hex))).toThrow(refused);
  });

  it('with a field twice that may occur once is refused, for readers differ in which they take', () => {
    expect(() => ProtobufMessage.parse(fromHex('08010802')).integer(1)).toThrow(refused);
    expect(() => ProtobufMessage.parse(fromHex('0801')).bytes(1)).toThrow(refused);
    expect(() => ProtobufMessage.parse(fromHex('0a00')).integer(1)).toThrow(refused);
  });

  it('of too many fields is refused', () => {
    expect(() => ProtobufMessage.parse(fromHex('0801'.repeat(257)))).toThrow(refused);
  });

  it('whatever its bytes, is an entry or refused with a code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parseEmbeddedEntry(bytes, toUtf8('{}'));
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
        }
      }),
    );
  });
});
