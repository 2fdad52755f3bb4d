import { packEvidenceSet } from '#evidence';
import { digestOf, fromBase64, fromUtf8, toBase64, toHex, toUtf8 } from '#kernel';
import type { SampleKey } from '#sample-world';

import { attestation, KEY, NOW, WORKFLOW, WORLD } from './world.js';

const DSSE = 'application/vnd.dsse.envelope.v1+json';

interface Bundle {
  readonly verificationMaterial: {
    readonly certificate: { readonly rawBytes: string };
    readonly tlogEntries: readonly {
      readonly logIndex: string;
      readonly logId: { readonly keyId: string };
      readonly integratedTime: string;
      readonly inclusionPromise: { readonly signedEntryTimestamp: string };
      readonly canonicalizedBody: string;
    }[];
    readonly timestampVerificationData?: {
      readonly rfc3161Timestamps: readonly { readonly signedTimestamp: string }[];
    };
  };
  readonly messageSignature?: { readonly signature: string };
  readonly dsseEnvelope?: unknown;
}

/** What cosign keeps of a signature, each part as it writes it. */
export interface CosignParts {
  /** The simple-signing payload, or the DSSE envelope. */
  readonly layer: Uint8Array;
  /** Base64; empty for an attestation. */
  readonly signature: string;
  readonly certificate: string;
  readonly bundle: RekorNote;
  readonly timestamp: string;
}

export interface RekorNote {
  readonly SignedEntryTimestamp: string;
  readonly Payload: {
    readonly body: string;
    readonly integratedTime: number;
    readonly logIndex: number;
    readonly logID: string;
  };
}

export function simpleSigning(digest: string, type = 'cosign container image signature'): Uint8Array {
  const critical = {
    identity: { 'docker-reference': 'registry.example/acme/app' },
    image: { 'docker-manifest-digest': `sha256:${digest}` },
    type,
  };
  return toUtf8(JSON.stringify({ critical, optional: null }));
}

/** A valid keyless signature over a payload, logged and time-stamped. */
export function signedPayload(payload: Uint8Array): CosignParts {
  const bundle = WORLD.signArtifact({ identity: WORKFLOW, artifact: payload, at: NOW, timestamp: true });
  return partsOf(bundle, payload);
}

/** A valid keyless attestation, logged. */
export function signedEnvelope(request: { readonly entry?: 'intoto'; readonly timestamp?: true } = {}): CosignParts {
  return partsOf(attestation(request));
}

/** A valid time-stamp over any bytes: the authority stamps whatever it is told is a signature. */
export function stampOver(bytes: Uint8Array): string {
  const key: SampleKey = { ...KEY, sign: () => bytes };
  const identity = { kind: 'key', key } as const;
  const bundle = WORLD.signArtifact({ identity, artifact: bytes, at: NOW, timestamp: true, log: 'none' });
  return timestampOf(JSON.parse(fromUtf8(bundle)) as Bundle);
}

function timestampOf({ verificationMaterial }: Bundle): string {
  const [token] = verificationMaterial.timestampVerificationData?.rfc3161Timestamps ?? [];
  return token === undefined ? '' : JSON.stringify({ SignedRFC3161Timestamp: token.signedTimestamp });
}

function partsOf(bytes: Uint8Array, payload?: Uint8Array): CosignParts {
  const bundle = JSON.parse(fromUtf8(bytes)) as Bundle;
  return {
    layer: payload ?? toUtf8(JSON.stringify(bundle.dsseEnvelope)),
    signature: bundle.messageSignature?.signature ?? '',
    certificate: pemOf(bundle),
    bundle: noteOf(bundle),
    timestamp: timestampOf(bundle),
  };
}

function noteOf({ verificationMaterial }: Bundle): RekorNote {
  const [entry] = verificationMaterial.tlogEntries;
  if (entry === undefined) throw new Error('the bundle is not logged');
  return {
    SignedEntryTimestamp: entry.inclusionPromise.signedEntryTimestamp,
    Payload: {
      body: entry.canonicalizedBody,
      integratedTime: Number(entry.integratedTime),
      logIndex: Number(entry.logIndex),
      logID: toHex(fromBase64(entry.logId.keyId)),
    },
  };
}

/** The layer of an image's signature or attestation, with its descriptor. */
export function layerOf(parts: CosignParts, descriptor: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const annotations = {
    'dev.cosignproject.cosign/signature': parts.signature,
    'dev.sigstore.cosign/certificate': parts.certificate,
    'dev.sigstore.cosign/bundle': JSON.stringify(parts.bundle),
    'dev.sigstore.cosign/rfc3161timestamp': parts.timestamp,
  };
  const mediaType = parts.signature === '' ? DSSE : 'application/vnd.dev.cosign.simplesigning.v1+json';
  return packLayer(parts.layer, { mediaType, annotations, ...descriptor });
}

/** The layer of an attestation that no log holds. */
export function unloggedLayerOf(bytes: Uint8Array): Uint8Array {
  const bundle = JSON.parse(fromUtf8(bytes)) as Bundle;
  const annotations = { 'dev.sigstore.cosign/certificate': pemOf(bundle) };
  return packLayer(toUtf8(JSON.stringify(bundle.dsseEnvelope)), { mediaType: DSSE, annotations });
}

function packLayer(layer: Uint8Array, more: object): Uint8Array {
  const descriptor = { size: layer.length, digest: digestOf(layer), ...more };
  const files = new Map([
    ['descriptor.json', toUtf8(JSON.stringify(descriptor))],
    ['layer', layer],
  ]);
  return packEvidenceSet('cosign-oci-layer', files);
}

function pemOf({ verificationMaterial }: Bundle): string {
  return `-----BEGIN CERTIFICATE-----\n${verificationMaterial.certificate.rawBytes}\n-----END CERTIFICATE-----\n`;
}

/** The same in files of its own; without its payload the signature is over an artifact that is elsewhere. */
export function detachedOf(parts: CosignParts, withPayload = true): Uint8Array {
  const files = new Map([
    ['signature', toUtf8(`${parts.signature}\n`)],
    ['certificate', toUtf8(parts.certificate)],
    ['rekor-bundle.json', toUtf8(JSON.stringify(parts.bundle))],
    ['rfc3161-timestamp.json', toUtf8(parts.timestamp)],
  ]);
  return packEvidenceSet('cosign-detached', withPayload ? files.set('payload', parts.layer) : files);
}

/** cosign's own bundle, of a file or of an attestation about one. */
export function cosignBundleOf(parts: CosignParts): Uint8Array {
  const base64Signature = parts.signature === '' ? toBase64(parts.layer) : parts.signature;
  return toUtf8(
    JSON.stringify({ base64Signature, cert: toBase64(toUtf8(parts.certificate)), rekorBundle: parts.bundle }),
  );
}
