import { AppError } from '#kernel';
import { BadVersionError, EqualVersionError, ExpiredMetadataError, RepositoryError } from 'tuf-js/dist/error.js';

import { invalidMetadata } from './metadata-header.js';

/**
 * Does what the library does and says its refusals in our words; a version that is wrong means different things on
 * different steps, so the caller says which. @throws AppError invalid TUF_*
 */
export function inOurWords<T>(file: string, wrongVersion: () => AppError, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw refusalOf(error, file, wrongVersion);
  }
}

/** Every refusal of the library has a class of its own; those of its models can only be told by name. */
function refusalOf(error: unknown, file: string, wrongVersion: () => AppError): unknown {
  if (error instanceof AppError || error instanceof EqualVersionError) return error;
  if (error instanceof ExpiredMetadataError) return expired(/\S+\.json/.exec(error.message)?.[0] ?? file, error);
  if (error instanceof BadVersionError) return wrongVersion();
  if (isNamed(error, 'UnsignedMetadataError')) return underThreshold(file, error);
  if (isNamed(error, 'LengthOrHashMismatchError')) return wrongHash(file, error);
  // A snapshot that no longer lists what the one before it listed.
  if (error instanceof RepositoryError && error.message.startsWith('Missing file')) return rolledBack(file, error);
  return invalidMetadata(file, error);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.constructor.name === name;
}

export function expired(file: string, cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'TUF_EXPIRED',
    `${file} has expired: somebody may be withholding newer metadata; ask the repository to sign again, or another mirror`,
    { cause },
  );
}

function underThreshold(file: string, cause: unknown): AppError {
  return new AppError(
    'invalid',
    'TUF_THRESHOLD',
    `${file} is not signed by as many of its role's keys as are needed: do not use it, and ask who runs the repository`,
    { cause },
  );
}

export function wrongHash(file: string, cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'TUF_HASH',
    `${file} is not the file that signed metadata names: fetch it again, from another mirror if it stays so`,
    { cause },
  );
}

export function wrongLength(file: string): AppError {
  return new AppError(
    'invalid',
    'TUF_LENGTH',
    `${file} is longer or shorter than signed metadata or our limits allow: fetch it from another mirror`,
  );
}

export function rolledBack(file: string, cause?: unknown): AppError {
  return new AppError(
    'invalid',
    'TUF_ROLLBACK',
    `${file} is older than what this store has already seen: the mirror is outdated or somebody turned it back`,
    { cause },
  );
}

export function mixedUp(file: string): AppError {
  return new AppError(
    'invalid',
    'TUF_MIX_AND_MATCH',
    `${file} is of another version than the metadata above it names: the mirror mixes two states; try again later`,
  );
}

export function missing(file: string): AppError {
  return new AppError(
    'not-found',
    'TUF_MISSING',
    `the repository has no ${file}: check its address, or ask who runs it`,
  );
}
