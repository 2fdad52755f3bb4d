import { ParseError, type Field } from '#kernel';

import { ISSUES, FLOWS, PATCHES } from './cyclonedx-words.js';
import { MAX_ELEMENTS } from './sbom-fields.js';

const HASH_VALUE = /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;

export function each(parent: Field, key: string, require: (item: Field) => unknown): void {
  for (const item of parent.optional(key)?.items(MAX_ELEMENTS) ?? []) require(item);
}

/** @throws ParseError FIELD_* unless the field is absent or one of the words */
export function oneOf(field: Field | undefined, words: ReadonlySet<string> | undefined, expected: string): void {
  if (field !== undefined && words?.has(field.string()) !== true) throw field.wrong(`${expected} of CycloneDX`);
}

/** What a version does not have, a document of that version does not have either. @throws ParseError FIELD_UNKNOWN */
export function onlyKnown(part: Field, known: ReadonlySet<string> | undefined): void {
  const unknown = Object.keys(part.object()).find((key) => known?.has(key) !== true);
  if (unknown === undefined) return;
  throw new ParseError('FIELD_UNKNOWN', `${part.path}.${unknown.slice(0, 64)} is not of this version of CycloneDX`);
}

/** Those of the fields that are there hold text. @throws ParseError FIELD_INVALID */
export function requireTexts(parent: Field, keys: readonly string[]): void {
  for (const key of keys) parent.optional(key)?.string();
}

/** A date alone leaves open which moment of the day is meant. @throws ParseError FIELD_INVALID, INSTANT_INVALID */
export function requireMoment(field: Field): void {
  const text = field.string();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) throw field.wrong('a date with a time');
  if (DATE_TIME.test(text) && !Number.isNaN(Date.parse(text))) return;
  throw new ParseError('INSTANT_INVALID', `${field.path} is not an RFC 3339 date-time`);
}

export function requireHash(hash: Field, algorithms: ReadonlySet<string> | undefined): void {
  oneOf(hash.get('alg'), algorithms, 'a hash algorithm');
  const content = hash.get('content');
  if (!HASH_VALUE.test(content.string())) throw content.wrong('a hash value of CycloneDX');
}

export function requireReference(reference: Field): void {
  reference.get('url').string();
  reference.get('type').string();
}

export function requireSwid(swid: Field | undefined): void {
  if (swid === undefined) return;
  swid.get('tagId').string();
  swid.get('name').string();
}

export function requirePatch(patch: Field): void {
  oneOf(patch.get('type'), PATCHES, 'a type of patch');
  each(patch, 'resolves', (issue) => {
    oneOf(issue.get('type'), ISSUES, 'a type of issue');
  });
}

export function requireFlow(data: Field): void {
  oneOf(data.get('flow'), FLOWS, 'a direction of data');
  data.get('classification').string();
}

/** 1.7: only what comes from outside has a range of versions, and then no version of its own. */
export function requireVersionRange(component: Field): void {
  const isExternal = component.optional('isExternal')?.boolean();
  const range = component.optional('versionRange');
  if (range === undefined) return;
  if (isExternal !== true || component.optional('version') !== undefined) {
    throw range.wrong('allowed: a range of versions stands in an external component without a version');
  }
  if (range.string() === '') throw range.wrong('a range of versions');
}

/** 1.7: who says so, or how it came about, and about what in exactly one way. */
export function requireCitation(citation: Field): void {
  requireMoment(citation.get('timestamp'));
  if (citation.optional('attributedTo') === undefined && citation.optional('process') === undefined) {
    throw citation.get('attributedTo').wrong('whoever or whatever the citation comes from');
  }
  const pointers = citation.optional('pointers');
  const expressions = citation.optional('expressions');
  if ((pointers === undefined) === (expressions === undefined)) {
    throw citation.get('pointers').wrong('there or expressions, to say what the citation is about');
  }
  if ((pointers ?? expressions)?.items(MAX_ELEMENTS).length === 0) throw citation.wrong('about anything');
}
