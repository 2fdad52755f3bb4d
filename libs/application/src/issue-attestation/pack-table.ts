import type { FrozenParts, Pack } from '#attestation';
import { canonicalJson, digestOf, fromUtf8, toUtf8, type Digest, type Instant } from '#kernel';

import type { OrganizationId } from '../ids.js';
import type { BlobStore } from '../ports/index.js';

/** So many blobs are read or put at once. */
const BLOB_BATCH = 16;

/** The parts of a pack by digest, as canonical JSON in the blob store; every part is a blob of its own. */
export interface PackTable {
  readonly format: 'averment-parts/1';
  /** Absent in a draft. */
  readonly attestation?: Digest;
  /** PEM. */
  readonly publicKey?: string;
  readonly evidence: readonly Digest[];
  readonly trustRoots: readonly {
    readonly name: string;
    readonly digest: Digest;
    readonly source: FrozenParts['trustRoots'][number]['source'];
    readonly expires?: Instant;
    readonly refreshedAt?: Instant;
  }[];
  readonly rules: Digest;
  readonly framework: {
    readonly catalog: NamedDigest;
    readonly below?: NamedDigest;
    readonly mappings: readonly NamedDigest[];
    readonly layers: readonly NamedDigest[];
  };
  readonly input: Digest;
  readonly assessment: Digest;
  readonly intake?: { readonly leaves: Digest; readonly checkpoint: string };
  readonly documents: readonly NamedDigest[];
}

interface NamedDigest {
  readonly name: string;
  readonly digest: Digest;
}

/** Freezes the parts; evidence must be among the blobs already. Returns the digest of their table. */
export async function freezeParts(blobs: BlobStore, organization: OrganizationId, parts: FrozenParts): Promise<Digest> {
  const { table, files } = tableOf(parts);
  await inBatches(files, (bytes) => blobs.put(organization, bytes));
  return putTable(blobs, organization, table);
}

/** Our own canonical bytes: the store holds them against their digest. @throws AppError not-found BLOB_MISSING */
export async function readTable(blobs: BlobStore, organization: OrganizationId, digest: Digest): Promise<PackTable> {
  return JSON.parse(fromUtf8(await blobs.get(organization, digest))) as PackTable;
}

export function putTable(blobs: BlobStore, organization: OrganizationId, table: PackTable): Promise<Digest> {
  return blobs.put(organization, toUtf8(canonicalJson(table)));
}

/** One leaf per line: leaves are canonical JSON, which holds no line feed. */
function tableOf(parts: FrozenParts): { readonly table: PackTable; readonly files: readonly Uint8Array[] } {
  const { trustRoots, rules, framework, input, assessment, intake, documents } = parts;
  const { catalog, below, mappings, layers } = framework;
  const leaves = intake && toUtf8(intake.leaves.map((leaf) => `${fromUtf8(leaf)}\n`).join(''));
  const texts = [catalog, ...(below === undefined ? [] : [below]), ...mappings, ...layers];
  return {
    table: {
      format: 'averment-parts/1',
      evidence: [...parts.evidence.keys()],
      trustRoots: trustRoots.map(({ name, digest, source, expires, refreshedAt }) => ({
        ...{ name, digest, source },
        ...(expires !== undefined && { expires }),
        ...(refreshedAt !== undefined && { refreshedAt }),
      })),
      rules: digestOf(rules),
      framework: {
        catalog: named(catalog),
        ...(below !== undefined && { below: named(below) }),
        mappings: mappings.map(named),
        layers: layers.map(named),
      },
      input: digestOf(input),
      assessment: digestOf(assessment),
      ...(intake !== undefined &&
        leaves !== undefined && { intake: { leaves: digestOf(leaves), checkpoint: intake.checkpoint } }),
      documents: documents.map(named),
    },
    files: [
      ...trustRoots.map(({ bytes }) => bytes),
      ...[...texts, ...documents].map(({ bytes }) => bytes),
      ...[rules, input, assessment],
      ...(leaves === undefined ? [] : [leaves]),
    ],
  };
}

function named({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): NamedDigest {
  return { name, digest: digestOf(bytes) };
}

/** The pack as it was signed, read whole. @throws AppError not-found BLOB_MISSING; internal BLOB_CORRUPT */
export async function thawPack(blobs: BlobStore, organization: OrganizationId, table: PackTable): Promise<Pack> {
  const read = async (digest: Digest) => [digest, await blobs.get(organization, digest)] as const;
  return { ...(await thawParts(blobs, organization, table)), evidence: new Map(await inBatches(table.evidence, read)) };
}

/** All of it but the evidence. @throws as {@link thawPack} */
export async function thawParts(
  blobs: BlobStore,
  organization: OrganizationId,
  table: PackTable,
): Promise<Omit<Pack, 'evidence'>> {
  const { trustRoots, framework, intake, documents, attestation, publicKey } = table;
  if (attestation === undefined) throw new TypeError('the parts of a draft are no pack');
  const read = (digest: Digest) => blobs.get(organization, digest);
  const text = async ({ name, digest }: NamedDigest) => ({ name, bytes: await read(digest) });
  const texts = (list: readonly NamedDigest[]) => Promise.all(list.map(text));
  const { catalog, below, mappings, layers } = framework;
  return {
    attestation: await read(attestation),
    ...(publicKey !== undefined && { publicKey: toUtf8(publicKey) }),
    trustRoots: await Promise.all(trustRoots.map(async (root) => ({ ...root, bytes: await read(root.digest) }))),
    rules: await read(table.rules),
    framework: {
      catalog: await text(catalog),
      ...(below !== undefined && { below: await text(below) }),
      mappings: await texts(mappings),
      layers: await texts(layers),
    },
    input: await read(table.input),
    assessment: await read(table.assessment),
    ...(intake !== undefined && {
      intake: { leaves: linesOf(await read(intake.leaves)), checkpoint: intake.checkpoint },
    }),
    documents: await texts(documents),
  };
}

/** In order, so many at once. */
async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += BLOB_BATCH) {
    results.push(...(await Promise.all(items.slice(start, start + BLOB_BATCH).map(work))));
  }
  return results;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  return fromUtf8(bytes)
    .split('\n')
    .slice(0, -1)
    .map((line) => toUtf8(line));
}
