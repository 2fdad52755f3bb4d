import { fromBase64, ParseError, parseInstant, type Field, type Instant } from '#kernel';

/** Bytes of a strict base64 field. @throws ParseError naming the path */
export function bytesOf(field: Field): Uint8Array {
  const text = field.string();
  return at(field, () => fromBase64(text));
}

/** As {@link bytesOf}, and not empty: for what must be there to be compared. @throws ParseError FIELD_MISSING */
export function someBytesOf(field: Field): Uint8Array {
  const bytes = bytesOf(field);
  if (bytes.length === 0) throw new ParseError('FIELD_MISSING', `${field.path} is empty`);
  return bytes;
}

/** Text with something in it. @throws ParseError FIELD_MISSING for the empty string */
export function textOf(field: Field): string {
  const text = field.string();
  if (text.trim() === '') throw new ParseError('FIELD_MISSING', `${field.path} is empty`);
  return text;
}

/** An RFC 3339 moment. @throws ParseError INSTANT_INVALID naming the path */
export function instantOf(field: Field): Instant {
  const text = field.string();
  return at(field, () => parseInstant(text));
}

function at<T>(field: Field, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new ParseError(error.code, `${field.path}: ${error.message}`, { cause: error });
  }
}
