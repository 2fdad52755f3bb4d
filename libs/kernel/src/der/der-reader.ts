import { ParseError } from '../app-error.js';

/** Universal tags that certificates, CMS and time-stamps use; context tags are built with {@link contextTag}. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** `[n]`, constructed (holds other elements) or primitive. */
export function contextTag(number: number, form: 'constructed' | 'primitive'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number;
}

/** One element by offsets into the document: nothing is copied. */
export interface DerElement {
  readonly tag: number;
  /** Offset of the tag. */
  readonly start: number;
  /** Offset of the first content byte. */
  readonly content: number;
  readonly end: number;
}

/**
 * Walks DER (X.690 section 10) by offsets. The input is hostile: indefinite lengths, lengths that are longer than
 * needed, multi-byte tags and elements that leave their parent are refused. @throws ParseError DER_INVALID
 */
export class DerReader {
  private at: number;

  constructor(
    readonly bytes: Uint8Array,
    start = 0,
    private readonly end = bytes.length,
  ) {
    this.at = start;
  }

  /** Reads a document that is exactly one element: trailing bytes are refused. */
  static single(bytes: Uint8Array, tag: number): DerReader {
    const reader = new DerReader(bytes);
    const inside = reader.enter(tag);
    reader.finish();
    return inside;
  }

  get isDone(): boolean {
    return this.at === this.end;
  }

  get nextTag(): number | undefined {
    return this.at < this.end ? this.bytes[this.at] : undefined;
  }

  /** The next element, which must have `tag` where one is given. */
  read(tag?: number): DerElement {
    const start = this.at;
    const found = this.byteAt(start);
    if (tag !== undefined && found !== tag) throw invalidDer(`tag ${found} where ${tag} belongs, at byte ${start}`);
    if ((found & 0x1f) === 0x1f) throw invalidDer(`multi-byte tag at byte ${start}`);
    const { length, content } = this.lengthAt(start + 1);
    const end = content + length;
    if (end > this.end) throw invalidDer(`element at byte ${start} leaves its parent`);
    this.at = end;
    return { tag: found, start, content, end };
  }

  /** The next element if it has `tag`; otherwise nothing is consumed. */
  readOptional(tag: number): DerElement | undefined {
    return this.nextTag === tag ? this.read(tag) : undefined;
  }

  /** A reader of what the next element holds. */
  enter(tag: number): DerReader {
    const element = this.read(tag);
    return new DerReader(this.bytes, element.content, element.end);
  }

  inside(element: DerElement): DerReader {
    return new DerReader(this.bytes, element.content, element.end);
  }

  /** The bytes of an element with its tag and length. */
  whole(element: DerElement): Uint8Array {
    return this.bytes.subarray(element.start, element.end);
  }

  contentOf(element: DerElement): Uint8Array {
    return this.bytes.subarray(element.content, element.end);
  }

  /** @throws ParseError when something is left over */
  finish(): void {
    if (!this.isDone) throw invalidDer(`${this.end - this.at} trailing bytes at byte ${this.at}`);
  }

  private byteAt(offset: number): number {
    const byte = offset < this.end ? this.bytes[offset] : undefined;
    if (byte === undefined) throw invalidDer(`truncated at byte ${offset}`);
    return byte;
  }

  /** X.690 sections 8.1.3 and 10.1: definite form, in as few bytes as possible. */
  private lengthAt(offset: number): { readonly length: number; readonly content: number } {
    const first = this.byteAt(offset);
    if (first < 0x80) return { length: first, content: offset + 1 };
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw invalidDer(`indefinite or oversized length at byte ${offset}`);
    let length = 0;
    for (let i = 1; i <= count; i++) length = length * 256 + this.byteAt(offset + i);
    if (length < 0x80 || length < 256 ** (count - 1)) throw invalidDer(`length is not minimal at byte ${offset}`);
    return { length, content: offset + 1 + count };
  }
}

export function invalidDer(what: string): ParseError {
  return new ParseError('DER_INVALID', `not DER: ${what}`);
}
