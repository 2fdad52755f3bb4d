import { fromUtf8, ParseError } from '#kernel';

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const MAX_FIELDS = 256;

/**
 * One protobuf message by its field numbers. The input is hostile: only numbers up to 2^53-1 and byte strings are read,
 * a field that may occur once is refused twice (readers differ in which one they take).
 */
export class ProtobufMessage {
  private constructor(private readonly fields: ReadonlyMap<number, readonly (number | Uint8Array)[]>) {}

  /** @throws ParseError PROTOBUF_INVALID */
  static parse(bytes: Uint8Array): ProtobufMessage {
    const fields = new Map<number, (number | Uint8Array)[]>();
    const cursor = { bytes, at: 0 };
    for (let count = 0; cursor.at < bytes.length; count++) {
      if (count === MAX_FIELDS) throw malformed(`more than ${MAX_FIELDS} fields`);
      const tag = readVarint(cursor);
      const number = Math.floor(tag / 8);
      const values = fields.get(number) ?? [];
      values.push(readValue(cursor, tag % 8));
      fields.set(number, values);
    }
    return new ProtobufMessage(fields);
  }

  /** Zero where it is absent, as proto3 writes it. */
  integer(number: number): number {
    const value = this.single(number) ?? 0;
    if (typeof value !== 'number') throw malformed(`field ${number} is not a number`);
    return value;
  }

  /** Empty where it is absent. */
  bytes(number: number): Uint8Array {
    const value = this.single(number) ?? new Uint8Array();
    if (typeof value === 'number') throw malformed(`field ${number} is not a byte string`);
    return value;
  }

  text(number: number): string {
    return fromUtf8(this.bytes(number));
  }

  message(number: number): ProtobufMessage | undefined {
    return this.fields.has(number) ? ProtobufMessage.parse(this.bytes(number)) : undefined;
  }

  list(number: number): readonly Uint8Array[] {
    return (this.fields.get(number) ?? []).map((value) => {
      if (typeof value === 'number') throw malformed(`field ${number} is not a byte string`);
      return value;
    });
  }

  private single(number: number): number | Uint8Array | undefined {
    const values = this.fields.get(number) ?? [];
    if (values.length > 1) throw malformed(`field ${number} occurs ${values.length} times`);
    return values[0];
  }
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function readValue(cursor: Cursor, wireType: number): number | Uint8Array {
  if (wireType === VARINT) return readVarint(cursor);
  if (wireType !== LENGTH_DELIMITED) throw malformed(`wire type ${wireType} is not used here`);
  const length = readVarint(cursor);
  const end = cursor.at + length;
  if (end > cursor.bytes.length) throw malformed('a field leaves its message');
  const value = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return value;
}

/** Base 128, least significant group first; eight groups hold what a JavaScript number can. */
function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let scale = 1; scale <= 2 ** 49; scale *= 128) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) throw malformed('truncated');
    value += (byte & 0x7f) * scale;
    if (byte < 0x80 && value <= Number.MAX_SAFE_INTEGER) return value;
  }
  throw malformed('a number above 2^53-1');
}

function malformed(what: string): ParseError {
  return new ParseError('PROTOBUF_INVALID', `not the protobuf message that belongs here: ${what}`);
}
