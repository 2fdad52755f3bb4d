import type { Field } from '#kernel';

import { textOf } from '../field-readers.js';
import { readBuildSource, readDependency } from './build-source.js';
import type { BuildProvenance } from './predicate.js';
import { tektonInputsV02, tektonInputsV1 } from './tekton-inputs.js';

/** SLSA provenance v1: buildDefinition and runDetails. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseSlsaProvenanceV1(predicate: Field): BuildProvenance {
  const definition = predicate.get('buildDefinition');
  const buildType = textOf(definition.get('buildType'));
  const dependencies = definition.optional('resolvedDependencies');
  return {
    kind: 'build-provenance',
    builderId: textOf(predicate.get('runDetails').get('builder').get('id')),
    buildType,
    ...readBuildSource(dependencies, declaredSource(definition), tektonInputsV1(buildType)),
  };
}

/** GitHub's build types name the repository of the workflow beside the dependencies; others leave it to them. */
function declaredSource(definition: Field): { readonly uri?: string; readonly pinned: false } {
  const parameters = definition.optional('externalParameters');
  const workflow = isObject(parameters) ? parameters.optional('workflow') : undefined;
  const repository = isObject(workflow) ? workflow.optional('repository')?.value : undefined;
  return { ...(typeof repository === 'string' && { uri: repository }), pinned: false };
}

/** SLSA provenance v0.2: builder, invocation and materials. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseSlsaProvenanceV02(predicate: Field): BuildProvenance {
  const configSource = predicate.optional('invocation')?.optional('configSource');
  const buildType = textOf(predicate.get('buildType'));
  const tekton = tektonInputsV02(buildType, configSource);
  const declared = configSource && tekton === undefined ? readDependency(configSource) : undefined;
  return {
    kind: 'build-provenance',
    builderId: textOf(predicate.get('builder').get('id')),
    buildType,
    ...readBuildSource(predicate.optional('materials'), declared, tekton),
  };
}

/** Build parameters are free in form: a workflow that is a plain string is nobody's mistake. */
function isObject(field: Field | undefined): field is Field {
  return typeof field?.value === 'object' && field.value !== null && !Array.isArray(field.value);
}
