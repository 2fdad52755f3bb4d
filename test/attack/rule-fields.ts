/** As much of JSON Schema as describes a trust rule. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly propertyNames?: { readonly enum?: readonly string[] };
  readonly const?: unknown;
}

/**
 * Every field of a schema by its path: `signer.identity.exactly`. Fields that only tell one alternative from another
 * (`kind: "key"`) are part of the shape and demand nothing.
 */
export function fieldsOf(schema: Schema, path = ''): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).filter(([, below]) => below.const === undefined);
  const named = (schema.propertyNames?.enum ?? []).map((name) => join(path, name));
  const inner = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  const below = [
    ...own.flatMap(([name, field]) => fieldsOf(field, join(path, name))),
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
