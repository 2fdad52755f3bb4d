import type { JsonValue } from '#kernel';

import { textAt, textsAt, valueAt } from './build-parameters.js';
import { invocationOf, refName, refOfUri, repositoryOfUri, runOf, type BuildInvocation } from './build-invocation.js';

/** Where provenance of a GitHub workflow keeps what it knows; each part may be missing. */
export interface GithubParts {
  /** Variables of the run: `GITHUB_REF`, or `github_ref` as older generators write it. */
  readonly variables: JsonValue | undefined;
  /** The workflow and its ref, as GitHub's own build type names them in the external parameters. */
  readonly workflow?: JsonValue | undefined;
  /** GitHub's own build type keeps event and ids here. */
  readonly github?: JsonValue | undefined;
  /** URI of the workflow's repository with its ref, as v0.2 has it. */
  readonly configUri?: string | undefined;
  readonly configCommit?: string | undefined;
  readonly configPath?: string | undefined;
  readonly invocationId?: string | undefined;
  /** What was built, where that need not be what the event was about: its ref then decides about branch and tag. */
  readonly builtRef?: { readonly ref: string | undefined };
}

/** Variables of a run as GitHub spells them, and as older generators write them down. */
const VARIABLES = {
  BASE_REF: ['GITHUB_BASE_REF', 'github_base_ref'],
  EVENT_NAME: ['GITHUB_EVENT_NAME', 'github_event_name'],
  EVENT_PAYLOAD: ['GITHUB_EVENT_PAYLOAD', 'github_event_payload'],
  REF: ['GITHUB_REF', 'github_ref'],
  REPOSITORY: ['GITHUB_REPOSITORY', 'github_repository'],
  REPOSITORY_ID: ['GITHUB_REPOSITORY_ID', 'github_repository_id'],
  REPOSITORY_OWNER_ID: ['GITHUB_REPOSITORY_OWNER_ID', 'github_repository_owner_id'],
  RUN_ATTEMPT: ['GITHUB_RUN_ATTEMPT', 'github_run_attempt'],
  RUN_ID: ['GITHUB_RUN_ID', 'github_run_id'],
  SHA: ['GITHUB_SHA', 'github_sha'],
  SHA1: ['GITHUB_SHA1', 'github_sha1'],
  WORKFLOW_REF: ['GITHUB_WORKFLOW_REF', 'github_workflow_ref'],
} as const;

const WORKFLOW_PATH = /\.github\/workflows\/[^@]+/;

/** One shape out of what generators, delegators, npm and GitHub's own action write down about a run. */
export function readGithubInvocation(parts: GithubParts): BuildInvocation | undefined {
  const { variables, workflow, github } = parts;
  const workflowRef = variable(variables, 'WORKFLOW_REF');
  const name = variable(variables, 'REPOSITORY');
  const ref =
    variable(variables, 'REF') ?? textAt(workflow, 'ref') ?? afterAt(workflowRef) ?? refOfUri(parts.configUri);
  const event = variable(variables, 'EVENT_NAME') ?? textAt(github, 'event_name');
  const [own, older] = VARIABLES.EVENT_PAYLOAD;
  const payload = valueAt(variables, own) ?? valueAt(variables, older);
  const built = parts.builtRef === undefined ? ref : parts.builtRef.ref;
  return invocationOf({
    repository:
      repositoryOfUri(textAt(workflow, 'repository')) ??
      repositoryOfUri(parts.configUri) ??
      (name === undefined ? undefined : `https://github.com/${name}`),
    ref,
    commit: variable(variables, 'SHA') ?? variable(variables, 'SHA1') ?? parts.configCommit,
    event,
    branch: refName('heads', built) ?? (refName('tags', built) && branchOfTag(variables, event, payload)),
    tag: refName('tags', built),
    configPath: textAt(workflow, 'path') ?? workflowPath(workflowRef ?? parts.configPath),
    inputs: event === 'workflow_dispatch' ? (textsAt(payload, 'inputs') ?? textsAt(workflow, 'inputs')) : undefined,
    repositoryId: variable(variables, 'REPOSITORY_ID') ?? textAt(github, 'repository_id'),
    repositoryOwnerId: variable(variables, 'REPOSITORY_OWNER_ID') ?? textAt(github, 'repository_owner_id'),
    runner: textAt(github, 'runner_environment'),
    run: runOf(parts.invocationId) ?? runOfVariables(variables),
  });
}

function variable(variables: JsonValue | undefined, name: keyof typeof VARIABLES): string | undefined {
  const [own, older] = VARIABLES[name];
  return textAt(variables, own) ?? textAt(variables, older);
}

/** A tag stands on no branch by itself; two events say from which one it was made. */
function branchOfTag(
  variables: JsonValue | undefined,
  event: string | undefined,
  payload: JsonValue | undefined,
): string | undefined {
  const base = refName('heads', variable(variables, 'BASE_REF'));
  if (base !== undefined) return base;
  if (event === 'push') return refName('heads', textAt(payload, 'base_ref'));
  return event === 'release' ? textAt(payload, 'release', 'target_commitish') : undefined;
}

function afterAt(text: string | undefined): string | undefined {
  const at = text?.indexOf('@') ?? -1;
  return at === -1 ? undefined : text?.slice(at + 1);
}

/** Older generators write the name of a workflow where others write its path: a name says nothing. */
function workflowPath(text: string | undefined): string | undefined {
  return text === undefined ? undefined : WORKFLOW_PATH.exec(text)?.[0];
}

function runOfVariables(variables: JsonValue | undefined): string | undefined {
  const [id, attempt] = [variable(variables, 'RUN_ID'), variable(variables, 'RUN_ATTEMPT')];
  return id === undefined || attempt === undefined ? undefined : `${id}-${attempt}`;
}
