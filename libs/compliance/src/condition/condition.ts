export type FieldValue = string | number | boolean | readonly string[];
/** The value of a field, or undefined where the claim does not state it. */
export type FieldReader = (field: string) => FieldValue | undefined;

/** A test of one claim, checked and compiled when the mapping was loaded. */
export interface Condition {
  /** The expression as it stands in the mapping. */
  readonly source: string;
  /** The fields it reads, sorted. */
  readonly fields: readonly string[];
  /**
   * Does the claim say this? Where the answer turns on a field that is not stated it is unknown, and unknown does not
   * hold, however it is negated. Only `stated(field)` asks for presence, and `!stated(field)` for absence.
   */
  readonly holds: (read: FieldReader) => boolean;
}
