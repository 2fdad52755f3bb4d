import type { JsonObject, JsonValue } from '#kernel';

/**
 * Parameters of a build are free in form (SLSA provenance, `externalParameters` and `internalParameters`): whatever is
 * not there or of another type is absent, never a mistake. Own properties only, for the keys are the signer's.
 */
export function valueAt(value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  let at = value;
  for (const key of path) at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

/** Text that is not empty; a whole number as its digits, for builders write ids either way. */
export function textAt(value: JsonValue | undefined, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The members of an object that are text, whatever else it holds; undefined where there is no object. */
export function textsAt(
  value: JsonValue | undefined,
  ...path: readonly string[]
): ReadonlyMap<string, string> | undefined {
  const found = valueAt(value, ...path);
  if (!isJsonObject(found)) return undefined;
  return new Map(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
