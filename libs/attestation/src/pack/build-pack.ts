import type { FrameworkText, FrameworkTexts } from '#compliance';
import { AppError, canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import type { TrustRootSource } from '#verification';

import { formatLayout, type Layer } from './oci-layout.js';
import { REPEATED_LAYERS, SINGLE_LAYERS } from './pack-media-types.js';
import type { Pack } from './pack.js';

const NEWLINE = 0x0a;

/**
 * The pack as an OCI image layout: path to bytes, ready to be written as files. Same parts, same bytes.
 * @throws AppError internal PACK_TITLE_TWICE when two documents share a name
 */
export function buildPack(pack: Pack): Map<string, Uint8Array> {
  const layers = [
    ...singleLayers(pack),
    ...mappingLayers(pack.framework),
    ...evidenceLayers(pack),
    ...trustRootLayers(pack),
    ...documentLayers(pack),
  ];
  requireDistinctTitles(layers);
  return formatLayout(packConfig(pack.trustRoots, pack.framework), layers);
}

/** What a layer's bytes do not say themselves: where each trust root came from, and which mapping lies on which. */
function packConfig(roots: readonly TrustRootSource[], { mappings, layers }: FrameworkTexts): Uint8Array {
  const trustRoots = roots.map(({ name, digest, source, expires, refreshedAt }) => ({
    name,
    digest,
    source,
    ...(expires === undefined ? {} : { expires }),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
  }));
  const mapping = [...mappings, ...layers].map(({ bytes }) => digestOf(bytes));
  return toUtf8(canonicalJson({ format: 'averment-pack/1', mapping, trustRoots }));
}

function singleLayers(pack: Pack): readonly Layer[] {
  return [
    { mediaType: SINGLE_LAYERS.attestation, title: 'attestation.sigstore.json', bytes: pack.attestation },
    { mediaType: SINGLE_LAYERS.publicKey, title: 'attestation.pub', bytes: pack.publicKey },
    { mediaType: SINGLE_LAYERS.rules, title: 'trust/rules.json', bytes: pack.rules },
    ...catalogLayers(pack.framework),
    { mediaType: SINGLE_LAYERS.input, title: 'assessment-input.json', bytes: pack.input },
    { mediaType: SINGLE_LAYERS.assessment, title: 'assessment.json', bytes: pack.assessment },
    ...intakeLayers(pack),
  ];
}

function catalogLayers({ catalog, below }: FrameworkTexts): readonly Layer[] {
  return [
    frameworkLayer(SINGLE_LAYERS.catalog, catalog),
    ...(below === undefined ? [] : [frameworkLayer(SINGLE_LAYERS.catalogBelow, below)]),
  ];
}

function mappingLayers({ mappings, layers }: FrameworkTexts): readonly Layer[] {
  return [
    ...mappings.map((text) => frameworkLayer(REPEATED_LAYERS.mapping, text)),
    ...layers.map((text) => frameworkLayer(REPEATED_LAYERS.mappingLayer, text)),
  ];
}

function frameworkLayer(mediaType: string, { name, bytes }: FrameworkText): Layer {
  return { mediaType, title: `framework/${name}`, bytes };
}

function intakeLayers({ intake }: Pack): readonly Layer[] {
  if (intake === undefined) return [];
  const leaves = joinLines(intake.leaves);
  return [
    { mediaType: SINGLE_LAYERS.intakeLeaves, title: 'intake/leaves.ndjson', bytes: leaves },
    { mediaType: SINGLE_LAYERS.intakeCheckpoint, title: 'intake/checkpoint', bytes: toUtf8(intake.checkpoint) },
  ];
}

/** A log may have more leaves than a function call may have arguments. */
function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0));
  let offset = 0;
  for (const line of lines) {
    whole.set(line, offset);
    offset += line.length;
    whole[offset++] = NEWLINE;
  }
  return whole;
}

function evidenceLayers({ evidence }: Pack): readonly Layer[] {
  return [...evidence].map(([digest, bytes]) => ({
    mediaType: REPEATED_LAYERS.evidence,
    title: `evidence/${hexOf(digest)}`,
    bytes,
  }));
}

function trustRootLayers({ trustRoots }: Pack): readonly Layer[] {
  return trustRoots.map(({ digest, bytes }) => ({
    mediaType: REPEATED_LAYERS.trustRoot,
    title: `trust/roots/${hexOf(digest)}.json`,
    bytes,
  }));
}

function documentLayers({ documents }: Pack): readonly Layer[] {
  return documents.map(({ name, bytes }) => ({ mediaType: REPEATED_LAYERS.document, title: name, bytes }));
}

function requireDistinctTitles(layers: readonly Layer[]): void {
  const seen = new Set<string>();
  for (const { title } of layers) {
    if (seen.has(title)) throw new AppError('internal', 'PACK_TITLE_TWICE', `two files of the pack are named ${title}`);
    seen.add(title);
  }
}

function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}
