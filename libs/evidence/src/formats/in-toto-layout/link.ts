import { isSubjectDigest, ParseError, type Field, type SubjectDigest } from '#kernel';

import type { Subject } from '../../statement.js';
import { hexText, onlyFields, optionalEntries, optionalItems, presentText, requireFields } from './layout-fields.js';
import { MAX_ARTIFACTS, MAX_PATH_CHARACTERS } from './layout-limits.js';
import { cleanPath } from './clean-path.js';

/** What a functionary says a step took in and gave out. */
export interface Link {
  /** The step that this is about. */
  readonly name: string;
  readonly materials: Artifacts;
  readonly products: Artifacts;
}

/** Digests by path. Paths are clean (`a/b`, never `./a//b`); digests are comparable text, empty where none is given. */
export type Artifacts = ReadonlyMap<string, string>;

const FIELDS = ['_type', 'name', 'materials', 'products', 'byproducts', 'command', 'environment'];
const MAX_DIGESTS = 8;
const MAX_WORDS = 10_000;

/** @throws ParseError FIELD_*, HEX_INVALID, LINK_PATH, LIMIT_EXCEEDED */
export function parseLink(field: Field): Link {
  onlyFields(field, FIELDS);
  requireFields(field, FIELDS);
  optionalEntries(field.get('byproducts'), MAX_WORDS);
  optionalEntries(field.get('environment'), MAX_WORDS);
  optionalItems(field.get('command'), MAX_WORDS).forEach((word) => word.string());
  return {
    name: presentText(field.get('name')),
    materials: parseArtifacts(field.get('materials')),
    products: parseArtifacts(field.get('products')),
  };
}

/** @throws ParseError as {@link parseLink} */
export function parseArtifacts(field: Field): Artifacts {
  const artifacts = new Map<string, string>();
  for (const [name, digests] of optionalEntries(field, MAX_ARTIFACTS)) {
    if (name.length > MAX_PATH_CHARACTERS) throw new ParseError('LINK_PATH', `${field.path} has a path without end`);
    const path = cleanPath(name);
    const text = digestText(digests);
    // Two spellings of one path with two contents would let each rule see the one it likes.
    if (artifacts.has(path) && artifacts.get(path) !== text) {
      throw new ParseError('LINK_PATH', `${field.path} spells the path "${path.slice(0, 80)}" twice, with two digests`);
    }
    artifacts.set(path, text);
  }
  return artifacts;
}

function digestText(field: Field): string {
  const digests = optionalEntries(field, MAX_DIGESTS).map(([name, digest]) => `${name}:${hexText(digest)}`);
  return digests.sort().join(' ');
}

/** Artifacts as what evidence is about; digests of other algorithms than the accepted ones are left out. */
export function subjectsOf(artifacts: Artifacts): readonly Subject[] {
  return [...artifacts].map(([name, text]) => ({ name, digests: acceptedDigests(text) }));
}

function acceptedDigests(text: string): readonly SubjectDigest[] {
  return text.split(' ').filter((digest): digest is SubjectDigest => isSubjectDigest(digest));
}
