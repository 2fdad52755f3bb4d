import {
  layerChanges,
  maybeLooser,
  plansOf,
  segmentAt,
  type AppliedLayer,
  type Assessment,
  type AssessmentInput,
  type ControlResult,
  type Mapping,
  type MappingName,
} from '#compliance';
import { AppError, canonicalDigest, type Digest, type Instant } from '#kernel';
import { notClaimed } from '#reporting';

import type { StatementSubject, UnsignedStatement } from './sign-statement.js';
import {
  ASSESSMENT_PREDICATE_TYPE,
  type AssessmentPredicate,
  type AssessmentPredicateResult,
  type LeafAccount,
  type StatedPlan,
  type LoosenedCondition,
} from './statement.js';

export interface AssessmentStatementParts {
  readonly input: AssessmentInput;
  readonly assessment: Assessment;
  readonly catalog: { readonly id: string; readonly version: string; readonly digest: Digest };
  readonly mapping: Mapping;
  readonly mappingNames: readonly MappingName[];
  readonly layers: readonly AppliedLayer[];
  readonly trustRoots: readonly StatedTrustRoot[];
  /** The signed note and what became of each leaf that touches the scope; absent where no intake log is kept. */
  readonly intake?: { readonly checkpoint: string; readonly leaves: readonly LeafAccount[] };
  readonly documents?: readonly { readonly name: string; readonly digest: Digest }[];
  /** Name and version of the software that judged. */
  readonly verifier: string;
  readonly synthetic: boolean;
}

export interface StatedTrustRoot {
  readonly name: string;
  readonly digest: Digest;
  /** When its metadata expires; a root past it at `asOf` needs `staleAccepted`, and the statement prints that. */
  readonly expires?: Instant;
  readonly staleAccepted?: boolean;
}

/** An assessment statement with its predicate typed, ready for `signStatement`. */
export interface AssessmentStatement extends UnsignedStatement {
  readonly subjects: readonly StatementSubject[];
  readonly predicate: AssessmentPredicate;
}

/**
 * The `ssdf-assessment/v1` statement: subjects are the release's artifacts.
 * @throws AppError invalid TRUST_ROOT_STALE without the explicit word · POPULATION_EMPTY
 */
export function assessmentStatement(parts: AssessmentStatementParts): AssessmentStatement {
  const { artifacts } = parts.input.population;
  if (artifacts.length === 0) {
    throw new AppError(
      'invalid',
      'POPULATION_EMPTY',
      'the release has no artifact, so there is nothing to sign a statement about: submit its release manifest first',
    );
  }
  return {
    subjects: artifacts.map(({ name, digests }) => ({ name, digests })),
    predicateType: ASSESSMENT_PREDICATE_TYPE,
    predicate: assessmentPredicate(parts),
  };
}

function assessmentPredicate(parts: AssessmentStatementParts): AssessmentPredicate {
  const { input, assessment, mapping, layers, intake } = parts;
  const loosened = loosenedConditions(layers);
  const plans = statedPlans(input);
  const { source, manifest, artifacts } = input.population;
  return {
    input: canonicalDigest(input),
    assessment: canonicalDigest(assessment),
    scope: input.scope,
    asOf: input.asOf,
    knownAt: input.knownAt,
    catalog: { id: parts.catalog.id, version: parts.catalog.version, digest: parts.catalog.digest },
    mapping: parts.mappingNames,
    ...(loosened.length === 0 ? {} : { loosened }),
    trustRoots: parts.trustRoots.map((root) => stateTrustRoot(root, input.asOf)),
    policy: input.policy,
    population: { source, ...(manifest === undefined ? {} : { manifest }), artifacts: artifacts.length },
    slsaBuildLevel: assessment.slsaBuildLevel,
    results: assessment.results.map((result) => toPredicateResult(result, input.asOf)),
    ...(plans.length === 0 ? {} : { plans }),
    ...(intake === undefined ? {} : { intake }),
    ...(parts.documents === undefined ? {} : { documents: parts.documents }),
    semantics: input.semantics,
    verifier: parts.verifier,
    synthetic: parts.synthetic,
    notClaimed: notClaimed({
      input,
      mapping,
      layers,
      withoutIntake: intake === undefined,
      withheld: intake?.leaves.filter(({ use }) => use === 'withheld').length ?? 0,
    }),
  };
}

/** What a statement says of layers, so that nobody has to open one to see it. */
export function loosenedConditions(layers: readonly AppliedLayer[]): readonly LoosenedCondition[] {
  return layerChanges(layers)
    .filter(maybeLooser)
    .map(({ control, aspect, direction, layer }) => ({ control, aspect, direction, layer }));
}

/** Plans that are not completed: whoever signs for what is not met says what is promised instead. */
export function statedPlans(input: AssessmentInput): readonly StatedPlan[] {
  return plansOf(input).flatMap(({ id, state, plan: { control, due }, evidence }) =>
    state === 'completed' ? [] : [{ id, control, state, due, statement: evidence }],
  );
}

function stateTrustRoot(root: StatedTrustRoot, asOf: Instant): AssessmentPredicate['trustRoots'][number] {
  const { name, digest, expires } = root;
  if (expires === undefined || expires >= asOf) return { name, digest };
  if (root.staleAccepted !== true) {
    throw new AppError(
      'invalid',
      'TRUST_ROOT_STALE',
      `the trust root ${name} expired at ${expires}: refresh it, or say explicitly that a stale root is accepted`,
    );
  }
  return { name, digest, stale: { expired: expires, accepted: true } };
}

/** What a result is at `asOf`, flat: the row of the statement. */
export function toPredicateResult(result: ControlResult, asOf: Instant): AssessmentPredicateResult {
  const segment = segmentAt(result, asOf);
  return {
    control: result.control,
    status: segment.status,
    reason: segment.reason,
    ...(segment.from === undefined ? {} : { from: segment.from }),
    ...(segment.until === undefined ? {} : { until: segment.until }),
    met: segment.machine.met,
    of: segment.machine.of,
    machine: segment.machine.status,
    human: segment.human,
    grade: result.grade,
    cap: result.cap,
    teamControlled: segment.teamControlled,
    evidence: segment.evidence,
  };
}
