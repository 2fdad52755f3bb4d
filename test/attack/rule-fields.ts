/** As much of JSON Schema as describes a trust rule. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly const?: unknown;
}

/** Every field of a schema by its path: `signer.key.publicKey`, where `key` is the kind of the alternative. */
export function fieldsOf(schema: Schema, path = ''): readonly string[] {
  const { kind, ...properties } = schema.properties ?? {};
  const place = kind === undefined ? path : join(path, String(kind.const));
  const named = (schema.propertyNames?.enum ?? []).map((name) => join(path, name));
  const inner = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  const below = [
    ...Object.entries(properties).flatMap(([name, field]) => fieldsOf(field, join(place, name))),
    ...named,
    ...inner.flatMap((alternative) => (isShape(alternative) ? fieldsOf(alternative, path) : [])),
  ];
  return [...new Set(below.length === 0 && !isShape(schema) ? [path] : below)];
}

/** A list of words or a number asks for nothing below it. */
function isShape(schema: Schema): boolean {
  return schema.properties !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
