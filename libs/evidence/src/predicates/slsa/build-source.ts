import type { Field } from '#kernel';

import { repositoryOf } from '../../repository.js';
import { refOfUri } from './build-invocation.js';

/** Provenance of monorepos lists tens of thousands of inputs; beyond this it is an attack on memory. */
const MAX_DEPENDENCIES = 100_000;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** One input of a build, as provenance lists it. */
export interface Dependency {
  /** What the builder calls it, which has a meaning only under its build type. */
  readonly name?: string;
  readonly uri?: string;
  /** Names at least one digest. */
  readonly pinned: boolean;
  readonly commit?: string;
}

/** The inputs of a build and which of them is its source. */
export interface BuildSource {
  readonly sourceUri?: string;
  readonly sourceRef?: string;
  readonly revision?: string;
  readonly dependencies: number;
  readonly pinnedDependencies: number;
}

/**
 * Reads a list of resolved dependencies or materials. The source is `declared` where given; its revision is the commit
 * of the dependency in the same repository, else the source is the first dependency that is a git repository.
 * @param isInput leaves out dependencies that the build type says are no source
 * @throws ParseError FIELD_*, LIMIT_EXCEEDED
 */
export function readBuildSource(
  list: Field | undefined,
  declared: Dependency = { pinned: false },
  isInput: (dependency: Dependency) => boolean = () => true,
): BuildSource {
  const dependencies = list?.items(MAX_DEPENDENCIES).map(readDependency) ?? [];
  const source = sourceAmong(dependencies.filter(isInput), declared);
  const ref = refOfUri(source.uri);
  const uri = declared.uri ?? source.uri;
  return {
    ...(uri !== undefined && { sourceUri: uri }),
    ...(ref !== undefined && { sourceRef: ref }),
    ...(source.commit !== undefined && { revision: source.commit }),
    dependencies: dependencies.length,
    pinnedDependencies: dependencies.filter((dependency) => dependency.pinned).length,
  };
}

/** `{ name, uri, digest }`, each optional. @throws ParseError FIELD_INVALID */
export function readDependency(field: Field): Dependency {
  const name = field.optional('name')?.string();
  const uri = field.optional('uri')?.string();
  const digest = field.optional('digest');
  const isGit = uri?.startsWith('git+') ?? false;
  // Before `gitCommit` had a name, provenance wrote the commit of a git URI under `sha1`.
  const hash = digest?.optional('gitCommit')?.string() ?? (isGit ? digest?.optional('sha1')?.string() : undefined);
  return {
    ...(name !== undefined && { name }),
    ...(uri !== undefined && { uri }),
    pinned: digest !== undefined && Object.keys(digest.object()).length > 0,
    ...(hash !== undefined && COMMIT.test(hash) && { commit: hash }),
  };
}

function sourceAmong(dependencies: readonly Dependency[], declared: Dependency): Dependency {
  if (declared.commit !== undefined) return declared;
  const isSource = ({ uri, commit }: Dependency) => commit !== undefined || (uri?.startsWith('git+') ?? false);
  const candidates = dependencies.filter(isSource);
  if (declared.uri === undefined) return candidates[0] ?? declared;
  const repository = repositoryOf(declared.uri);
  const same = candidates.find(({ uri }) => uri !== undefined && repositoryOf(uri) === repository);
  return same ?? declared;
}
