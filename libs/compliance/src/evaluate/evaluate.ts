import { AppError, canonicalJson, digestOf, toUtf8 } from '#kernel';

import type { Assessment, AssessmentInput } from '../assessment.js';
import type { Catalog } from '../framework/catalog.js';
import { controlsOf } from '../framework/catalog-controls.js';
import { judgeControl } from './control.js';
import { Decisions } from './decisions.js';
import type { Framework } from '../framework/framework.js';
import type { ControlMapping, Mapping } from '../framework/mapping.js';
import { membersOf } from './member.js';
import { slsaBuildLevel } from './slsa-build-level.js';

/**
 * Judges a release: every control of the catalog, for all time. Pure: the same input, catalog and mapping give the same
 * assessment, in whatever order facts and findings stand (the input's digest aside).
 * @throws AppError MAPPING_INCOMPLETE where a control has no mapping; a loaded mapping always has one
 */
export function evaluate(input: AssessmentInput, catalog: Catalog, mapping: Mapping): Assessment {
  return evaluateWithBytes(input, { catalog, mapping }).assessment;
}

/** The same, with the canonical bytes that the assessment names its input by. */
export function evaluateWithBytes(
  input: AssessmentInput,
  { catalog, mapping }: Pick<Framework, 'catalog' | 'mapping'>,
): { readonly assessment: Assessment; readonly inputBytes: Uint8Array } {
  const inputBytes = toUtf8(canonicalJson(input));
  const members = membersOf(input);
  const decisions = new Decisions(input);
  const results = controlsOf(catalog).map(({ id }) => {
    const control = mappingOf(mapping, id);
    return judgeControl({
      control: id,
      mapping: control,
      members: members[control.population],
      organization: members.organization,
      decisions: decisions.about(id),
      source: input.population.source,
      asOf: input.asOf,
    });
  });
  const { scope, asOf, knownAt } = input;
  const level = slsaBuildLevel(members.artifacts, asOf);
  return {
    assessment: { input: digestOf(inputBytes), scope, asOf, knownAt, results, slsaBuildLevel: level },
    inputBytes,
  };
}

function mappingOf({ id, controls }: Mapping, control: string): ControlMapping {
  const found = Object.hasOwn(controls, control) ? controls[control] : undefined;
  if (found === undefined) {
    throw new AppError('internal', 'MAPPING_INCOMPLETE', `mapping ${id} says nothing about control ${control}`);
  }
  return found;
}
