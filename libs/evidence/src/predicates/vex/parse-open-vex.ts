import { ParseError, type Field } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';
import { MAX_ELEMENTS } from '../sbom/sbom-fields.js';
import type { Vex } from './vex.js';
import { readStatement, type StatementShape } from './open-vex-statement.js';

/** Versions by their context; without a version it is a draft, and drafts wrote names where 0.2.0 writes objects. */
const CONTEXTS: ReadonlyMap<string, StatementShape> = new Map([
  ['https://openvex.dev/ns', 'draft'],
  ['https://openvex.dev/ns/v0.0.1', 'draft'],
  ['https://openvex.dev/ns/v0.0.2', 'draft'],
  ['https://openvex.dev/ns/v0.2.0', 'v0.2.0'],
]);

/**
 * OpenVEX up to 0.2.0, of the version that its own context names. A context left empty is that of the predicate type.
 * @throws ParseError FORMAT_VERSION, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED
 */
export function parseOpenVex(document: Field): Vex {
  return readDocument(document, shapeOf(document));
}

/** OpenVEX 0.2.0 and nothing older. @throws ParseError FORMAT_VERSION, FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseOpenVex020(document: Field): Vex {
  shapeOf(document);
  return readDocument(document, 'v0.2.0');
}

function shapeOf(document: Field): StatementShape {
  const context = document.optional('@context')?.string() ?? '';
  const shape = context === '' ? 'draft' : CONTEXTS.get(context);
  if (shape !== undefined) return shape;
  throw new ParseError('FORMAT_VERSION', 'this version of OpenVEX is not supported');
}

function readDocument(document: Field, shape: StatementShape): Vex {
  textOf(document.get('@id'));
  const timestamp = document.optional('timestamp');
  const issuedAt = timestamp && instantOf(timestamp);
  const statements = document.get('statements').items(MAX_ELEMENTS);
  return {
    kind: 'vex',
    format: 'openvex',
    author: textOf(document.get('author')),
    ...(issuedAt && { issuedAt }),
    statements: statements.map((statement) => readStatement(statement, shape, issuedAt)),
  };
}
