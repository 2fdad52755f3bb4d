import {
  canonicalJson,
  digestOf,
  equalBytes,
  Field,
  isDigest,
  ParseError,
  parseStrictJson,
  toUtf8,
  type Digest,
} from '#kernel';

import {
  OCI_INDEX_TYPE,
  OCI_MANIFEST_TYPE,
  PACK_ARTIFACT_TYPE,
  PACK_CONFIG_TYPE,
  TITLE_ANNOTATION,
} from './pack-media-types.js';

// OCI image layout 1.1, the little of it that a pack needs. Every JSON of it is written canonically and read back only
// in exactly that spelling, so that there is no byte in a pack that could change unseen.

export const LAYOUT_FILE = 'oci-layout';
export const INDEX_FILE = 'index.json';
export const LAYOUT_BYTES = toUtf8(canonicalJson({ imageLayoutVersion: '1.0.0' }));
const BLOB_PATH = /^blobs\/sha256\/[0-9a-f]{64}$/;
const MAX_LAYERS = 100_000;

/** Bytes by their digest; absent where somebody else holds them and hands them over when they are written. */
export interface Content {
  readonly digest: Digest;
  readonly size: number;
  readonly bytes?: Uint8Array;
}

/** One file of a pack: what it is, where a person finds it, and what it holds. */
export interface Layer extends Content {
  readonly mediaType: string;
  readonly title: string;
}

/** A file of the layout. */
export interface LayoutFile extends Content {
  readonly path: string;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
}

export type LayerDescriptor = Descriptor & { readonly title: string };

export interface PackManifest {
  readonly config: Descriptor;
  readonly layers: readonly LayerDescriptor[];
}

export function blobPath(digest: Digest): string {
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

export function isBlobPath(path: string): boolean {
  return BLOB_PATH.test(path);
}

/** What these bytes are by their digest. */
export function contentOf(bytes: Uint8Array): Required<Content> {
  return { digest: digestOf(bytes), size: bytes.length, bytes };
}

/** Files in a fixed order, each once: the same layers give the same layout. */
export function formatLayout(config: Uint8Array, layers: readonly Layer[]): readonly LayoutFile[] {
  const ordered = layers.toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const manifest = contentOf(
    formatManifest({
      config: descriptorOf(PACK_CONFIG_TYPE, contentOf(config)),
      layers: ordered.map((layer) => ({ ...descriptorOf(layer.mediaType, layer), title: layer.title })),
    }),
  );
  const blobs = [contentOf(config), manifest, ...ordered].map(({ digest, size, bytes }) => ({
    ...{ path: blobPath(digest), digest, size },
    ...(bytes && { bytes }),
  }));
  const once = new Map(blobs.map((blob) => [blob.path, blob]));
  return [
    { path: LAYOUT_FILE, ...contentOf(LAYOUT_BYTES) },
    { path: INDEX_FILE, ...contentOf(formatIndex(descriptorOf(OCI_MANIFEST_TYPE, manifest))) },
    ...[...once.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
  ];
}

/** The one manifest an index names. @throws ParseError INDEX_NOT_CANONICAL, FIELD_*, JSON_* */
export function parseIndex(bytes: Uint8Array): Descriptor {
  const manifests = new Field(parseStrictJson(bytes), INDEX_FILE).get('manifests').items(1);
  const descriptor = parseDescriptor(manifests[0] ?? new Field(undefined, `${INDEX_FILE}.manifests[0]`));
  requireSpelling(bytes, formatIndex(descriptor), 'INDEX_NOT_CANONICAL');
  return descriptor;
}

/** @throws ParseError MANIFEST_NOT_CANONICAL, FIELD_*, JSON_*, LIMIT_EXCEEDED */
export function parseManifest(bytes: Uint8Array): PackManifest {
  const field = new Field(parseStrictJson(bytes), 'manifest');
  const manifest = {
    config: parseDescriptor(field.get('config')),
    layers: field
      .get('layers')
      .items(MAX_LAYERS)
      .map((layer) => ({
        ...parseDescriptor(layer),
        title: layer.get('annotations').get(TITLE_ANNOTATION).string(),
      })),
  };
  requireSpelling(bytes, formatManifest(manifest), 'MANIFEST_NOT_CANONICAL');
  return manifest;
}

function formatIndex(manifest: Descriptor): Uint8Array {
  return toUtf8(
    canonicalJson({
      schemaVersion: 2,
      mediaType: OCI_INDEX_TYPE,
      manifests: [{ ...manifest, artifactType: PACK_ARTIFACT_TYPE }],
    }),
  );
}

function formatManifest({ config, layers }: PackManifest): Uint8Array {
  return toUtf8(
    canonicalJson({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST_TYPE,
      artifactType: PACK_ARTIFACT_TYPE,
      config,
      layers: layers.map(({ title, ...descriptor }) => ({ ...descriptor, annotations: { [TITLE_ANNOTATION]: title } })),
    }),
  );
}

function descriptorOf(mediaType: string, { digest, size }: Content): Descriptor {
  return { mediaType, digest, size };
}

function parseDescriptor(field: Field): Descriptor {
  const digest = field.get('digest').string();
  if (!isDigest(digest)) throw field.get('digest').wrong('a sha256 digest');
  return { mediaType: field.get('mediaType').string(), digest, size: field.get('size').integer() };
}

function requireSpelling(found: Uint8Array, canonical: Uint8Array, code: string): void {
  if (equalBytes(found, canonical)) return;
  throw new ParseError(code, 'it is not the canonical JSON that a pack is written in, so it was changed or is foreign');
}
