import type { Field } from '#kernel';

import type { Dependency } from './build-source.js';

const PROVENANCE_V1 = /^https:\/\/tekton\.dev\/chains\/v2\/slsa(?:-tekton)?$/;
const PROVENANCE_V02 =
  /^(?:https:\/\/chains\.tekton\.dev\/format\/slsa\/v2alpha\d\/type\/)?tekton\.dev\/v1(?:beta1)?\/(?:Task|Pipeline)Run$|^https:\/\/tekton\.dev\/attestations\/chains(?:\/pipelinerun)?@v2$/;
/** What a task or a user handed in; the other names are of the definitions that ran: pipeline, task, pipelineTask. */
const INPUTS: ReadonlySet<string> = new Set(['inputs/result', 'pipelineResource']);

/** Tells dependencies that may be the source of a build from those that are not. */
export type IsInput = (dependency: Dependency) => boolean;

/**
 * Tekton Chains lists the repositories of the definitions that ran among the dependencies, in front of the source. A
 * catalogue of tasks is not what was built, so it never passes for the source.
 * @returns undefined for provenance of other builders
 */
export function tektonInputsV1(buildType: string): IsInput | undefined {
  return PROVENANCE_V1.test(buildType) ? ({ name }) => name !== undefined && INPUTS.has(name) : undefined;
}

/** As {@link tektonInputsV1}; here the definition is the config source and the materials have no names. @throws ParseError FIELD_INVALID */
export function tektonInputsV02(buildType: string, configSource: Field | undefined): IsInput | undefined {
  if (!PROVENANCE_V02.test(buildType)) return undefined;
  const definition = configSource?.optional('uri')?.string() ?? '';
  return ({ uri }) => uri !== definition;
}
