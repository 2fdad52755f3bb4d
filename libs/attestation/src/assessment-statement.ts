import {
  layerChanges,
  maybeLooser,
  plansOf,
  segmentAt,
  type AppliedLayer,
  type Assessment,
  type AssessmentInput,
  type ControlResult,
  type LayerChange,
  type PlanItem,
} from '#compliance';
import { AppError, canonicalDigest, type Instant } from '#kernel';
import type { Report } from '#reporting';

import type { StatementSubject, UnsignedStatement } from './sign-statement.js';
import {
  ASSESSMENT_PREDICATE_TYPE,
  type AssessmentPredicate,
  type AssessmentPredicateResult,
  type StatedPlan,
  type LoosenedCondition,
} from './statement.js';

export const REPORT_DOCUMENT = 'report.json';

export interface AssessmentStatementParts {
  readonly input: Pick<AssessmentInput, 'semantics'>;
  readonly assessment: Pick<Assessment, 'results'>;
  /** Of this input and assessment: all that the statement says beyond single results is what the report says. */
  readonly report: Report;
  /** The signed note and what became of each leaf that touches the scope; absent where no intake log is kept. */
  readonly intake?: AssessmentPredicate['intake'];
  /** The explicit word that a root past its expiry needs; the statement prints it. */
  readonly acceptStaleRoot: boolean;
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
  const { artifacts } = parts.report.population;
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
  const { report, intake } = parts;
  const { catalog, waivers, supersedes } = report;
  const { source, manifest, artifacts } = report.population;
  const loosened = looserAmong(report.layers);
  const plans = openAmong(report.plans);
  const digest = canonicalDigest(report);
  return {
    input: report.input,
    assessment: report.assessment,
    report: digest,
    scope: report.scope,
    asOf: report.asOf,
    knownAt: report.knownAt,
    period: report.period,
    validity: report.validity,
    ...(supersedes === undefined ? {} : { supersedes }),
    catalog: { id: catalog.id, version: catalog.version, digest: catalog.digest },
    mapping: report.mapping.names,
    ...(loosened.length === 0 ? {} : { loosened }),
    trustRoots: report.trustRoots.map((root) => stateTrustRoot(root, parts.acceptStaleRoot)),
    policy: report.policy,
    population: { source, ...(manifest === undefined ? {} : { manifest }), artifacts: artifacts.length },
    slsaBuildLevel: report.slsaBuildLevel,
    results: parts.assessment.results.map((result) => toPredicateResult(result, report.asOf)),
    ...(plans.length === 0 ? {} : { plans }),
    ...(waivers.length === 0 ? {} : { waivers }),
    ...(intake === undefined ? {} : { intake }),
    documents: [{ name: REPORT_DOCUMENT, digest }],
    semantics: parts.input.semantics,
    verifier: report.verifier,
    synthetic: report.synthetic,
    notClaimed: report.notClaimed,
  };
}

/** What a statement says of layers, so that nobody has to open one to see it. */
export function loosenedConditions(layers: readonly AppliedLayer[]): readonly LoosenedCondition[] {
  return looserAmong(layerChanges(layers));
}

function looserAmong(changes: readonly LayerChange[]): readonly LoosenedCondition[] {
  return changes
    .filter(maybeLooser)
    .map(({ control, aspect, direction, layer }) => ({ control, aspect, direction, layer }));
}

/** Plans that are not completed: whoever signs for what is not met says what is promised instead. */
export function statedPlans(input: AssessmentInput): readonly StatedPlan[] {
  return openAmong(plansOf(input));
}

function openAmong(plans: readonly PlanItem[]): readonly StatedPlan[] {
  return plans.flatMap(({ id, state, plan: { control, due }, evidence }) =>
    state === 'completed' ? [] : [{ id, control, state, due, statement: evidence }],
  );
}

function stateTrustRoot(
  { name, digest, expires, stale }: Report['trustRoots'][number],
  accepted: boolean,
): AssessmentPredicate['trustRoots'][number] {
  if (!stale || expires === undefined) return { name, digest };
  if (!accepted) {
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
