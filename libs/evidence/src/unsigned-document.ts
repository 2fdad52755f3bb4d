import { Field, ParseError, type JsonObject } from '#kernel';

import type { EvidenceKind } from './evidence-kind.js';
import { readStatement } from './intoto-content.js';
import { parseStatementVersion } from './statement.js';

/** A known document without a signature: named for people, believed by nobody. */
export interface UnsignedDocument {
  readonly format: string;
  readonly kind: EvidenceKind;
}

const SPDX2 = /^SPDX-(2\.[23](?:\.\d)?)$/;
const SPDX3 = /^https:\/\/spdx\.org\/rdf\/(3\.0\.[01])\/spdx-context\.jsonld$/;
const CYCLONEDX = /^1\.[4-7]$/;
const OPENVEX = /^https:\/\/openvex\.dev\/ns(?:\/v(0\.\d\.\d))?$/;

/**
 * Recognises SPDX 2.2 to 3.0.1, CycloneDX 1.4 to 1.7, OpenVEX and a bare in-toto Statement by their own version fields.
 * @returns undefined when it is none of them. @throws ParseError FORMAT_VERSION, STATEMENT_TYPE, FIELD_INVALID
 */
export function recogniseUnsigned(document: JsonObject): UnsignedDocument | undefined {
  if (Object.hasOwn(document, '_type')) return bareStatement(document);
  if (Object.hasOwn(document, 'spdxVersion')) {
    return { format: `spdx ${versionOf(document['spdxVersion'], SPDX2, 'SPDX')}`, kind: 'sbom' };
  }
  if (document['bomFormat'] === 'CycloneDX') {
    return { format: `cyclonedx ${versionOf(document['specVersion'], CYCLONEDX, 'CycloneDX')}`, kind: 'sbom' };
  }
  return byContext(document['@context']);
}

function bareStatement(document: JsonObject): UnsignedDocument {
  const field = new Field(document, 'statement');
  return { format: `in-toto-statement ${parseStatementVersion(field)}`, kind: readStatement(field).kind };
}

function byContext(context: unknown): UnsignedDocument | undefined {
  if (typeof context !== 'string') return undefined;
  const spdx = SPDX3.exec(context);
  if (spdx !== null) return { format: `spdx ${spdx[1] ?? ''}`, kind: 'sbom' };
  const openvex = OPENVEX.exec(context);
  if (openvex !== null) return { format: `openvex ${openvex[1] ?? ''}`.trim(), kind: 'vex' };
  return undefined;
}

function versionOf(value: unknown, pattern: RegExp, name: string): string {
  const match = typeof value === 'string' ? pattern.exec(value) : null;
  if (match === null) throw new ParseError('FORMAT_VERSION', `this version of ${name} is not supported`);
  return match[1] ?? match[0];
}
