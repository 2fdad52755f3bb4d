import { digestOf, Field, LIMITS, ParseError, parseStrictJson, type JsonObject, type JsonValue } from '#kernel';

import { parseBundle } from './bundle/parse-bundle.js';
import { INTOTO_PAYLOAD_TYPE, parseBareEnvelope } from './dsse.js';
import { readIntotoPayload } from './intoto-content.js';
import { DOCUMENT_LISTS } from './list-limits.js';
import type { Parsed } from './parsed.js';
import type { SignedContent, SignedEntity } from './signed-entity.js';
import { recogniseUnsigned } from './unsigned-document.js';

type Shape = Omit<Parsed, 'digest'>;

/**
 * Recognises evidence by its own words. Never throws for what the bytes hold: what cannot be read becomes `unknown`
 * with a code and a sentence. The identity of evidence is SHA-256 over the bytes exactly as received.
 */
export function parse(bytes: Uint8Array): Parsed {
  const digest = digestOf(bytes);
  try {
    return { digest, ...shapeOf(bytes) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return {
      digest,
      format: 'unknown',
      kind: 'other',
      content: { kind: 'unknown', code: error.code, message: error.message },
    };
  }
}

function shapeOf(bytes: Uint8Array): Shape {
  refuseOver(bytes, LIMITS.documentBytes, 'DOCUMENT_TOO_LARGE');
  const json = parseStrictJson(bytes, DOCUMENT_LISTS);
  if (!isObject(json)) throw unknownFormat();
  if (Object.hasOwn(json, 'verificationMaterial') || isBundleType(json['mediaType'])) {
    refuseOver(bytes, LIMITS.bundleBytes, 'BUNDLE_TOO_LARGE');
    const { entity, format } = parseBundle(json);
    return signed(entity, format);
  }
  if (Object.hasOwn(json, 'payloadType')) return signed(parseBareEnvelope(new Field(json)), 'dsse-envelope v1');
  const document = recogniseUnsigned(json);
  if (document === undefined) throw unknownFormat();
  return { ...document, content: { kind: 'unsigned', document: json } };
}

function signed(entity: SignedEntity, format: string): Shape {
  const { kind, ...readable } = readPayload(entity.content);
  return { format, kind, content: { kind: 'signed', entity, ...readable } };
}

function readPayload(content: SignedContent): ReturnType<typeof readIntotoPayload> {
  if (content.kind === 'message') return { kind: 'artifact-signature' };
  if (content.payloadType === INTOTO_PAYLOAD_TYPE) return readIntotoPayload(content.payload);
  const message = `payloadType "${content.payloadType.slice(0, 80)}" is not ${INTOTO_PAYLOAD_TYPE}, so its payload is not read`;
  return { kind: 'other', problem: { rung: 'envelope', code: 'DSSE_PAYLOAD_TYPE', message } };
}

function isObject(json: JsonValue): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isBundleType(mediaType: unknown): boolean {
  return typeof mediaType === 'string' && mediaType.startsWith('application/vnd.dev.sigstore.bundle');
}

function refuseOver(bytes: Uint8Array, limit: number, code: string): void {
  if (bytes.length <= limit) return;
  throw new ParseError(code, `${bytes.length} bytes are more than the ${limit} that are accepted for this format`);
}

function unknownFormat(): ParseError {
  return new ParseError(
    'FORMAT_UNKNOWN',
    'not a Sigstore bundle, DSSE envelope, in-toto Statement, SPDX, CycloneDX or OpenVEX document',
  );
}
