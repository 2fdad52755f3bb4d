import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { npmPurl, versionedPurlOf } from '../purl.js';
import { someText } from '../resource-descriptor.js';

/** A registry's word on which files make up one version of a package; the files are the subjects of its statement. */
export interface Release {
  readonly kind: 'release';
  /** The package with its version; absent where only the names of the subjects tell. */
  readonly purl?: string;
  /** What stays the same when a package is renamed. */
  readonly packageId?: string;
  /** Address of the registry, where it says so. */
  readonly registry?: string;
}

/** in-toto release v0.1 and v0.2, which renamed `releaseId`. @throws ParseError FIELD_* */
export function parseRelease(predicate: Field): Release {
  const packageId = someText(predicate, 'packageId') ?? someText(predicate, 'releaseId');
  return {
    kind: 'release',
    purl: versionedPurlOf(predicate.get('purl')),
    ...(packageId !== undefined && { packageId }),
  };
}

/** What the npm registry signs when it publishes, v0.1. @throws ParseError FIELD_* */
export function parseNpmPublish(predicate: Field): Release {
  return {
    kind: 'release',
    purl: npmPurl(predicate.get('name'), textOf(predicate.get('version'))),
    registry: textOf(predicate.get('registry')),
  };
}

/** PyPI publish v1 (PEP 740): its subject says everything, its predicate nothing. @throws ParseError FIELD_INVALID */
export function parsePyPiPublish(predicate: Field): Release {
  if (predicate.value !== undefined && predicate.value !== null) predicate.object();
  return { kind: 'release' };
}
