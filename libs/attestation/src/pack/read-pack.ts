import {
  AppError,
  digestOf,
  Field,
  fromUtf8,
  LIMITS,
  ParseError,
  parseInstant,
  parseStrictJson,
  type Digest,
} from '#kernel';
import type { TrustRootSource } from '#verification';

import { planPack } from './build-pack.js';
import { INDEX_FILE } from './oci-layout.js';
import { openLayout, type Files, type OpenLayout } from './open-layout.js';
import { OPTIONAL_LAYERS, REPEATED_LAYERS, SINGLE_LAYERS, WHOLE_LAYERS, type SingleLayer } from './pack-media-types.js';
import type { Pack, PackedText, PackProblem } from './pack.js';

/** What could be read, and everything that is wrong; `pack` is absent when a part that everything needs is. */
export interface PackReading {
  readonly pack?: Pack;
  readonly problems: readonly PackProblem[];
}

type Layers = NonNullable<OpenLayout['layers']>;

const KNOWN_TYPES: ReadonlySet<string> = new Set([...Object.values(SINGLE_LAYERS), ...Object.values(REPEATED_LAYERS)]);
const SINGLE_NAMES = Object.keys(SINGLE_LAYERS) as readonly SingleLayer[];
const MAX_TRUST_ROOTS = 64;
const MAX_MAPPINGS = 64;

/** Reads a pack made by strangers. Never throws for what the files hold; a blob without its digest is never read. */
export function readPack(files: Files): PackReading {
  const { layers, config, problems: found } = openLayout(files);
  if (layers === undefined) return { problems: found };
  const problems = [...found, ...unknownTypes(layers)];
  const singles = new Map(SINGLE_NAMES.map((name) => [name, singleLayer(layers, name, problems)]));
  problems.push(...absentLayers(singles));
  const trustRoots = config === undefined ? [] : readTrustRoots(config, layers, problems);
  const framework = config === undefined ? undefined : readFramework(config, layers, problems);
  const pack = assemble(layers, singles, { trustRoots, framework });
  if (pack === undefined) return { problems };
  return { pack, problems: problems.length > 0 ? problems : spellingProblems(pack, files) };
}

/** Titles and the config are signed by nobody: what is in a pack says how they are written, and nothing else is read. */
function spellingProblems(pack: Pack, files: Files): readonly PackProblem[] {
  const index = files.get(INDEX_FILE);
  if (index !== undefined && digestOf(index) === writtenIndex(pack)) return [];
  const sentence = 'its files are titled, typed or described otherwise than such a pack is written: that was changed';
  return [{ code: 'PACK_NOT_CANONICAL', sentence, path: INDEX_FILE }];
}

