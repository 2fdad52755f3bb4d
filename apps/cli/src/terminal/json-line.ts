import { canonicalJson } from '#kernel';

// What JSON lets stand as it is and a terminal obeys: C1 controls, direction marks and overrides, line separators.
const STEERING = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** A value as one line of JSON; characters that steer a terminal are escaped, so that it parses to the same value. */
export function jsonLine(value: unknown): string {
  return canonicalJson(value).replace(
    STEERING,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
