import type { JsonObject, JsonValue } from '#kernel';

// Reading for what may be said and need not be: what is of another shape than expected counts as not there.

export function objectsAt(parent: JsonValue | undefined, key: string): readonly JsonObject[] {
  return listAt(parent, key).filter(isObject);
}

export function listAt(parent: JsonValue | undefined, key: string): readonly JsonValue[] {
  const value = at(parent, key);
  return isList(value) ? value : [];
}

export function at(parent: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

export function isSaid(parent: JsonValue | undefined, ...keys: readonly string[]): boolean {
  return keys.some((key) => saysSomething(at(parent, key)));
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'number' || (isObject(value) && Object.keys(value).length > 0);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
