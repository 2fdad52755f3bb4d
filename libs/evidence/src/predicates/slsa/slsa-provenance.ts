import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { readBuildSource, readDependency } from './build-source.js';
import type { BuildProvenance } from '../predicate.js';
import { textAt, valueAt } from './build-parameters.js';
import type { BuildInvocation } from './build-invocation.js';
import { readCloudBuildInvocation } from './cloud-build-invocation.js';
import { readGithubInvocation } from './github-invocation.js';
import { tektonInputsV02, tektonInputsV1 } from './tekton-inputs.js';

const DELEGATED =
  /^https:\/\/github\.com\/slsa-framework\/slsa-github-generator\/delegator-(?:lowperms-)?generic@v\d+$/;

/** SLSA provenance v1: buildDefinition and runDetails. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseSlsaProvenanceV1(predicate: Field): BuildProvenance {
  const definition = predicate.get('buildDefinition');
  const buildType = textOf(definition.get('buildType'));
  const dependencies = definition.optional('resolvedDependencies');
  const source = readBuildSource(dependencies, declaredSource(definition), tektonInputsV1(buildType));
  const invocation = invocationV1(predicate, { buildType, ...source });
  return {
    kind: 'build-provenance',
    builderId: textOf(predicate.get('runDetails').get('builder').get('id')),
    buildType,
    ...source,
    ...(invocation !== undefined && { invocation }),
  };
}

/** Build types of GitHub and Google name the repository beside the dependencies; others leave it to them. */
function declaredSource(definition: Field): { readonly uri?: string; readonly pinned: false } {
  const parameters = definition.optional('externalParameters')?.value;
  const uri = textAt(parameters, 'workflow', 'repository') ?? textAt(parameters, 'buildConfigSource', 'repository');
  return { ...(uri !== undefined && { uri }), pinned: false };
}

/** Which build this was, and where its source came from. */
interface BuildOf {
  readonly buildType: string;
  readonly sourceRef?: string;
  readonly revision?: string;
}

function invocationV1(predicate: Field, { buildType, sourceRef, revision }: BuildOf): BuildInvocation | undefined {
  const external = valueAt(predicate.value, 'buildDefinition', 'externalParameters');
  const internal = valueAt(predicate.value, 'buildDefinition', 'internalParameters');
  if (valueAt(external, 'buildConfigSource') !== undefined) return readCloudBuildInvocation(external, internal);
  const workflow = valueAt(external, 'workflow');
  return readGithubInvocation({
    variables: internal,
    workflow,
    github: valueAt(internal, 'github'),
    // The dependency in the workflow's own repository is what its ref stood for.
    configCommit: textAt(workflow, 'repository') === undefined ? undefined : revision,
    invocationId: textAt(predicate.value, 'runDetails', 'metadata', 'invocationId'),
    ...builtByDelegate(buildType, sourceRef),
  });
}

/**
 * A builder that runs for GitHub's delegator may build another commit than the event was about: branch and tag are then
 * those of its source, and none where the source names no ref.
 */
function builtByDelegate(buildType: string, ref: string | undefined) {
  return DELEGATED.test(buildType) ? { builtRef: { ref } } : {};
}

/** SLSA provenance v0.2: builder, invocation and materials. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseSlsaProvenanceV02(predicate: Field): BuildProvenance {
  const configSource = predicate.optional('invocation')?.optional('configSource');
  const buildType = textOf(predicate.get('buildType'));
  const tekton = tektonInputsV02(buildType, configSource);
  const declared = configSource && tekton === undefined ? readDependency(configSource) : undefined;
  const materials = predicate.optional('materials');
  const built = readBuildSource(materials, undefined, tekton);
  const invocation = tekton === undefined ? invocationV02(predicate, { buildType, ...built }) : undefined;
  // Builders on GitHub put what was built first among the materials; the config source is where the event was.
  const isRun = invocation?.event !== undefined && built.sourceUri !== undefined;
  return {
    kind: 'build-provenance',
    builderId: textOf(predicate.get('builder').get('id')),
    buildType,
    ...(isRun ? built : readBuildSource(materials, declared, tekton)),
    ...(invocation !== undefined && { invocation }),
  };
}

function invocationV02(predicate: Field, { buildType, sourceRef }: BuildOf): BuildInvocation | undefined {
  const invocation = valueAt(predicate.value, 'invocation');
  return readGithubInvocation({
    variables: valueAt(invocation, 'environment'),
    configUri: textAt(invocation, 'configSource', 'uri'),
    configCommit: textAt(invocation, 'configSource', 'digest', 'sha1'),
    configPath: textAt(invocation, 'configSource', 'entryPoint'),
    invocationId:
      textAt(predicate.value, 'metadata', 'buildInvocationId') ??
      textAt(predicate.value, 'metadata', 'buildInvocationID'),
    ...builtByDelegate(buildType, sourceRef),
  });
}
