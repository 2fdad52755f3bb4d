import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';

const MAX_RESOURCES = 1_000_000;
const MAX_IGNORED = 10_000;
const HEX = /^(?:[0-9a-f]{2}){16,64}$/;

/** The files of a model, or parts of them, by digest; the subject of its statement is the digest of these digests. */
export interface ModelSignature {
  readonly kind: 'model-signature';
  readonly method: 'files' | 'shards';
  /** Bytes of one part, where files are taken in parts. */
  readonly shardSize?: number;
  readonly allowsSymlinks: boolean;
  /** Paths that were left out, as written. */
  readonly ignoredPaths: readonly string[];
  readonly resources: readonly ModelResource[];
}

/** A file, or a part of one as `name:start:end`. */
export interface ModelResource {
  readonly name: string;
  /** As written; whoever compares accepts only algorithms that are accepted for subjects. */
  readonly algorithm: string;
  /** Lower-case hexadecimal. */
  readonly digest: string;
}

/** OpenSSF model signing, signature v1.0. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseModelSignature(predicate: Field): ModelSignature {
  const resources = predicate.get('resources').items(MAX_RESOURCES).map(readFile);
  if (resources.length === 0) throw predicate.get('resources').wrong('a list of one or more resources');
  const names = new Set(resources.map(({ name }) => name));
  if (names.size !== resources.length) throw predicate.get('resources').wrong('a list that names each resource once');
  return { kind: 'model-signature', ...serializationOf(predicate.get('serialization')), resources };
}

function serializationOf(field: Field): Omit<ModelSignature, 'kind' | 'resources'> {
  const method = field.get('method').string();
  if (method !== 'files' && method !== 'shards') throw field.get('method').wrong('files or shards');
  textOf(field.get('hash_type'));
  const size = method === 'shards' ? field.get('shard_size').integer() : undefined;
  return {
    method,
    ...(size !== undefined && { shardSize: size }),
    allowsSymlinks: field.get('allow_symlinks').boolean(),
    ignoredPaths: (field.optional('ignore_paths')?.items(MAX_IGNORED) ?? []).map(textOf),
  };
}

function readFile(field: Field): ModelResource {
  const digest = field.get('digest');
  if (!HEX.test(digest.string())) throw digest.wrong('a digest of lower-case hexadecimal digits');
  return { name: textOf(field.get('name')), algorithm: textOf(field.get('algorithm')), digest: digest.string() };
}
