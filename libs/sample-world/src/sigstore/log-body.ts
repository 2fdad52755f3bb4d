import { canonicalDigest, hash, sha256, toBase64, toHex, toUtf8, type JsonObject } from '#kernel';

import { toPem } from './certificate.js';
import type { Envelope } from './dsse.js';
import type { SampleKey } from './signing-key.js';

/** What a log entry records: kind, version and body, before the log stores its canonical bytes. */
export interface LogBody {
  readonly kind: string;
  readonly version: string;
  readonly body: JsonObject;
}

/** The verification material a log entry repeats: the leaf certificate, or the bare key. */
export type LoggedVerifier =
  { readonly kind: 'certificate'; readonly der: Uint8Array } | { readonly kind: 'key'; readonly key: SampleKey };

export interface SignedMessage {
  /** The bytes that were signed; the entry holds their SHA-256 only. */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly verifier: LoggedVerifier;
}

export interface SignedEnvelope {
  readonly envelope: Envelope;
  readonly verifier: LoggedVerifier;
}

/** Rekor v1, `hashedrekord` 0.0.1: a signature over an artifact's digest. */
export function hashedrekordV1({ message, signature, verifier }: SignedMessage): LogBody {
  return entry('hashedrekord', '0.0.1', {
    data: { hash: { algorithm: 'sha256', value: toHex(sha256(message)) } },
    signature: { content: toBase64(signature), publicKey: { content: pemBase64(verifier) } },
  });
}

/** Rekor v2, `hashedrekord` 0.0.2: also what an envelope is logged as, over its pre-authentication encoding. */
export function hashedrekordV2({ message, signature, verifier }: SignedMessage): LogBody {
  return entry('hashedrekord', '0.0.2', {
    hashedRekordV002: {
      data: { algorithm: 'SHA2_256', digest: toBase64(hash('sha256', message)) },
      signature: { content: toBase64(signature), verifier: verifierV2(verifier) },
    },
  });
}

/** Rekor v1, `dsse` 0.0.1: hashes of envelope and payload, and each signature with its verifier. */
export function dsseV1({ envelope, verifier }: SignedEnvelope): LogBody {
  return entry('dsse', '0.0.1', {
    envelopeHash: { algorithm: 'sha256', value: canonicalDigest(envelope).slice('sha256:'.length) },
    payloadHash: payloadHash(envelope),
    signatures: envelope.signatures.map(({ sig }) => ({ signature: sig, verifier: pemBase64(verifier) })),
  });
}

/** Rekor v1, `intoto` 0.0.2: the envelope without its payload; signatures are base64 twice, as the log writes them. */
export function intotoV1({ envelope, verifier }: SignedEnvelope): LogBody {
  const signatures = envelope.signatures.map(({ sig }) => ({
    publicKey: pemBase64(verifier),
    sig: toBase64(toUtf8(sig)),
  }));
  return entry('intoto', '0.0.2', {
    content: {
      envelope: { payloadType: envelope.payloadType, signatures },
      hash: { algorithm: 'sha256', value: canonicalDigest(envelope).slice('sha256:'.length) },
      payloadHash: payloadHash(envelope),
    },
  });
}

function entry(kind: string, version: string, spec: JsonObject): LogBody {
  return { kind, version, body: { apiVersion: version, kind, spec } };
}

function payloadHash(envelope: Envelope): JsonObject {
  return { algorithm: 'sha256', value: toHex(sha256(Buffer.from(envelope.payload, 'base64'))) };
}

function pemBase64(verifier: LoggedVerifier): string {
  const pem = verifier.kind === 'certificate' ? toPem(verifier.der) : verifier.key.publicKey.toPem();
  return toBase64(toUtf8(pem));
}

function verifierV2(verifier: LoggedVerifier): JsonObject {
  const keyDetails = 'PKIX_ECDSA_P256_SHA_256';
  return verifier.kind === 'certificate'
    ? { keyDetails, x509Certificate: { rawBytes: toBase64(verifier.der) } }
    : { keyDetails, publicKey: { rawBytes: toBase64(verifier.key.publicKey.spki) } };
}
