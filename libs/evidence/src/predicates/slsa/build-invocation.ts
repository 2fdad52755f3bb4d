import { repositoryOf } from '../../repository.js';

/** What set a build off and where, as its provenance tells it. Every field is a claim of the signer. */
export interface BuildInvocation {
  /** Repository of the event, URL. */
  readonly repository?: string;
  /** Full git ref of the event: `refs/heads/main`. */
  readonly ref?: string;
  /** Commit of the event, hex. */
  readonly commit?: string;
  /** `push`, `release`, `workflow_dispatch`. */
  readonly event?: string;
  /** Branch that was built, or that the tag which was built stands on, where the event says so; short. */
  readonly branch?: string;
  /** Tag that was built, short. */
  readonly tag?: string;
  /** Path of the build configuration in its repository. */
  readonly configPath?: string;
  /** What the person or program that started the build chose. */
  readonly inputs?: ReadonlyMap<string, string>;
  readonly repositoryId?: string;
  readonly repositoryOwnerId?: string;
  /** `github-hosted`, `self-hosted`. */
  readonly runner?: string;
  /** Number of the run and of the attempt: `4757060009-1`. */
  readonly run?: string;
}

/** The fields that are known; undefined where none is. */
export function invocationOf(fields: { readonly [K in keyof BuildInvocation]: BuildInvocation[K] | undefined }):
  BuildInvocation | undefined {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The name of a git ref of that type, without its prefix: `v1` of `refs/tags/v1`. */
export function refName(type: 'heads' | 'tags', ref: string | undefined): string | undefined {
  const prefix = `refs/${type}/`;
  return ref !== undefined && ref.startsWith(prefix) && ref.length > prefix.length
    ? ref.slice(prefix.length)
    : undefined;
}

/** The ref of a source URI, `refs/heads/main` of `git+https://github.com/o/r@refs/heads/main`. */
export function refOfUri(uri: string | undefined): string | undefined {
  return uri === undefined ? undefined : /^[^@]*@(refs\/.+)$/.exec(uri.replace(/^(\w[\w+.-]*:\/\/)[^@/]*@/, '$1'))?.[1];
}

/** The repository of a source URI, for comparing; undefined where there is no URI. */
export function repositoryOfUri(uri: string | undefined): string | undefined {
  return uri === undefined ? undefined : repositoryOf(uri);
}

/** `https://github.com/o/r/actions/runs/1/attempts/2` and `1-2` are the same run. */
export function runOf(id: string | undefined): string | undefined {
  const match = /(?:^|\/runs\/)(\d+)(?:\/attempts\/|-)(\d+)$/.exec(id ?? '');
  return match === null ? undefined : `${match[1] ?? ''}-${match[2] ?? ''}`;
}
