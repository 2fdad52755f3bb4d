import { basename } from 'node:path';

import { parse, unpack, unpackFiles, type Parsed } from '#evidence';
import { fromBase64, isSubjectDigest, toHex, type SubjectDigest } from '#kernel';
import type { Expectation } from '#verification';

import { fileOf, filesBelow, type Corpus, type VectorCase } from './corpus.js';

const EVIDENCE_ROLES = ['bundle', 'attestations', 'attestation', 'provenance', 'input'];
const ARTIFACT_ROLES = ['artifact', 'tarball'];

/** Each piece of evidence that a case brings: one file, or what the product takes out of a container. */
export function evidenceOf(vector: VectorCase, corpus: Corpus): readonly Parsed[] {
  return evidenceBytesOf(vector, corpus).map((part) => parse(part));
}

/** The same as bytes, for other readers of evidence. */
export function evidenceBytesOf(vector: VectorCase, corpus: Corpus): readonly Uint8Array[] {
  const layout = fileOf(vector, 'oci_dir');
  if (layout !== undefined) return unpackFiles(filesBelow(layout, corpus))?.map(({ bytes }) => bytes) ?? [];
  const path = EVIDENCE_ROLES.map((role) => fileOf(vector, role)).find((found) => found !== undefined);
  if (path === undefined) return [];
  const bytes = corpus.read(path);
  return unpack(bytes)?.map((piece) => piece.bytes) ?? [bytes];
}

/**
 * Ways in which the artifact is at hand: as bytes, and by digest alone where the evidence speaks of that algorithm; both
 * must come to one answer.
 */
export function expectationsOf(vector: VectorCase, corpus: Corpus, parsed: Parsed): readonly Expectation[] {
  const path = ARTIFACT_ROLES.map((role) => fileOf(vector, role)).find((found) => found !== undefined);
  const digests = digestsOf(vector);
  const byDigest: readonly Expectation[] = digests.length === 0 ? [] : [{ artifact: { digests } }];
  if (path === undefined) return byDigest.length === 0 ? [{}] : byDigest;
  const fileName = vector.artifact?.['file'] ?? basename(path);
  const withBytes: Expectation = { artifact: { digests, bytes: corpus.read(path), fileName } };
  return speaksOf(parsed, digests) ? [withBytes, ...byDigest] : [withBytes];
}

function speaksOf({ content }: Parsed, digests: readonly SubjectDigest[]): boolean {
  if (content.kind !== 'signed' || content.entity.content.kind !== 'message') return true;
  const algorithm = content.entity.content.digest?.algorithm;
  return algorithm !== undefined && digests.some((digest) => digest.startsWith(`${algorithm}:`));
}

function digestsOf({ artifact, policy }: VectorCase): readonly SubjectDigest[] {
  const integrity = artifact?.['integrity'] ?? policy?.['integrity'];
  const hash = policy?.['hash'];
  return [
    ...(artifact?.['digest'] === undefined ? [] : [artifact['digest']]),
    ...(typeof integrity === 'string' ? integrity.split(' ').map(digestOfIntegrity) : []),
    ...(typeof hash === 'string' ? [`${hash.length === 128 ? 'sha512' : 'sha256'}:${hash}`] : []),
  ].filter(isSubjectDigest);
}

/** Subresource integrity, `sha512-<base64>`. */
function digestOfIntegrity(text: string): string {
  const dash = text.indexOf('-');
  return `${text.slice(0, dash)}:${toHex(fromBase64(text.slice(dash + 1)))}`;
}

/** The package that a case asks about must be the one subject's purl; parts that are not asked for may be anything. */
export function namesPackage(parsed: Parsed, { policy }: VectorCase): boolean {
  const name = policy?.['package_name'];
  const version = policy?.['package_version'];
  if (typeof name !== 'string' && typeof version !== 'string') return true;
  const subjects = parsed.content.kind === 'signed' ? (parsed.content.statement?.subjects ?? []) : [];
  const [only] = subjects;
  const purl = /^pkg:npm\/(.+)@([^@]+)$/.exec(only?.name ?? '');
  if (subjects.length !== 1 || purl === null) return false;
  const named = typeof name !== 'string' || decodeURIComponent(purl[1] ?? '') === name;
  return named && (typeof version !== 'string' || purl[2] === version);
}
