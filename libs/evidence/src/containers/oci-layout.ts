import { Field, LIMITS, ParseError, parseStrictJson, fromUtf8 } from '#kernel';

import { packEvidenceSet } from '../formats/evidence-set/evidence-set.js';
import type { Piece } from './container.js';
import { JsonSlice } from './json-slice.js';
import { readBlob, readDescriptor, type Blobs } from './oci-blob.js';
import { Pieces } from './pieces.js';

const LAYOUT_FILE = 'oci-layout';
const INDEX_FILE = 'index.json';
const MAX_INDEX_DEPTH = 4;
const MAX_LAYERS = 1_000;

const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);
const MANIFEST_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);

/** Layers that cosign and Tekton Chains sign in their annotations: the layer means nothing without them. */
const ANNOTATED_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.dev.cosign.simplesigning.v1+json',
  'application/vnd.dsse.envelope.v1+json',
]);
/** Layers that are documents by themselves: Sigstore bundles, attached SBOMs, statements of BuildKit. */
const DOCUMENT_TYPE =
  /^application\/vnd\.dev\.sigstore\.bundle|^application\/vnd\.in-toto\+json$|^(?:text|application)\/(?:vnd\.)?(?:spdx|cyclonedx)\+json$/;

export function isOciLayout(files: ReadonlyMap<string, Uint8Array>): boolean {
  return files.has(LAYOUT_FILE) && files.has(INDEX_FILE);
}

/**
 * The evidence in an OCI image layout: cosign's signatures and attestations by tag (`.sig`, `.att`) or by referrer, each
 * layer with its descriptor as one evidence set; bundles and SBOMs as they are. Tags and annotations of the index say
 * what is attached to what, and nobody signed them: each piece says itself what it is about. Layers of images are not
 * read, and need not be there.
 * @throws ParseError OCI_*, FIELD_*, JSON_*, LIMIT_EXCEEDED
 */
export function readOciLayout(files: Blobs): readonly Piece[] {
  const version = json(files, LAYOUT_FILE).get('imageLayoutVersion').string();
  if (version !== '1.0.0') throw new ParseError('OCI_LAYOUT', `image layout of version "${version}", expected 1.0.0`);
  const pieces = new Pieces();
  walkIndex(json(files, INDEX_FILE), { files, seen: new Set(), pieces, depth: 1 });
  return pieces.all;
}

interface Walk {
  readonly files: Blobs;
  /** Manifests that were read: one that is named twice holds no more evidence for it. */
  readonly seen: Set<string>;
  readonly pieces: Pieces;
  readonly depth: number;
}

function walkIndex(index: Field, walk: Walk): void {
  if (walk.depth > MAX_INDEX_DEPTH) {
    throw new ParseError('LIMIT_EXCEEDED', `image indexes nest deeper than ${MAX_INDEX_DEPTH}`);
  }
  for (const item of index.get('manifests').items(LIMITS.containerPieces)) walkManifest(item, walk);
}

function walkManifest(item: Field, walk: Walk): void {
  const descriptor = readDescriptor(item);
  const isIndex = INDEX_TYPES.has(descriptor.mediaType);
  if (walk.seen.has(descriptor.digest) || !(isIndex || MANIFEST_TYPES.has(descriptor.mediaType))) return;
  walk.seen.add(descriptor.digest);
  // A layout may leave out manifests of other platforms; what it leaves out, it does not show.
  const bytes = readBlob(walk.files, descriptor);
  if (bytes === undefined) return;
  const manifest = new Field(parseStrictJson(bytes), descriptor.digest);
  if (isIndex) walkIndex(manifest, { ...walk, depth: walk.depth + 1 });
  else addLayers(manifest, bytes, walk);
}

function addLayers(manifest: Field, bytes: Uint8Array, { files, pieces }: Walk): void {
  const layers = manifest.optional('layers')?.items(MAX_LAYERS) ?? [];
  const slices = JsonSlice.of(fromUtf8(bytes)).member('layers')?.items() ?? [];
  for (const [index, slice] of slices.entries()) {
    const descriptor = readDescriptor(new Field(layers[index]?.value, `${manifest.path}.${slice.path}`));
    const isAnnotated = ANNOTATED_TYPES.has(descriptor.mediaType);
    if (!isAnnotated && !DOCUMENT_TYPE.test(descriptor.mediaType)) continue;
    const content = readBlob(files, descriptor);
    if (content === undefined) throw new ParseError('OCI_BLOB_MISSING', `${descriptor.digest} is not in the layout`);
    pieces.add(`${manifest.path}: ${slice.path}`, isAnnotated ? withDescriptor(slice.bytes(), content) : content);
  }
}

function withDescriptor(descriptor: Uint8Array, layer: Uint8Array): Uint8Array {
  return packEvidenceSet(
    'cosign-oci-layer',
    new Map([
      ['descriptor.json', descriptor],
      ['layer', layer],
    ]),
  );
}

function json(files: Blobs, path: string): Field {
  return new Field(parseStrictJson(files.get(path) ?? new Uint8Array()), path);
}
