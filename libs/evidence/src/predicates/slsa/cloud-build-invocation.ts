import type { JsonValue } from '#kernel';

import { textAt, textsAt, valueAt } from './build-parameters.js';
import { invocationOf, repositoryOfUri, type BuildInvocation } from './build-invocation.js';

/**
 * Google Cloud Build in provenance v1: the trigger's configuration source, and the substitutions that the service sets
 * itself (`TAG_NAME` for a tag, `BRANCH_NAME` for a branch).
 */
export function readCloudBuildInvocation(external: JsonValue | undefined, internal: JsonValue | undefined) {
  const source = valueAt(external, 'buildConfigSource');
  const own = textsAt(external, 'substitutions');
  return invocationBySubstitutions(valueAt(internal, 'systemSubstitutions'), {
    repository: repositoryOfUri(textAt(source, 'repository')),
    ref: textAt(source, 'ref'),
    configPath: textAt(source, 'path'),
    ...(own !== undefined && own.size > 0 && { inputs: own }),
  });
}

/** The same in provenance v0.1, where built-in and own substitutions stand in one map: own names begin with `_`. */
export function readCloudBuildRecipe(recipe: JsonValue | undefined): BuildInvocation | undefined {
  const substitutions = valueAt(recipe, 'arguments', 'substitutions');
  const own = [...(textsAt(substitutions) ?? [])].filter(([name]) => name.startsWith('_'));
  return invocationBySubstitutions(substitutions, {
    configPath: textAt(recipe, 'entryPoint'),
    ...(own.length > 0 && { inputs: new Map(own) }),
  });
}

function invocationBySubstitutions(
  substitutions: JsonValue | undefined,
  others: { readonly [K in keyof BuildInvocation]: BuildInvocation[K] | undefined },
): BuildInvocation | undefined {
  return invocationOf({
    ...others,
    commit: textAt(substitutions, 'COMMIT_SHA'),
    branch: textAt(substitutions, 'BRANCH_NAME'),
    tag: textAt(substitutions, 'TAG_NAME'),
  });
}
