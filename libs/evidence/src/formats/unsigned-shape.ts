import { ParseError, type JsonObject } from '#kernel';

import type { EvidenceKind } from '../evidence-kind.js';
import type { Shape } from './format.js';

/** A known document without a signature: named for people, believed by nobody. */
export function unsignedShape(document: JsonObject, format: string, kind: EvidenceKind): Shape {
  return { format, kind, content: { kind: 'unsigned', document } };
}

/** The version a document states. @throws ParseError FORMAT_VERSION */
export function versionOf(value: unknown, pattern: RegExp, name: string): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw new ParseError('FORMAT_VERSION', `this version of ${name} is not supported`);
  return match[1] ?? match[0];
}
