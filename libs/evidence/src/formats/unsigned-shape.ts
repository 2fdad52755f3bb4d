import { Field, ParseError, type JsonObject } from '#kernel';

import type { EvidenceKind } from '../evidence-kind.js';
import type { Content } from '../parsed.js';
import type { Sbom } from '../predicates/predicate.js';
import type { Vex } from '../predicates/vex/vex.js';
import type { Shape } from './format.js';

type Unsigned = Extract<Content, { kind: 'unsigned' }>;

/** A known document without a signature: named for people, believed by nobody. */
export function unsignedShape(
  document: JsonObject,
  format: string,
  kind: EvidenceKind,
  problem?: Unsigned['problem'],
): Shape {
  return { format, kind, content: { kind: 'unsigned', document, ...(problem && { problem }) } };
}

/** The same for an SBOM or VEX, held to the rules that it is held to as the predicate of an attestation. */
export function unsignedPredicate(
  document: JsonObject,
  format: string,
  parsePredicate: (predicate: Field) => Sbom | Vex,
): Shape {
  try {
    return unsignedShape(document, format, parsePredicate(new Field(document, 'document')).kind);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const kind = format.startsWith('openvex') ? 'vex' : 'sbom';
    return unsignedShape(document, format, kind, { code: error.code, message: error.message });
  }
}

/** The version a document states. @throws ParseError FORMAT_VERSION */
export function versionOf(value: unknown, pattern: RegExp, name: string): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw new ParseError('FORMAT_VERSION', `this version of ${name} is not supported`);
  return match[1] ?? match[0];
}
