import { AppError, type Digest, type Instant } from '#kernel';

import type { AssessmentInput, ControlResult, OrderedStatus, Population, Segment, Status } from '../assessment.js';
import { judgeControl, segmentAt } from '../evaluate/control.js';
import { Decisions } from '../evaluate/decisions.js';
import { membersOf, type PopulationUnit } from '../evaluate/member.js';
import type { Catalog, CatalogControl } from '../framework/catalog.js';
import { controlsOf } from '../framework/catalog-controls.js';
import { asksForComponents } from '../framework/asks-for-components.js';
import type { ControlMapping, Mapping } from '../framework/mapping.js';
import { layerChanges, type LayerChange } from '../layers/layer-changes.js';
import type { AppliedLayer } from '../layers/layer.js';
import { plansOf, type PlanItem } from '../plans/plans-of.js';
import { REASONS, type ReasonCode } from '../status/reasons.js';
import { componentCounts, type ComponentCounts } from './component-counts.js';
import { explainMember, type MemberExplanation } from './explain-member.js';
import { evidenceNotes, findingNotes, type EvidenceNote, type FindingNote } from './notes.js';
import { ruleWords, type RuleWords } from './rule-words.js';

/** One result taken apart. It retells what the judgement rests on, and adds no judgement of its own. */
export interface ControlExplanation {
  readonly control: string;
  readonly summary: string;
  readonly status: Status;
  readonly reason: ReasonCode;
  readonly sentence: string;
  readonly nextAction: string;
  /** Since when it stands so, and when it changes by itself. */
  readonly from?: Instant;
  readonly until?: Instant;
  readonly grade: ControlMapping['grade'];
  readonly cap: ControlMapping['cap'];
  /** What the cap means, in words. */
  readonly ceiling: string;
  readonly teamControlled: boolean;
  /** Absent where machines cannot show this control. */
  readonly rule?: RuleWords;
  /** What the organization has to show before the control may rise above PARTIAL, and what it has. */
  readonly beyondPartial?: { readonly rule: RuleWords; readonly organization: MemberExplanation };
  readonly population: {
    readonly unit: PopulationUnit;
    readonly source: Population['source'];
    readonly manifest?: Digest;
    readonly met: number;
    readonly of: number;
  };
  readonly machine: OrderedStatus | 'NONE';
  readonly members: readonly MemberExplanation[];
  readonly human: Segment['human'];
  readonly staysHuman: string;
  /** Where the rule asks for it: how many components of the members’ SBOMs are joined to evidence of their own. */
  readonly components: readonly ComponentCounts[];
  /** The evidence this status rests on; `evidence` and `findings` explain these and what the members cite. */
  readonly restsOn: readonly Digest[];
  readonly evidence: readonly EvidenceNote[];
  readonly findings: readonly FindingNote[];
  readonly rationale: string;
  readonly remedy: string;
  /** What is planned about it; a plan moves no status. */
  readonly plans: readonly PlanItem[];
  /** What layers of the organization changed about this rule; what may be looser comes first. */
  readonly layers: readonly LayerChange[];
}

const CEILING: Readonly<Record<ControlMapping['cap'], string>> = {
  satisfied: 'Machine evidence alone may meet it, over a population that is not merely declared.',
  partial: 'Machine evidence alone may support it; a part stays human.',
  manual: 'Only a signed statement of a person can cover it.',
};

/**
 * Explains one result at the input's `asOf`.
 * @throws AppError not-found CONTROL_UNKNOWN
 */
export function explainControl(
  input: AssessmentInput,
  framework: { readonly catalog: Catalog; readonly mapping: Mapping; readonly layers?: readonly AppliedLayer[] },
  control: string,
): ControlExplanation {
  const { summary } = findControl(framework.catalog, control);
  const mapping = mappingOf(framework.mapping, control);
  const result = resultOf(input, mapping, control);
  const segment = segmentAt(result, input.asOf);
  const { requires } = mapping;
  const population = membersOf(input)[mapping.population];
  const members = requires === undefined ? [] : population.map((member) => explainMember(requires, member, input.asOf));
  const beyond = beyondOf(input, mapping);
  const cited = new Set([
    ...segment.evidence,
    ...members.flatMap((member) => member.evidence),
    ...(beyond?.organization.evidence ?? []),
  ]);
  const { sentence, nextAction } = REASONS[segment.reason];
  return {
    ...{ control, summary, status: segment.status, reason: segment.reason, sentence, nextAction },
    ...(segment.from !== undefined && { from: segment.from }),
    ...(segment.until !== undefined && { until: segment.until }),
    ...{ grade: mapping.grade, cap: mapping.cap, ceiling: CEILING[mapping.cap] },
    teamControlled: segment.teamControlled,
    ...(requires !== undefined && { rule: ruleWords(requires) }),
    ...(beyond && { beyondPartial: beyond }),
    population: populationOf(input.population, mapping.population, segment),
    ...{ machine: segment.machine.status, members, human: segment.human, staysHuman: mapping.human },
    components: asksForComponents(mapping) ? componentCounts(population, input.asOf) : [],
    restsOn: segment.evidence,
    evidence: evidenceNotes(input, cited),
    findings: findingNotes(input, cited),
    ...{ rationale: mapping.rationale, remedy: mapping.remedy },
    plans: plansOf(input, control),
    layers: layerChanges(framework.layers ?? []).filter((change) => change.control === control),
  };
}

function beyondOf(input: AssessmentInput, { beyondPartial }: ControlMapping): ControlExplanation['beyondPartial'] {
  const [organization] = membersOf(input).organization;
  if (beyondPartial === undefined || organization === undefined) return undefined;
  return { rule: ruleWords(beyondPartial), organization: explainMember(beyondPartial, organization, input.asOf) };
}

function findControl(catalog: Catalog, control: string): CatalogControl {
  const found = controlsOf(catalog).find(({ id }) => id === control);
  if (found !== undefined) return found;
  throw new AppError('not-found', 'CONTROL_UNKNOWN', `catalog ${catalog.id} has no control ${control}`);
}

function mappingOf({ id, controls }: Mapping, control: string): ControlMapping {
  const found = Object.hasOwn(controls, control) ? controls[control] : undefined;
  if (found !== undefined) return found;
  throw new AppError('not-found', 'CONTROL_UNKNOWN', `mapping ${id} says nothing about control ${control}`);
}

/** This control alone, judged as the whole assessment judges it. */
function resultOf(input: AssessmentInput, mapping: ControlMapping, control: string): ControlResult {
  const members = membersOf(input);
  return judgeControl({
    ...{ control, mapping, members: members[mapping.population], organization: members.organization },
    ...{ decisions: new Decisions(input).about(control), source: input.population.source, asOf: input.asOf },
  });
}

function populationOf(
  { source, manifest }: Population,
  unit: PopulationUnit,
  { machine: { met, of } }: Segment,
): ControlExplanation['population'] {
  return { unit, source, ...(manifest !== undefined && { manifest }), met, of };
}
