import { AppError, Field, parseInstant, parseStrictJson, type Instant } from '#kernel';

export type MetadataType = 'root' | 'timestamp' | 'snapshot' | 'targets';

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
export function readHeader(bytes: Uint8Array, type: MetadataType, file: string): MetadataHeader {
  try {
    const signed = new Field(parseStrictJson(bytes), file).get('signed');
    if (signed.get('_type').string() !== type) throw signed.get('_type').wrong(`"${type}"`);
    const version = signed.get('version');
    if (typeof version.value !== 'number' || version.integer() < 1) throw version.wrong('a number from 1');
    return { version: version.integer(), expires: parseInstant(signed.get('expires').string()) };
  } catch (cause) {
    throw invalidMetadata(file, cause);
  }
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
