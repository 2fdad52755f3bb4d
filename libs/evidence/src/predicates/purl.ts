import { PackageURL } from 'packageurl-js';

import type { Field } from '#kernel';

import { textOf } from '../field-readers.js';

/** A package URL by its parts, normalized as its type asks for. */
export interface Purl {
  readonly type: string;
  readonly namespace: string;
  readonly name: string;
  /** Empty where the purl names no version. */
  readonly version: string;
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** Longest purl that is taken apart, characters; the longest known ones are OCI references of a few hundred. */
const MAX_PURL = 4096;

/** @returns undefined for text that is no package URL */
export function parsePurl(text: string): Purl | undefined {
  if (!text.startsWith('pkg:') || text.length > MAX_PURL) return undefined;
  try {
    const { type, namespace, name, version, qualifiers } = PackageURL.fromString(text);
    return {
      type,
      namespace: namespace ?? '',
      name,
      version: version ?? '',
      qualifiers: new Map(Object.entries(qualifiers ?? {})),
    };
  } catch {
    // The library throws errors of several kinds; whichever it is, this is no purl.
    return undefined;
  }
}

/** A purl with a version. @throws ParseError FIELD_MISSING, FIELD_INVALID */
export function versionedPurlOf(field: Field): string {
  const text = textOf(field);
  const purl = parsePurl(text);
  if (purl === undefined || purl.version === '') throw field.wrong('a package URL with a version');
  return text;
}

/**
 * Whether `general` speaks of `specific`: a general purl without a version means each version, and each qualifier it
 * has must be there. Not the other way round, and never for text that is no purl.
 */
export function matchesPurl(general: string, specific: string): boolean {
  const wide = parsePurl(general);
  const narrow = parsePurl(specific);
  if (wide === undefined || narrow === undefined) return false;
  if (wide.type !== narrow.type || wide.namespace !== narrow.namespace || wide.name !== narrow.name) return false;
  if (wide.version !== '' && wide.version !== narrow.version) return false;
  return [...wide.qualifiers].every(([key, value]) => narrow.qualifiers.get(key) === value);
}

/** The purl of an npm package, scope included. @throws ParseError FIELD_INVALID for a name that no package can have */
export function npmPurl(field: Field, version: string): string {
  const name = textOf(field);
  const slash = name.indexOf('/');
  try {
    return new PackageURL(
      'npm',
      name.slice(0, Math.max(0, slash)) || undefined,
      name.slice(slash + 1),
      version,
    ).toString();
  } catch {
    throw field.wrong('the name of an npm package');
  }
}
