import type { FrameworkText, FrameworkTexts } from '#compliance';
import { AppError, canonicalJson, digestOf, toUtf8, type Digest } from '#kernel';
import type { TrustRootSource } from '#verification';

import { formatLayout, type Layer } from './oci-layout.js';
import { REDACTED_INPUT_NAME, REPEATED_LAYERS, SINGLE_LAYERS, WITHHELD_NAME } from './pack-media-types.js';
import type { Pack, PackedText } from './pack.js';

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

function singleLayers(pack: Pack): readonly Layer[] {
  return [
    { mediaType: SINGLE_LAYERS.attestation, title: 'attestation.sigstore.json', bytes: pack.attestation },
    ...optional(SINGLE_LAYERS.publicKey, 'attestation.pub', pack.publicKey),
    ...optional(SINGLE_LAYERS.status, 'status.sigstore.json', pack.status),
    { mediaType: SINGLE_LAYERS.rules, title: 'trust/rules.json', bytes: pack.rules },
    ...catalogLayers(pack.framework),
    ...inputLayers(pack),
    ...intakeLayers(pack),
  ];
}

function optional(mediaType: string, title: string, bytes: Uint8Array | undefined): readonly Layer[] {
  return bytes === undefined ? [] : [{ mediaType, title, bytes }];
}

/** Nobody shall take what is left of an input for the input: it has a name and a type of its own. */
function inputLayers({ input, assessment, withheld }: Pack): readonly Layer[] {
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

function textLayers(mediaType: string, texts: readonly PackedText[]): readonly Layer[] {
  return texts.map(({ name, bytes }) => ({ mediaType, title: name, bytes }));
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
