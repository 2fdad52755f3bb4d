import { ParseError } from './app-error.js';
import type { JsonObject, JsonValue } from './strict-json.js';

/**
 * A JSON value together with where it stands, so that a refusal can say `verificationMaterial.tlogEntries[0].logId`.
 * Reads own properties only; every accessor throws ParseError FIELD_INVALID or FIELD_MISSING naming the path.
 */
export class Field {
  /** @param place the name of the document, or the key or index below `parent` */
  constructor(
    readonly value: JsonValue | undefined,
    private readonly place: string | number = '$',
    private readonly parent?: Field,
  ) {}

  /** Put together only when it is asked for: most fields are never refused. */
  get path(): string {
    if (this.parent === undefined) return String(this.place);
    return this.parent.path + (typeof this.place === 'number' ? `[${this.place}]` : `.${this.place}`);
  }

  get(key: string): Field {
    const object = this.object();
    return new Field(Object.hasOwn(object, key) ? object[key] : undefined, key, this);
  }

  /** The field, or undefined where it is absent or null (proto-JSON writes both). */
  optional(key: string): Field | undefined {
    const field = this.get(key);
    return field.value === undefined || field.value === null ? undefined : field;
  }

  object(): JsonObject {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value))
      throw this.wrong('an object');
    return this.value as JsonObject;
  }

  items(atMost: number): Field[] {
    if (!Array.isArray(this.value)) throw this.wrong('an array');
    if (this.value.length > atMost) {
      throw new ParseError(
        'LIMIT_EXCEEDED',
        `${this.path} has ${this.value.length} items, at most ${atMost} are accepted`,
      );
    }
    return (this.value as readonly JsonValue[]).map((item, index) => new Field(item, index, this));
  }

  string(): string {
    if (typeof this.value !== 'string') throw this.wrong('a string');
    return this.value;
  }

  /** A non-negative integer up to 2^53-1, as a JSON number or, as proto-JSON spells int64, as a decimal string. */
  integer(): number {
    const number =
      typeof this.value === 'string' && /^(?:0|[1-9]\d{0,15})$/.test(this.value) ? Number(this.value) : this.value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0)
      throw this.wrong('an integer from 0 to 2^53-1');
    return number;
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') throw this.wrong('true or false');
    return this.value;
  }

  wrong(expected: string): ParseError {
    if (this.value === undefined || this.value === null) {
      return new ParseError('FIELD_MISSING', `${this.path} is missing: expected ${expected}`);
    }
    return new ParseError('FIELD_INVALID', `${this.path} is not ${expected}`);
  }
}
