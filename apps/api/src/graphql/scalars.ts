import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

import { isDigest, isSubjectDigest, parseInstant, ParseError, type JsonValue } from '#kernel';

function refuse(name: string, expected: string): GraphQLError {
  return new GraphQLError(`${name} expects ${expected}`, { extensions: { code: 'BAD_USER_INPUT' } });
}

function textScalar(options: { name: string; description: string; expected: string; parse: (text: string) => string }) {
  const read = (value: unknown): string => {
    if (typeof value !== 'string') throw refuse(options.name, options.expected);
    try {
      return options.parse(value);
    } catch (error) {
      if (error instanceof ParseError || error instanceof RangeError) throw refuse(options.name, options.expected);
      throw error;
    }
  };
  return new GraphQLScalarType({
    name: options.name,
    description: options.description,
    serialize: String,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const DigestScalar = textScalar({
  name: 'Digest',
  description: 'SHA-256 over raw bytes: `sha256:` and 64 lower-case hexadecimal digits.',
  expected: 'sha256:<64 lower-case hexadecimal digits>',
  parse: (text) => {
    if (!isDigest(text)) throw new RangeError();
    return text;
  },
});

export const SubjectDigestScalar = textScalar({
  name: 'SubjectDigest',
  description: 'What evidence is about: `sha256:…`, `sha384:…`, `sha512:…` or `gitCommit:…`, lower-case hexadecimal.',
  expected: 'sha256:…, sha384:…, sha512:… or gitCommit:… in lower-case hexadecimal',
  parse: (text) => {
    if (!isSubjectDigest(text)) throw new RangeError();
    return text;
  },
});

export const InstantScalar = textScalar({
  name: 'Instant',
  description: 'A moment in UTC, RFC 3339, milliseconds: `2026-01-02T03:04:05.000Z`.',
  expected: 'an RFC 3339 date-time such as 2026-01-02T03:04:05Z',
  parse: parseInstant,
});

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'Json',
  description: 'A JSON value, checked by the field that takes it.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node) => literalOf(node),
});

function literalOf(node: ValueNode): JsonValue {
  switch (node.kind) {
    case Kind.STRING:
    case Kind.ENUM:
      return node.value;
    case Kind.BOOLEAN:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map(literalOf);
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literalOf(field.value)]));
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      throw refuse('Json', 'variables only as the whole value');
  }
}
