import { canonicalJson, Field, LIMITS, ParseError, toBase64, toUtf8, type JsonObject } from '#kernel';

import { bytesOf } from '../../field-readers.js';
import { Parts } from './parts.js';

const MEDIA_TYPE = 'application/vnd.averment.evidence-set.v1+json';
const PART_NAME = /^[A-Za-z0-9][A-Za-z0-9._@+-]*(?:\/[A-Za-z0-9][A-Za-z0-9._@+-]*){0,8}$/;

/**
 * Several files as one piece of evidence, so that it has one digest and cannot be torn apart: a detached signature with
 * its certificate, a layout with its links. The set adds names and nothing else: what it says is what its parts say.
 * @param format which of the set formats this is: `cosign-detached`, say
 * @throws ParseError SET_PART_NAME, LIMIT_EXCEEDED
 */
export function packEvidenceSet(format: string, parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...parts.keys()];
  requireNames(names);
  const files = Object.fromEntries([...parts].map(([name, bytes]) => [name, toBase64(bytes)]));
  return toUtf8(canonicalJson({ mediaType: MEDIA_TYPE, format, parts: files }));
}

export function isEvidenceSet(document: JsonObject): boolean {
  return document['mediaType'] === MEDIA_TYPE;
}

/** @throws ParseError SET_PART_NAME, SET_FIELD_UNKNOWN, LIMIT_EXCEEDED, FIELD_*, BASE64_INVALID */
export function parseEvidenceSet(document: JsonObject): Parts {
  const unknown = Object.keys(document).find((key) => !['mediaType', 'format', 'parts'].includes(key));
  if (unknown !== undefined) throw new ParseError('SET_FIELD_UNKNOWN', `an evidence set has no field "${unknown}"`);
  const set = new Field(document, 'set');
  const parts = set.get('parts');
  const names = Object.keys(parts.object());
  requireNames(names);
  return new Parts(set.get('format').string(), new Map(names.map((name) => [name, bytesOf(parts.get(name))])));
}

function requireNames(names: readonly string[]): void {
  if (names.length > LIMITS.setParts) {
    throw new ParseError('LIMIT_EXCEEDED', `an evidence set has at most ${LIMITS.setParts} parts, not ${names.length}`);
  }
  const bad = names.find((name) => !PART_NAME.test(name));
  if (bad === undefined) return;
  throw new ParseError(
    'SET_PART_NAME',
    `"${bad.slice(0, 80)}" is not the name of a part: letters, digits, ._@+- and slashes, beginning with a letter or digit`,
  );
}
