import type { JsonObject, JsonValue } from '#kernel';

/** A document in which one thing is another. */
export interface Change {
  /** `components.0.name` */
  readonly path: string;
  readonly what: string;
  readonly document: JsonValue;
}

/** Every single value of a document taken away, emptied, of another type, unknown or twice; and the document as it is. */
export function changesOf(document: JsonValue): readonly Change[] {
  const paths = pathsOf(document, []);
  return [
    { path: '', what: 'unchanged', document },
    ...paths.flatMap((keys) => {
      const value = at(document, keys);
      return variantsOf(value).map(([what, variant]) => ({
        path: keys.join('.'),
        what,
        document: withValue(document, keys, variant),
      }));
    }),
  ];
}

const GONE = Symbol('gone');
type Variant = JsonValue | typeof GONE;

function variantsOf(value: JsonValue | undefined): readonly (readonly [string, Variant])[] {
  const always = [
    ['absent', GONE],
    ['a number', 7],
    ['an object', {}],
  ] as const;
  if (typeof value === 'string')
    return [...always, ['empty', ''], ['unknown', 'an-unknown-word'], ['twice', [value, value]]];
  if (Array.isArray(value))
    return [...always, ['empty', []], ['text', 'text'], ['with text', [...(value as JsonValue[]), 'text']]];
  return [...always, ['text', 'text'], ['a list', []]];
}

type Keys = readonly string[];

function pathsOf(value: JsonValue | undefined, keys: Keys): readonly Keys[] {
  const own = keys.length === 0 ? [] : [keys];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.keys(value).flatMap((key) => pathsOf((value as JsonObject)[key], [...keys, key]))];
}

function at(value: JsonValue | undefined, keys: Keys): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((inner, key) => (inner as JsonObject)[key], value);
}

function withValue(document: JsonValue, keys: Keys, variant: Variant): JsonValue {
  const [first, ...rest] = keys;
  if (first === undefined) return variant === GONE ? null : variant;
  const isList = Array.isArray(document);
  const copy = isList ? [...(document as JsonValue[])] : { ...(document as JsonObject) };
  const holder = copy as Record<string, JsonValue>;
  if (rest.length > 0) holder[first] = withValue(holder[first] ?? null, rest, variant);
  else if (variant !== GONE) holder[first] = variant;
  else if (isList) (copy as JsonValue[]).splice(Number(first), 1);
  else Reflect.deleteProperty(copy, first);
  return copy;
}
