import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadProfile, type CatalogLookup, type LoadedProfile } from '#compliance';
import { AppError, digestOf, fromUtf8 } from '#kernel';

import { packageRoot } from './package-root.js';

/** Ids come from command lines; none may lead out of the folder. */
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const ENDING = '.profile.yaml';

/**
 * A profile that ships with this version, below `mappings/profiles/`.
 * @throws AppError not-found PROFILE_UNKNOWN; ParseError as `loadProfile`
 */
export function packageProfile(id: string, catalogOf: CatalogLookup): LoadedProfile {
  const file = join(folder(), `${id}${ENDING}`);
  if (ID.test(id) && existsSync(file))
    return profileOf(new Uint8Array(readFileSync(file)), `${id}${ENDING}`, catalogOf);
  const known = packageProfileIds().join(', ');
  throw new AppError('not-found', 'PROFILE_UNKNOWN', `there is no profile ${id}; there are: ${known}`);
}

export function packageProfileIds(): readonly string[] {
  const files = readdirSync(folder()).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

/** The digest is over the bytes as they are; what they say is checked. @throws ParseError as `loadProfile` */
export function profileOf(bytes: Uint8Array, file: string, catalogOf: CatalogLookup): LoadedProfile {
  return { ...loadProfile(fromUtf8(bytes), file, catalogOf), digest: digestOf(bytes) };
}

function folder(): string {
  return join(packageRoot(), 'mappings', 'profiles');
}
