import { Field, ParseError, type JsonValue } from '#kernel';

/** The code with which reading is refused, `none` where it is not. Anything but a ParseError is thrown on. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    if (error instanceof ParseError) return error.code;
    throw error;
  }
}

export function fieldOf(json: JsonValue): Field {
  return new Field(json);
}
