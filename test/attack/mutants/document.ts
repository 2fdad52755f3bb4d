import { fromUtf8, toUtf8 } from '#kernel';

export type Path = readonly (string | number)[];

/** A bundle as JSON that mutations may take apart. */
export type Json = Record<string | number, unknown>;

export function readJson(bytes: Uint8Array): Json {
  return JSON.parse(fromUtf8(bytes)) as Json;
}

/** What stands at a path; undefined where the path leads nowhere. */
export function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (place, step) => (typeof place === 'object' && place !== null ? (place as Json)[step] : undefined),
    document,
  );
}

export function textAt(document: unknown, path: Path): string | undefined {
  const value = valueAt(document, path);
  return typeof value === 'string' ? value : undefined;
}

/** The document with another value at a path; undefined takes it away. */
export function withValue(bytes: Uint8Array, path: Path, value: unknown): Uint8Array {
  const document = readJson(bytes);
  const place = valueAt(document, path.slice(0, -1)) as Json;
  place[path.at(-1) ?? ''] = value;
  return toUtf8(JSON.stringify(document));
}

export const MATERIAL = 'verificationMaterial';
export const ENTRIES: Path = [MATERIAL, 'tlogEntries'];
export const ENTRY: Path = [...ENTRIES, 0];
export const PROOF: Path = [...ENTRY, 'inclusionProof'];
export const CHECKPOINT: Path = [...PROOF, 'checkpoint', 'envelope'];
export const PROMISE: Path = [...ENTRY, 'inclusionPromise'];
export const TOKENS: Path = [MATERIAL, 'timestampVerificationData', 'rfc3161Timestamps'];
export const BODY: Path = [...ENTRY, 'canonicalizedBody'];
export const SIGNATURES: Path = ['dsseEnvelope', 'signatures'];
export const PAYLOAD: Path = ['dsseEnvelope', 'payload'];

/** The two places of a leaf certificate: v0.3, and the versions before. */
export function certificatePath(document: Json): Path | undefined {
  const places: readonly Path[] = [
    [MATERIAL, 'certificate', 'rawBytes'],
    [MATERIAL, 'x509CertificateChain', 'certificates', 0, 'rawBytes'],
  ];
  return places.find((path) => textAt(document, path) !== undefined);
}

/** The two places of a signature: in an envelope, and over a message. */
export function signaturePath(document: Json): Path {
  const inEnvelope = [...SIGNATURES, 0, 'sig'];
  return textAt(document, inEnvelope) === undefined ? ['messageSignature', 'signature'] : inEnvelope;
}

/** A proof without its checkpoint counts as none: it is neither read nor believed. */
export function hasWholeProof(document: Json): boolean {
  return textAt(document, CHECKPOINT) !== undefined;
}

export function hasPromise(document: Json): boolean {
  return valueAt(document, PROMISE) !== undefined;
}

const V2_KINDS: ReadonlySet<unknown> = new Set(['hashedrekord', 'dsse']);

/** The promise of v1 signs the index over all shards; in v2 it is that of the proof. Else nobody says which it is. */
export function signsIndex(document: Json): boolean {
  const { kind, version } = valueAt(document, [...ENTRY, 'kindVersion']) as Json;
  return hasPromise(document) || (V2_KINDS.has(kind) && version === '0.0.2');
}

export function hasTokens(document: Json): boolean {
  const tokens = valueAt(document, TOKENS);
  return Array.isArray(tokens) && tokens.length > 0;
}
