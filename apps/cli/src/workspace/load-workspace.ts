import { basename, dirname, relative, resolve } from 'node:path';

import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

import { ORGANIZATION_KEY_RULE } from '#attestation';
import type { FrameworkText, PopulationMember } from '#compliance';
import { AppError, hash, isSubjectDigest, ParseError, toHex, type SubjectDigest } from '#kernel';
import { publicGoodTrustRoot } from '#platform';
import { parseTrustRule, type TrustRootSource, type TrustRule } from '#verification';

import { trustRootFromFile } from '../trust/trust-root-file.js';
import { readEvidence, type EvidencePiece } from './read-evidence.js';
import { filesBelow, readBytes, readText } from './read-files.js';
import { signedRecords } from './signed-records.js';
import { workspaceSchema, type WorkspaceFile } from './workspace-schema.js';

export interface Workspace {
  readonly organization: { readonly slug: string; readonly name: string; readonly synthetic: boolean };
  readonly trustRoots: readonly TrustRootSource[];
  readonly rules: readonly TrustRule[];
  /** How many rules are written down that nobody has confirmed; none of them is in force. */
  readonly proposedRules: number;
  /** What the organization puts on top of mappings, bottom first. */
  readonly layers: readonly FrameworkText[];
  /** Official wordings, shown with the catalogs they are for. */
  readonly wordings: readonly FrameworkText[];
  /** Paths are relative to the workspace. */
  readonly evidence: readonly EvidencePiece[];
  readonly products: readonly {
    readonly slug: string;
    readonly name: string;
    readonly releases: readonly WorkspaceRelease[];
  }[];
}

export interface WorkspaceRelease {
  readonly version: string;
  readonly artifacts: readonly PopulationMember[];
  readonly revision?: string;
}

const MAX_FILES = 100_000;

/** Reads a workspace file and everything it names. @throws AppError invalid, with file, line and reason */
export async function loadWorkspace(file: string): Promise<Workspace> {
  const folder = dirname(resolve(file));
  const described = parseWorkspace(await readText(file), file);
  return {
    organization: described.organization,
    trustRoots: await Promise.all(described.trustRoots.map((root) => loadTrustRootSource(root, folder))),
    rules: described.rules.map((rule, index) => namedRule(rule, `${file}: rules[${index}]`)),
    evidence: [
      ...(await loadEvidence(described.evidence, folder)),
      ...(await loadRecords(described.repositories, folder)),
    ],
    proposedRules: described.proposedRules.length,
    wordings: await Promise.all(described.wordings.map((path) => readFrameworkText(path, folder))),
    layers: await loadLayers(described.layers, folder, file),
    products: await Promise.all(
      described.products.map(async ({ slug, name, releases }) => ({
        slug,
        name,
        releases: await Promise.all(releases.map((release) => loadRelease(release, folder))),
      })),
    ),
  };
}

export function parseWorkspace(text: string, file: string): WorkspaceFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new ParseError('WORKSPACE_INVALID', `${file}:${line}: ${problem.message.split('\n')[0] ?? 'not YAML'}`);
  }
  const result = workspaceSchema.safeParse(plainValue(document, file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String) ?? [];
  const range = nearestRange(document, path);
  const where = range === undefined ? file : `${file}:${lines.linePos(range).line}`;
  throw new ParseError(
    'WORKSPACE_INVALID',
    `${where}: ${path.join('.')}: ${issue?.message ?? z.prettifyError(result.error)}`,
  );
}

/** Aliases that multiply (a billion laughs) end here. */
function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw new ParseError('WORKSPACE_INVALID', `${file}: ${cause instanceof Error ? cause.message : 'not YAML'}`, {
      cause,
    });
  }
}

/** Where the value stands, or the nearest value around it when it is what is missing. */
function nearestRange(document: Document, path: readonly string[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range !== undefined) return node.range[0];
  }
  return undefined;
}

