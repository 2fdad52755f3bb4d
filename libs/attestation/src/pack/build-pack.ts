import type { FrameworkText, FrameworkTexts } from '#compliance';
import { AppError, canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import type { TrustRootSource } from '#verification';

import { contentOf, formatLayout, type Content, type Layer, type LayoutFile } from './oci-layout.js';
import { REDACTED_INPUT_NAME, REPEATED_LAYERS, SINGLE_LAYERS, WITHHELD_NAME } from './pack-media-types.js';
import type { Pack, PackedText } from './pack.js';

const NEWLINE = 0x0a;

type Parts = Omit<Pack, 'evidence'>;

/** A pack whose evidence somebody else holds: its digests, and how many bytes each has. */
export type HeldPack = Parts & { readonly evidence: ReadonlyMap<Digest, number> };

/**
 * The pack as an OCI image layout: path to bytes, ready to be written as files. Same parts, same bytes.
 * @throws AppError internal PACK_TITLE_TWICE when two documents share a name
 */
export function buildPack(pack: Pack): Map<string, Uint8Array> {
  const evidence = [...pack.evidence].map(([digest, bytes]) => ({ digest, size: bytes.length, bytes }));
  const files = layoutOf(pack, evidence);
  return new Map(
    files.flatMap(({ path, bytes }): [string, Uint8Array][] => (bytes === undefined ? [] : [[path, bytes]])),
  );
}

/** The same layout, file by file, without holding evidence: who writes it fetches those bytes. @throws as {@link buildPack} */
export function planPack(pack: HeldPack): readonly LayoutFile[] {
  return layoutOf(
    pack,
    [...pack.evidence].map(([digest, size]) => ({ digest, size })),
  );
}

function layoutOf(pack: Parts, evidence: readonly Content[]): readonly LayoutFile[] {
  const layers = [
    ...singleLayers(pack),
    ...mappingLayers(pack.framework),
    ...evidence.map(evidenceLayer),
    ...trustRootLayers(pack),
    ...textLayers(REPEATED_LAYERS.document, pack.documents),
    ...textLayers(REPEATED_LAYERS.companion, pack.companions ?? []),
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

function singleLayers(pack: Parts): readonly Layer[] {
  return [
    layerOf(SINGLE_LAYERS.attestation, 'attestation.sigstore.json', pack.attestation),
    ...optional(SINGLE_LAYERS.publicKey, 'attestation.pub', pack.publicKey),
    ...optional(SINGLE_LAYERS.status, 'status.sigstore.json', pack.status),
    layerOf(SINGLE_LAYERS.rules, 'trust/rules.json', pack.rules),
    ...catalogLayers(pack.framework),
    ...inputLayers(pack),
    ...intakeLayers(pack),
  ];
}

function optional(mediaType: string, title: string, bytes: Uint8Array | undefined): readonly Layer[] {
  return bytes === undefined ? [] : [layerOf(mediaType, title, bytes)];
}

function layerOf(mediaType: string, title: string, bytes: Uint8Array): Layer {
  return { mediaType, title, ...contentOf(bytes) };
}

/** Nobody shall take what is left of an input for the input: it has a name and a type of its own. */
function inputLayers({ input, assessment, withheld }: Parts): readonly Layer[] {
  const redacted = withheld === undefined ? undefined : input;
  return [
    ...optional(SINGLE_LAYERS.withheld, WITHHELD_NAME, withheld),
    ...optional(SINGLE_LAYERS.redactedInput, REDACTED_INPUT_NAME, redacted),
    ...optional(SINGLE_LAYERS.input, 'assessment-input.json', redacted === undefined ? input : undefined),
    ...optional(SINGLE_LAYERS.assessment, 'assessment.json', assessment),
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
  return layerOf(mediaType, `framework/${name}`, bytes);
}

function intakeLayers({ intake }: Parts): readonly Layer[] {
  if (intake === undefined) return [];
  const leaves = joinLines(intake.leaves);
  return [
    layerOf(SINGLE_LAYERS.intakeLeaves, 'intake/leaves.ndjson', leaves),
    layerOf(SINGLE_LAYERS.intakeCheckpoint, 'intake/checkpoint', toUtf8(intake.checkpoint)),
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

function evidenceLayer(content: Content): Layer {
  return { mediaType: REPEATED_LAYERS.evidence, title: `evidence/${hexOf(content.digest)}`, ...content };
}

function trustRootLayers({ trustRoots }: Parts): readonly Layer[] {
  return trustRoots.map(({ digest, bytes }) =>
    layerOf(REPEATED_LAYERS.trustRoot, `trust/roots/${hexOf(digest)}.json`, bytes),
  );
}

function textLayers(mediaType: string, texts: readonly PackedText[]): readonly Layer[] {
  return texts.map(({ name, bytes }) => layerOf(mediaType, name, bytes));
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
