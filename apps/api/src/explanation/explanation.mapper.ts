import type { Answered } from '#application';
import { needsOfControl, type MemberExplanation, type PartExplanation } from '#compliance';

import { toPlanOfAction } from '../plan-of-action/plan-of-action.mapper.js';
import type { ControlExplanationType, ExplainedMemberType, ExplainedPartType } from './explanation.type.js';
import { toEvidenceNote, toFindingNote } from './note.mapper.js';
import { ruleLines } from './rule-lines.js';

/** At most `first` of everything there can be many of: an explanation of a large release is as long as it. */
export function toExplanation({ input, answer }: Answered<'explanation'>, first: number): ControlExplanationType {
  const {
    rule,
    beyondPartial: beyond,
    population,
    sentence,
    members,
    components,
    restsOn,
    evidence,
    findings,
    plans,
    ...rest
  } = answer;
  const { unit, source, manifest, met, of } = population;
  const unmetFirst = members.toSorted((a, b) => Number(a.met) - Number(b.met));
  return {
    ...rest,
    needs: needsOfControl(answer, input.scope),
    asOf: input.asOf,
    knownAt: input.knownAt,
    explanation: sentence,
    rule: ruleLines(rule),
    beyondPartial: ruleLines(beyond?.rule),
    ...(beyond && { organization: toMember(beyond.organization, first) }),
    ...{ populationUnit: unit, populationSource: source, met, of },
    ...(manifest !== undefined && { manifest }),
    members: unmetFirst.slice(0, first).map((member) => toMember(member, first)),
    components: components.slice(0, first),
    restsOn: restsOn.slice(0, first),
    evidence: evidence.slice(0, first).map(toEvidenceNote),
    evidenceCount: evidence.length,
    findings: findings.slice(0, first).map(toFindingNote),
    findingCount: findings.length,
    plans: plans.slice(0, first).map(toPlanOfAction),
  };
}

function toMember({ parts, member, met, status, reason, need }: MemberExplanation, first: number): ExplainedMemberType {
  return { member, met, status, reason, need, parts: parts.map((part) => toPart(part, first)) };
}

function toPart({ sentence, evidence, ...rest }: PartExplanation, first: number): ExplainedPartType {
  return { ...rest, explanation: sentence, evidence: evidence.slice(0, first) };
}
