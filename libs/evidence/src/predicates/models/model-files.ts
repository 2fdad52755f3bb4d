import { fromHex, isSubjectDigest, ParseError, sha256Hex, concatBytes, type SubjectDigest } from '#kernel';

import type { Statement } from '../../statement.js';
import type { ModelResource } from './model-signature.js';
import type { Predicate } from '../predicate.js';

/** Before v1.0 a model's files were the subjects themselves, and its predicate said nothing. */
export const MODEL_DIGESTS = 'https://model_signing/Digests/v0.1';

/** How a model that is one file is named in its own signature. */
const ITSELF = '.';

/** Digests of files by their path in a folder, with slashes. */
export type FolderFiles = ReadonlyMap<string, readonly SubjectDigest[]>;

/** In what a folder differs from the model that was signed; each sorted. */
export interface ModelDifference {
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/**
 * The one subject of a model is SHA-256 over the digests of its parts, in the order in which they are listed.
 * @throws ParseError MODEL_SUBJECT, MODEL_ROOT_DIGEST
 */
export function requireModelRoot({ subjects }: Statement, predicate: Predicate): void {
  if (predicate.kind !== 'model-signature') return;
  const [subject, ...others] = subjects;
  if (subject === undefined || others.length > 0) {
    throw new ParseError('MODEL_SUBJECT', `a model signature is about exactly one model, not ${subjects.length}`);
  }
  const root = sha256Hex(concatBytes(...predicate.resources.map(({ digest }) => fromHex(digest))));
  if (subject.digests.includes(`sha256:${root}`)) return;
  throw new ParseError(
    'MODEL_ROOT_DIGEST',
    `the parts of the model hash to sha256:${root}, which the subject does not say`,
  );
}

/**
 * Compares a folder with the model that a statement describes: every file that was signed is there and the same, and
 * nothing else is, but for the paths that the signer left out. Undefined where there is nothing to compare with: no
 * model, parts of files, digests that are not accepted.
 */
export function compareModel(
  statement: Statement,
  predicate: Predicate | undefined,
  files: FolderFiles,
): ModelDifference | undefined {
  const signed = signedFiles(statement, predicate);
  if (signed === undefined) return undefined;
  const ignored = predicate?.kind === 'model-signature' ? predicate.ignoredPaths.map(withoutSlash) : [];
  const present = new Map([...files].filter(([path]) => !ignored.some((left) => isBelow(path, left))));
  return differenceOf(signed, isSingleFile(signed) ? asItself(present) : present);
}

function differenceOf(signed: ReadonlyMap<string, SubjectDigest>, present: FolderFiles): ModelDifference {
  const names = [...signed.keys()].sort();
  return {
    changed: names.filter((name) => present.get(name)?.includes(signed.get(name) as SubjectDigest) === false),
    missing: names.filter((name) => !present.has(name)),
    extra: [...present.keys()].filter((path) => !signed.has(path)).sort(),
  };
}

function signedFiles(
  { predicateType, subjects }: Statement,
  predicate: Predicate | undefined,
): ReadonlyMap<string, SubjectDigest> | undefined {
  if (predicate?.kind === 'model-signature') {
    return predicate.method === 'files' ? byName(predicate.resources.map(ofResource)) : undefined;
  }
  if (predicateType !== MODEL_DIGESTS) return undefined;
  return byName(subjects.map(({ name = '', digests }) => [name, digests.find((one) => one.startsWith('sha256:'))]));
}

function ofResource({ name, algorithm, digest }: ModelResource): readonly [string, SubjectDigest | undefined] {
  const text = `${algorithm}:${digest}`;
  return [name, isSubjectDigest(text) ? text : undefined];
}

/** Undefined where one has no accepted digest, or two share a name: then not all of them could be compared. */
function byName(
  entries: readonly (readonly [string, SubjectDigest | undefined])[],
): ReadonlyMap<string, SubjectDigest> | undefined {
  const accepted = entries.flatMap(([name, digest]) => (digest === undefined ? [] : [[name, digest] as const]));
  const named = new Map(accepted);
  return named.size === entries.length && named.size > 0 ? named : undefined;
}

function isSingleFile(signed: ReadonlyMap<string, SubjectDigest>): boolean {
  return signed.size === 1 && signed.has(ITSELF);
}

function asItself(present: FolderFiles): FolderFiles {
  const [only, ...others] = present.values();
  return only === undefined || others.length > 0 ? present : new Map([[ITSELF, only]]);
}

function withoutSlash(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '');
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
