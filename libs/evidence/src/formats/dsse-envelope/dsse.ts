import { concatBytes, LIMITS, ParseError, toUtf8, type Field } from '#kernel';

import { bytesOf, someBytesOf } from '../../field-readers.js';
import { certificatesOfPem } from '../../pem-certificate.js';
import type { KeyMaterial, SignedContent, SignedEntity } from '../../signed-entity.js';

type DsseContent = Extract<SignedContent, { kind: 'dsse' }>;

/** The one payloadType whose payload is read as an in-toto Statement. */
export const INTOTO_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/**
 * The bytes that a DSSE signature is over (DSSE v1 protocol, PAE): lengths are decimal byte counts of the UTF-8 type
 * and of the raw payload, never of characters and never of re-serialised JSON.
 */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = toUtf8(payloadType);
  return concatBytes(toUtf8(`DSSEv1 ${type.length} `), type, toUtf8(` ${payload.length} `), payload);
}

/**
 * A DSSE envelope of one to `atMost` signatures.
 * @throws ParseError DSSE_SIGNATURE_COUNT, FIELD_*, BASE64_INVALID, LIMIT_EXCEEDED
 */
export function parseEnvelope(envelope: Field, atMost: number): DsseContent {
  const signatures = envelope.get('signatures').items(LIMITS.signatures);
  if (signatures.length === 0 || signatures.length > atMost) {
    throw new ParseError(
      'DSSE_SIGNATURE_COUNT',
      `${envelope.path} carries ${signatures.length} signatures, expected ${atMost === 1 ? 'exactly 1' : `1 to ${atMost}`}`,
    );
  }
  return {
    kind: 'dsse',
    payloadType: wellFormed(envelope.get('payloadType')),
    payload: bytesOf(envelope.get('payload')),
    signatures: signatures.map((item) => ({
      signature: someBytesOf(item.get('sig')),
      keyid: item.optional('keyid')?.string() ?? '',
    })),
  };
}

/** A lone surrogate has no UTF-8, so two payload types could share one pre-authentication encoding. */
function wellFormed(field: Field): string {
  const text = field.string();
  if (/\p{Surrogate}/u.test(text)) throw new ParseError('FIELD_INVALID', `${field.path} is not well-formed Unicode`);
  return text;
}

/**
 * An envelope that comes alone: signed by the first certificate that stands beside a signature (`cert`, PEM, as older
 * generators of provenance write it), else its first key id is the only hint at the key.
 * @throws ParseError PEM_INVALID, and as {@link parseEnvelope}
 */
export function parseBareEnvelope(envelope: Field): SignedEntity & { readonly content: DsseContent } {
  const content = parseEnvelope(envelope, LIMITS.signatures);
  return {
    key: certificateBeside(envelope) ?? { kind: 'public-key', hint: content.signatures[0]?.keyid ?? '' },
    content,
    logEntries: [],
    logElsewhere: true,
    timestamps: [],
  };
}

/** Of a chain only the leaf is kept, because paths are built from the trust root alone. */
function certificateBeside(envelope: Field): KeyMaterial | undefined {
  const written = envelope
    .get('signatures')
    .items(LIMITS.signatures)
    .map((item) => item.optional('cert')?.string() ?? '')
    .find((text) => text !== '');
  return written === undefined ? undefined : { kind: 'certificate', der: certificatesOfPem(written)[0] };
}
