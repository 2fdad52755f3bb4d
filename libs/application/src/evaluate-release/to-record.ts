import type { Assessment, AssessmentInput, Framework } from '#compliance';
import type { Instant } from '#kernel';

import type { ReleaseId } from '../ids.js';
import type { AssessmentRecord } from '../records.js';

/** An assessment as it is kept, beside what it was made from. */
export function toRecord(made: {
  readonly release: ReleaseId;
  readonly framework: Framework;
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly createdAt: Instant;
}): AssessmentRecord {
  const { release, framework, input, assessment, createdAt } = made;
  return {
    input: assessment.input,
    release,
    framework: framework.catalog.id,
    assessment,
    catalog: input.catalog,
    mappings: input.mapping,
    population: { source: input.population.source, artifacts: input.population.artifacts.length },
    createdAt,
  };
}
