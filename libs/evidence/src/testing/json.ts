import { toBase64, toUtf8, type JsonValue } from '#kernel';

/** JSON text as bytes, the way evidence arrives. */
export function jsonBytes(value: unknown): Uint8Array {
  return toUtf8(JSON.stringify(value));
}

export function base64Of(text: string): string {
  return toBase64(toUtf8(text));
}

export function base64OfJson(value: unknown): string {
  return toBase64(jsonBytes(value));
}

/** A copy in which exactly the value at `path` (`a.b.0.c`) is another one; `undefined` takes it away. */
export function withChange<T extends JsonValue>(json: T, path: string, value: JsonValue | undefined): T {
  const copy = structuredClone(json);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let parent = copy as Record<string, unknown>;
  for (const key of keys) parent = parent[key] as Record<string, unknown>;
  if (value !== undefined) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent, last);
  return copy;
}
