import type { JsonObject, JsonValue } from '#kernel';

import { base64Of, base64OfJson } from './json.js';

export const MEDIA_TYPES = {
  'v0.1': 'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'v0.2': 'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'v0.3': 'application/vnd.dev.sigstore.bundle.v0.3+json',
} as const;

/** A log entry with promise, proof and checkpoint; well-formed, signed by nobody. */
export const LOG_ENTRY = {
  logIndex: '1234',
  logId: { keyId: base64Of('log key id') },
  kindVersion: { kind: 'hashedrekord', version: '0.0.1' },
  integratedTime: '1700000000',
  inclusionPromise: { signedEntryTimestamp: base64Of('promise') },
  inclusionProof: {
    logIndex: '34',
    rootHash: base64Of('root hash'),
    treeSize: '56',
    hashes: [base64Of('left'), base64Of('right')],
    checkpoint: { envelope: 'log.example\n56\nroot\n' },
  },
  canonicalizedBody: base64Of('{"kind":"hashedrekord"}'),
} as const satisfies JsonObject;

const MESSAGE = {
  messageDigest: { algorithm: 'SHA2_256', digest: base64Of('a digest of thirty-two bytes ...') },
  signature: base64Of('signature'),
} as const satisfies JsonObject;

/** A well-formed bundle around a message signature, in the shape its version asks for. */
export function messageBundle(version: keyof typeof MEDIA_TYPES = 'v0.3'): JsonObject {
  const certificate = { rawBytes: base64Of('leaf certificate') };
  const chain = { x509CertificateChain: { certificates: [certificate, { rawBytes: base64Of('intermediate') }] } };
  return {
    mediaType: MEDIA_TYPES[version],
    verificationMaterial: {
      ...(version === 'v0.3' ? { certificate } : chain),
      tlogEntries: [LOG_ENTRY],
      timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: base64Of('token') }] },
    },
    messageSignature: MESSAGE,
  };
}

export function envelope(payload: JsonValue, payloadType = 'application/vnd.in-toto+json'): JsonObject {
  return {
    payloadType,
    payload: base64OfJson(payload),
    signatures: [{ sig: base64Of('signature'), keyid: 'first key' }],
  };
}

/** A well-formed v0.3 bundle around a DSSE envelope with this statement. */
export function attestationBundle(statement: JsonValue): JsonObject {
  const { mediaType, verificationMaterial } = messageBundle();
  return { mediaType, verificationMaterial, dsseEnvelope: envelope(statement) };
}
