import { sha256, toBase64, toUtf8, type JsonObject } from '#kernel';

import type { Envelope } from './dsse.js';

export type BundleVersion = 'v0.1' | 'v0.2' | 'v0.3';

const MEDIA_TYPE: Readonly<Record<BundleVersion, string>> = {
  'v0.1': 'application/vnd.dev.sigstore.bundle+json;version=0.1',
  'v0.2': 'application/vnd.dev.sigstore.bundle+json;version=0.2',
  'v0.3': 'application/vnd.dev.sigstore.bundle.v0.3+json',
};

/** Everything a bundle carries, whichever version writes it. */
export interface BundleParts {
  readonly version: BundleVersion;
  readonly verifier:
    { readonly kind: 'certificate'; readonly der: Uint8Array } | { readonly kind: 'key'; readonly hint: string };
  readonly content:
    | { readonly kind: 'message'; readonly message: Uint8Array; readonly signature: Uint8Array }
    | { readonly kind: 'dsse'; readonly envelope: Envelope };
  readonly logEntries: readonly JsonObject[];
  readonly timestamps: readonly Uint8Array[];
}

/** Bytes of a Sigstore bundle, proto-JSON on one line. */
export function formatBundle(parts: BundleParts): Uint8Array {
  const timestamps = parts.timestamps.map((token) => ({ signedTimestamp: toBase64(token) }));
  const document: JsonObject = {
    mediaType: MEDIA_TYPE[parts.version],
    verificationMaterial: {
      ...verifierJson(parts),
      tlogEntries: parts.logEntries,
      ...(timestamps.length > 0 ? { timestampVerificationData: { rfc3161Timestamps: timestamps } } : {}),
    },
    ...contentJson(parts.content),
  };
  return toUtf8(JSON.stringify(document));
}

/** Until v0.2 the leaf stood in a chain, since v0.3 alone. */
function verifierJson({ verifier, version }: BundleParts): JsonObject {
  if (verifier.kind === 'key') return { publicKey: { hint: verifier.hint } };
  const rawBytes = toBase64(verifier.der);
  return version === 'v0.3'
    ? { certificate: { rawBytes } }
    : { x509CertificateChain: { certificates: [{ rawBytes }] } };
}

function contentJson(content: BundleParts['content']): JsonObject {
  if (content.kind === 'dsse') return { dsseEnvelope: content.envelope };
  const messageDigest = { algorithm: 'SHA2_256', digest: toBase64(sha256(content.message)) };
  return { messageSignature: { messageDigest, signature: toBase64(content.signature) } };
}