/** In a pack layers lie side by side under their names. */
async function loadLayers(paths: readonly string[], folder: string, file: string): Promise<readonly FrameworkText[]> {
  const layers = await Promise.all(paths.map((path) => readFrameworkText(path, folder)));
  const names = layers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return layers;
  throw new ParseError('WORKSPACE_INVALID', `${file}: layers: two files are named ${twice}: rename one`);
}

/** A file of a framework, under its own name: where it lay is nobody else's business. */
export async function readFrameworkText(path: string, folder = '.'): Promise<FrameworkText> {
  return { name: basename(path), bytes: await readBytes(resolve(folder, path)) };
}

async function loadTrustRootSource(
  root: WorkspaceFile['trustRoots'][number],
  folder: string,
): Promise<TrustRootSource> {
  if (root === 'public-good') return publicGoodTrustRoot();
  return trustRootFromFile(root.name, resolve(folder, root.file));
}

function namedRule(rule: unknown, where: string): TrustRule {
  const parsed = parseNamed(rule, where);
  if (parsed.id !== ORGANIZATION_KEY_RULE) return parsed;
  // Whoever may write this rule could sign human statements in the organization's name.
  throw new AppError(
    'conflict',
    'RULE_RESERVED',
    `${where}: the id "${ORGANIZATION_KEY_RULE}" is kept for the rule of the key that signs; give yours another id`,
  );
}

function parseNamed(rule: unknown, where: string): TrustRule {
  try {
    return parseTrustRule(rule);
  } catch (error) {
    if (error instanceof ParseError) throw new ParseError(error.code, `${where}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function loadEvidence(paths: readonly string[], folder: string): Promise<readonly EvidencePiece[]> {
  const files = (await Promise.all(paths.map((path) => filesBelow(resolve(folder, path))))).flat();
  if (files.length > MAX_FILES)
    throw new AppError('too-large', 'WORKSPACE_TOO_LARGE', `the workspace names more than ${MAX_FILES} evidence files`);
  const pieces = await readEvidence(files);
  return pieces.map(({ path, bytes }) => ({ path: relative(folder, path), bytes }));
}

async function loadRecords(repositories: readonly string[], folder: string): Promise<readonly EvidencePiece[]> {
  const records: EvidencePiece[] = [];
  for (const repository of repositories) {
    for await (const { name, bytes } of signedRecords(resolve(folder, repository)))
      records.push({ path: `${repository}: ${name}`, bytes });
  }
  return records;
}

async function loadRelease(
  release: WorkspaceFile['products'][number]['releases'][number],
  folder: string,
): Promise<WorkspaceRelease> {
  const artifacts = await Promise.all((release.artifacts ?? []).map((artifact) => loadArtifact(artifact, folder)));
  const { version, revision } = release;
  return { version, artifacts, ...(revision === undefined ? {} : { revision }) };
}

type ArtifactEntry = NonNullable<WorkspaceFile['products'][number]['releases'][number]['artifacts']>[number];

async function loadArtifact(artifact: ArtifactEntry, folder: string): Promise<PopulationMember> {
  if ('file' in artifact)
    return { name: artifact.name, digests: digestsOf(await readBytes(resolve(folder, artifact.file))) };
  const digests = artifact.digests.map((text): SubjectDigest => {
    if (isSubjectDigest(text)) return text;
    throw new ParseError(
      'DIGEST_INVALID',
      `artifact ${artifact.name}: "${text.slice(0, 80)}" is not sha256:…, sha384:… or sha512:… in lower-case hex`,
    );
  });
  return { name: artifact.name, digests: digests.toSorted() };
}

/** Every digest that evidence may name a file by. */
export function digestsOf(bytes: Uint8Array): readonly SubjectDigest[] {
  return (['sha256', 'sha384', 'sha512'] as const).map((name): SubjectDigest => `${name}:${toHex(hash(name, bytes))}`);
}
