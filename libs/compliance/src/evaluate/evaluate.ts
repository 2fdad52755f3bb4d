import { AppError, digestOf } from '#kernel';

import type { Assessment, AssessmentInput, ControlResult } from '../assessment.js';
import type { Catalog } from '../framework/catalog.js';
import { controlsOf } from '../framework/catalog-controls.js';
import { judgeControl } from './control.js';
import { Decisions } from './decisions.js';
import type { Framework } from '../framework/framework.js';
import type { ControlMapping, Mapping } from '../framework/mapping.js';
import { CanonicalInput } from '../input/canonical-input.js';
import { membersOf } from './member.js';
import { slsaBuildLevel } from './slsa-build-level.js';

/**
 * Judges a release: every control of the catalog, for all time. Pure: the same input, catalog and mapping give the same
 * assessment, in whatever order facts and findings stand (the input's digest aside).
 * @throws AppError MAPPING_INCOMPLETE where a control has no mapping; a loaded mapping always has one
 */
export function evaluate(input: AssessmentInput, catalog: Catalog, mapping: Mapping): Assessment {
  const known = new Known(input);
  return known.judgedBy({ catalog, mapping, names: input }).assessment;
}

/** An assessment with the canonical bytes that it names its input by. */
export interface Evaluation {
  readonly assessment: Assessment;
  readonly inputBytes: Uint8Array;
}

/** The same things known judged by each of these, as if the input had been gathered for it. */
export function evaluateEach(input: AssessmentInput, frameworks: readonly Framework[]): readonly Evaluation[] {
  const known = new Known(input);
  return frameworks.map(({ catalog, mapping, catalogDigest, mappingDigests }) =>
    known.judgedBy({ catalog, mapping, names: { catalog: catalogDigest, mapping: mappingDigests } }),
  );
}

/** What does not depend on a framework, worked out once. */
class Known {
  readonly #members: ReturnType<typeof membersOf>;
  readonly #decisions: Decisions;
  readonly #canonical: CanonicalInput;
  readonly #level: Assessment['slsaBuildLevel'];

  constructor(private readonly input: AssessmentInput) {
    this.#members = membersOf(input);
    this.#decisions = new Decisions(input);
    this.#canonical = new CanonicalInput(input);
    this.#level = slsaBuildLevel(this.#members.artifacts, input.asOf);
  }

  /** `names` is what the input names them by. */
  judgedBy(by: {
    readonly catalog: Catalog;
    readonly mapping: Mapping;
    readonly names: Pick<AssessmentInput, 'catalog' | 'mapping'>;
  }): Evaluation {
    const inputBytes = this.#canonical.bytesFor(by.names);
    const { scope, asOf, knownAt } = this.input;
    const results = controlsOf(by.catalog).map(({ id }) => this.#judge(id, mappingOf(by.mapping, id)));
    const assessment = { input: digestOf(inputBytes), scope, asOf, knownAt, results, slsaBuildLevel: this.#level };
    return { assessment, inputBytes };
  }

  #judge(control: string, mapping: ControlMapping): ControlResult {
    return judgeControl({
      control,
      mapping,
      members: this.#members[mapping.population],
      organization: this.#members.organization,
      decisions: this.#decisions.about(control),
      source: this.input.population.source,
      asOf: this.input.asOf,
    });
  }
}

function mappingOf({ id, controls }: Mapping, control: string): ControlMapping {
  const found = Object.hasOwn(controls, control) ? controls[control] : undefined;
  if (found === undefined) {
    throw new AppError('internal', 'MAPPING_INCOMPLETE', `mapping ${id} says nothing about control ${control}`);
  }
  return found;
}
