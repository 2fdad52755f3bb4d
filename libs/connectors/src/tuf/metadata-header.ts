import { AppError, Field, ParseError, parseInstant, parseStrictJson, type Instant } from '#kernel';

import { TUF_LIMITS } from './limits.js';

/** What every role's metadata states about itself. */
export interface MetadataHeader {
  readonly version: number;
  readonly expires: Instant;
}

/**
 * Reads the common part strictly before the library reads the rest: JSON that two readers could take for two documents,
 * a version that is no number to count by and a date that never comes are refused. (The library would take a text that
 * is no date for metadata that never expires.)
 * @throws AppError invalid TUF_INVALID
 */
export function readHeader(bytes: Uint8Array, file: string): MetadataHeader {
  try {
    const signed = new Field(parseStrictJson(bytes), file).get('signed');
    const version = signed.get('version');
    for (const table of tablesOf(signed)) requireShort(table);
    if (typeof version.value !== 'number' || version.integer() < 1) throw version.wrong('a number from 1');
    return { version: version.integer(), expires: parseInstant(signed.get('expires').string()) };
  } catch (cause) {
    throw invalidMetadata(file, cause);
  }
}

function tablesOf(signed: Field): readonly Field[] {
  const delegations = signed.optional('delegations');
  const tables = [...['keys', 'roles', 'meta', 'targets'].map((key) => signed.optional(key))];
  return [...tables, delegations?.optional('keys'), delegations?.optional('roles')].filter(
    (table) => table !== undefined,
  );
}

function requireShort({ value, path }: Field): void {
  if (Object.keys(value ?? {}).length > TUF_LIMITS.entries)
    throw new ParseError('LIMIT_EXCEEDED', `${path} has more than the ${TUF_LIMITS.entries} entries that are accepted`);
}

export function invalidMetadata(file: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be read';
  return new AppError(
    'invalid',
    'TUF_INVALID',
    `${file} is not TUF metadata: ${reason}; ask the repository for a sound copy`,
    { cause },
  );
}