/** Undefined for what nobody could have written. */
function writtenIndex(pack: Pack): Digest | undefined {
  const evidence = new Map([...pack.evidence].map(([digest, { length }]) => [digest, length]));
  try {
    return planPack({ ...pack, evidence }).find(({ path }) => path === INDEX_FILE)?.digest;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

type Single = Layers[number] | undefined;

function assemble(
  layers: Layers,
  singles: ReadonlyMap<SingleLayer, Single>,
  {
    trustRoots,
    framework,
  }: { readonly trustRoots: Pack['trustRoots']; readonly framework: Pack['framework'] | undefined },
): Pack | undefined {
  const bytesOf = (name: SingleLayer) => singles.get(name)?.bytes;
  const [attestation, rules, assessment] = [bytesOf('attestation'), bytesOf('rules'), bytesOf('assessment')];
  const [publicKey, status, withheld] = [bytesOf('publicKey'), bytesOf('status'), bytesOf('withheld')];
  const input = bytesOf(withheld === undefined ? 'input' : 'redactedInput');
  if (!attestation || !rules || !framework || !input || (!assessment && !withheld)) return undefined;
  const intake = readIntake(singles.get('intakeLeaves'), singles.get('intakeCheckpoint'));
  const companions = textsOf(ofType(layers, REPEATED_LAYERS.companion));
  return {
    attestation,
    ...(publicKey && { publicKey }),
    evidence: new Map(ofType(layers, REPEATED_LAYERS.evidence).map(({ digest, bytes }) => [digest, bytes])),
    trustRoots,
    rules,
    framework,
    input,
    ...(assessment && { assessment }),
    ...(intake && { intake }),
    documents: textsOf(ofType(layers, REPEATED_LAYERS.document)),
    ...(companions.length > 0 && { companions }),
    ...(status && { status }),
    ...(withheld && { withheld }),
  };
}

function textsOf(layers: Layers): readonly PackedText[] {
  return layers.map(({ title, bytes }) => ({ name: title, bytes }));
}

/** A whole pack holds input and assessment; one that withholds something, the redacted input in their place. */
function absentLayers(singles: ReadonlyMap<SingleLayer, Single>): PackProblem[] {
  const isWhole = singles.get('withheld') === undefined;
  const needed = SINGLE_NAMES.filter((name) => {
    if (WHOLE_LAYERS.includes(name)) return isWhole;
    return name === 'redactedInput' ? !isWhole : !OPTIONAL_LAYERS.includes(name);
  });
  const forbidden: readonly SingleLayer[] = isWhole ? ['redactedInput'] : WHOLE_LAYERS;
  return [
    ...needed
      .filter((name) => singles.get(name) === undefined)
      .map((name) => ({ code: 'LAYER_MISSING', sentence: `the pack holds no readable layer of the kind ${name}` })),
    ...forbidden
      .filter((name) => singles.get(name) !== undefined)
      .map((name) => ({
        code: 'LAYER_UNEXPECTED',
        sentence: isWhole
          ? 'the pack holds a redacted input, but does not say what it withholds'
          : 'the pack withholds evidence, but holds what was concluded from it',
        path: name,
      })),
  ];
}

function unknownTypes(layers: Layers): PackProblem[] {
  return layers
    .filter(({ mediaType }) => !KNOWN_TYPES.has(mediaType))
    .map(({ title }) => ({ code: 'LAYER_UNKNOWN', sentence: 'a layer of a media type that no pack has', path: title }));
}

function singleLayer(layers: Layers, name: SingleLayer, problems: PackProblem[]): Single {
  const found = ofType(layers, SINGLE_LAYERS[name]);
  if (found.length > 1) {
    problems.push({ code: 'LAYER_TWICE', sentence: `the pack holds more than one layer of the kind ${name}` });
    return undefined;
  }
  return found[0];
}

function readTrustRoots(config: Uint8Array, layers: Layers, problems: PackProblem[]): readonly TrustRootSource[] {
  try {
    const roots = new Map(ofType(layers, REPEATED_LAYERS.trustRoot).map((layer) => [layer.digest, layer.bytes]));
    const items = new Field(parseStrictJson(config), 'config').get('trustRoots').items(MAX_TRUST_ROOTS);
    return items.map((item) => toTrustRoot(item, roots));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    problems.push({ code: error.code, sentence: error.message, path: 'config' });
    return [];
  }
}

/** The catalog, and mappings and layers in the order that the config gives them, each once. */
function readFramework(config: Uint8Array, layers: Layers, problems: PackProblem[]): Pack['framework'] | undefined {
  const [catalog] = ofType(layers, SINGLE_LAYERS.catalog);
  const [below] = ofType(layers, SINGLE_LAYERS.catalogBelow);
  if (catalog === undefined) return undefined;
  const order = readOrder(config, problems);
  if (order === undefined) return undefined;
  const mappings = inOrder(order, ofType(layers, REPEATED_LAYERS.mapping));
  const onTop = inOrder(order, ofType(layers, REPEATED_LAYERS.mappingLayer));
  if (mappings.length > 0 && isSameList([...mappings, ...onTop], order)) {
    return {
      catalog: textOf(catalog),
      ...(below && { below: textOf(below) }),
      mappings: mappings.map(textOf),
      layers: onTop.map(textOf),
    };
  }
  const sentence = 'the config does not name the mappings and their layers, bottom first, each once';
  problems.push({ code: 'MAPPING_ORDER', sentence, path: 'config' });
  return undefined;
}

function readOrder(config: Uint8Array, problems: PackProblem[]): readonly string[] | undefined {
  try {
    const items = new Field(parseStrictJson(config), 'config').get('mapping').items(MAX_MAPPINGS);
    return items.map((item) => item.string());
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    problems.push({ code: error.code, sentence: error.message, path: 'config' });
    return undefined;
  }
}

/** Unnamed ones last, so that they make a difference. */
function inOrder(order: readonly string[], layers: Layers): Layers {
  const rank = ({ digest }: Layers[number]) => (order.includes(digest) ? order.indexOf(digest) : order.length);
  return layers.toSorted((a, b) => rank(a) - rank(b));
}

function isSameList(layers: Layers, order: readonly string[]): boolean {
  return layers.length === order.length && layers.every(({ digest }, at) => digest === order[at]);
}

function textOf({ title, bytes }: Layers[number]): PackedText {
  return { name: title.slice(title.lastIndexOf('/') + 1), bytes };
}

function toTrustRoot(item: Field, layers: ReadonlyMap<Digest, Uint8Array>): TrustRootSource {
  const digest = item.get('digest').string() as Digest;
  const bytes = layers.get(digest);
  if (bytes === undefined)
    throw new ParseError('TRUST_ROOT_MISSING', `${item.path} names a trust root that is not a layer`);
  const source = item.get('source').string();
  if (source !== 'seed' && source !== 'tuf' && source !== 'file') throw item.get('source').wrong('seed, tuf or file');
  const expires = item.optional('expires')?.string();
  const refreshedAt = item.optional('refreshedAt')?.string();
  return {
    name: item.get('name').string(),
    digest,
    bytes,
    source,
    ...(expires === undefined ? {} : { expires: parseInstant(expires) }),
    ...(refreshedAt === undefined ? {} : { refreshedAt: parseInstant(refreshedAt) }),
  };
}

function readIntake(leaves: Single, checkpoint: Single): Pack['intake'] {
  if (leaves === undefined || checkpoint === undefined || checkpoint.bytes.length > LIMITS.bundleBytes)
    return undefined;
  try {
    return { leaves: splitLines(leaves.bytes), checkpoint: fromUtf8(checkpoint.bytes) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { leaves: splitLines(leaves.bytes), checkpoint: '' };
  }
}

/** Lines end in a newline; canonical JSON never holds one inside. A last line without one is still a line. */
function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

function ofType(layers: Layers, mediaType: string): Layers {
  return layers.filter((layer) => layer.mediaType === mediaType);
}
