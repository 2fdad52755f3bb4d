import { Field, ParseError, parseStrictJson } from '#kernel';

import type { KeyMaterial, SignedEntity } from '../../signed-entity.js';
import { parseEnvelope } from '../dsse-envelope/dsse.js';
import type { Shape } from '../format.js';
import { signedShape } from '../signed-shape.js';
import { parseSimpleSigning } from './simple-signing.js';

type Signer = Omit<SignedEntity, 'content' | 'stamped'>;

const OPEN_OBJECT = 0x7b;

/** A signature over a simple-signing payload: about the image that the payload names. */
export function imageSignatureShape(
  signer: Signer,
  signed: { readonly payload: Uint8Array; readonly signature: Uint8Array },
  format: string,
): Shape {
  const content = { kind: 'message', message: signed.payload, signature: signed.signature } as const;
  const entity = { ...signer, content };
  return { format, kind: 'artifact-signature', content: { kind: 'signed', entity, ...subjectsOf(signed.payload) } };
}

function subjectsOf(payload: Uint8Array) {
  try {
    return { subjects: parseSimpleSigning(payload) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { problem: { rung: 'subject', code: error.code, message: error.message } } as const;
  }
}

/** An attestation: cosign puts its time-stamps over the whole envelope. @throws ParseError DSSE_*, FIELD_*, JSON_* */
export function attestationShape(signer: Signer, envelope: Uint8Array, format: string): Shape {
  const content = parseEnvelope(new Field(parseStrictJson(envelope), 'envelope'), 1);
  const key = isUnnamed(signer.key) ? { ...signer.key, hint: content.signatures[0]?.keyid ?? '' } : signer.key;
  return signedShape({ ...signer, key, content, stamped: envelope }, format);
}

function isUnnamed(key: KeyMaterial): key is Extract<KeyMaterial, { kind: 'public-key' }> {
  return key.kind === 'public-key' && key.hint === '';
}

/** A signature over a file, or, where the "signature" is an envelope, an attestation about one. */
export function blobShape(signer: Signer, signature: Uint8Array, format: string): Shape {
  if (signature[0] === OPEN_OBJECT) return attestationShape(signer, signature, format);
  return signedShape({ ...signer, content: { kind: 'message', signature } }, format);
}
