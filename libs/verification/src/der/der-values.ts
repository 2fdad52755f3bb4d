import { concatBytes, fromUtf8 } from '#kernel';

import { invalid, TAG, type DerReader, type Element } from './der-reader.js';

const MAX_OID_BYTES = 64;
const MAX_SERIAL_BYTES = 20;

/** Dotted decimal. X.690 section 8.19: each arc in as few bytes as possible. @throws ParseError DER_INVALID */
export function readOid(reader: DerReader): string {
  const { bytes } = reader;
  const { content, end } = reader.read(TAG.oid);
  if (content === end || end - content > MAX_OID_BYTES) throw invalid('object identifier is empty or oversized');
  let text = '';
  let arc = 0;
  let fresh = true;
  for (let at = content; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (fresh && byte === 0x80) throw invalid('object identifier arc is not minimal');
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw invalid('object identifier arc is oversized');
    fresh = byte < 0x80;
    if (fresh) {
      text = text === '' ? firstArcs(arc) : `${text}.${arc}`;
      arc = 0;
    }
  }
  if (!fresh) throw invalid('object identifier is truncated');
  return text;
}

/** X.690 section 8.19.4: the first two arcs share a number. */
function firstArcs(number: number): string {
  const root = Math.min(Math.floor(number / 40), 2);
  return `${root}.${number - root * 40}`;
}

/** X.690 section 11.1: TRUE is 0xff and nothing else. */
export function readBoolean(reader: DerReader): boolean {
  const content = reader.contentOf(reader.read(TAG.boolean));
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw invalid('boolean is neither 00 nor ff');
  return content[0] === 0xff;
}

/** Content of an INTEGER in its one spelling. X.690 section 8.3.2: the first nine bits are not all alike. */
export function readInteger(reader: DerReader): Uint8Array {
  const content = reader.contentOf(reader.read(TAG.integer));
  const [first, second] = content;
  if (first === undefined) throw invalid('integer without content');
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw invalid('integer is not minimal');
  }
  return content;
}

/** A non-negative INTEGER below 2^31: versions, path lengths, status codes. */
export function readSmallInteger(reader: DerReader): number {
  const content = readInteger(reader);
  if (content.length > 4 || (content[0] ?? 0) >= 0x80) throw invalid('integer is negative or oversized');
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

/** RFC 5280 section 4.1.2.2: positive and at most 20 bytes. */
export function readSerial(reader: DerReader): Uint8Array {
  const content = readInteger(reader);
  const positive = (content[0] ?? 0) < 0x80 && content.some((byte) => byte !== 0);
  if (!positive || content.length > MAX_SERIAL_BYTES + 1) throw invalid('serial number is not positive, or oversized');
  return content;
}

/** Whole bytes of a BIT STRING: X.509 signatures and keys have no unused bits. */
export function readBitString(reader: DerReader): Uint8Array {
  const content = reader.contentOf(reader.read(TAG.bitString));
  if (content[0] !== 0) throw invalid('bit string has unused bits where whole bytes belong');
  return content.subarray(1);
}

/** Milliseconds since 1970 of a UTCTime or GeneralizedTime. RFC 5280 section 4.1.2.5: seconds, Zulu, no fraction. */
export function readTime(reader: DerReader): number {
  const element = reader.read();
  if (element.tag === TAG.utcTime) return timeOf(centuryOf(asciiOf(reader, element)));
  if (element.tag === TAG.generalizedTime) return timeOf(asciiOf(reader, element));
  throw invalid(`tag ${element.tag} where a time belongs`);
}

/** RFC 3161 section 2.4.2 lets a GeneralizedTime carry a fraction, without trailing zeros. */
export function readGeneralizedTime(reader: DerReader): number {
  const text = asciiOf(reader, reader.read(TAG.generalizedTime));
  const match = /^(\d{14})(?:\.(\d{0,8}[1-9]))?Z$/.exec(text);
  if (match === null) throw invalid('malformed GeneralizedTime');
  return timeOf(`${match[1] ?? ''}Z`) + Math.floor(Number(`0.${match[2] ?? '0'}`) * 1000);
}

export function readUtf8String(reader: DerReader): string {
  return fromUtf8(reader.contentOf(reader.read(TAG.utf8String)));
}

function centuryOf(text: string): string {
  return (Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text; // RFC 5280 section 4.1.2.5.1
}

function timeOf(text: string): number {
  if (!/^\d{14}Z$/.test(text)) throw invalid('malformed time');
  const number = (start: number, end: number) => Number(text.slice(start, end));
  const [year, month, day] = [number(0, 4), number(4, 6), number(6, 8)];
  const [hour, minute, second] = [number(8, 10), number(10, 12), number(12, 14)];
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(milliseconds);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    throw invalid('time is not on the calendar');
  }
  return milliseconds;
}

/** Text of 7-bit content; a byte above 0x7f is refused instead of losing its high bit. */
export function asciiOf(reader: DerReader, element: Element): string {
  const content = reader.contentOf(element);
  const text = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  if (/[^\x20-\x7f]/.test(text)) throw invalid('a byte outside printable ASCII');
  return text;
}

/** A definite-length element. */
export function encodeElement(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes(encodeHeader(tag, length), ...parts);
}

/** Tag and definite length of an element whose content follows. Used to rebuild what a log signed. */
export function encodeHeader(tag: number, length: number): Uint8Array {
  let lengthBytes = 0;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthBytes++;
  const header = new Uint8Array(2 + lengthBytes);
  header[0] = tag;
  header[1] = lengthBytes === 0 ? length : 0x80 | lengthBytes;
  let rest = length;
  for (let at = 1 + lengthBytes; at > 1; at--) {
    header[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return header;
}
