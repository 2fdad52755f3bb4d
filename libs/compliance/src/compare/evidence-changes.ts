import type { Digest } from '#kernel';

import type { Segment } from '../assessment.js';
import { topicOf } from '../claims/topic.js';
import { datedAt } from '../evaluate/dated.js';
import { membersOf, type PopulationUnit } from '../evaluate/member.js';
import { explainMember } from '../explain/explain-member.js';
import type { Fact } from '../fact.js';
import type { Requirement } from '../framework/mapping.js';
import { digestsOf, judgedOtherwise, type Side } from './parts.js';

interface Change {
  readonly from: Side;
  readonly to: Side;
  readonly expired: ReadonlySet<Digest>;
  readonly after: Segment | undefined;
}

/** What became of one piece of evidence between two moments of a comparison. */
export interface EvidenceChange {
  readonly evidence: Digest;
  readonly change:
    | 'new'
    | 'gone'
    | 'judged-otherwise'
    | 'not-yet-signed'
    | 'signed-since'
    | 'superseded'
    | 'expired'
    | 'ended'
    | 'counts-now'
    | 'counts-no-longer';
}

/**
 * @param expired what counts and has grown too old by this change
 * @param after the control's segment afterwards; absent where it is judged no longer
 */
export function causesOf(changed: readonly Digest[], { from, to, expired, after }: Change): readonly EvidenceChange[] {
  const [before, now] = [digestsOf(from.input), digestsOf(to.input)];
  const otherwise = judgedOtherwise(from.input, to.input);
  const changeOf = (evidence: Digest): EvidenceChange['change'] => {
    if (expired.has(evidence)) return 'expired';
    if (!before.has(evidence)) return 'new';
    if (!now.has(evidence)) return 'gone';
    if (otherwise.has(evidence)) return 'judged-otherwise';
    const facts = to.input.facts.filter((fact) => fact.evidence === evidence);
    return byTime(facts, { from, to }) ?? byStanding(evidence, after);
  };
  return changed.map((evidence) => ({ evidence, change: changeOf(evidence) }));
}

/** What the mere passing of time did to it, forwards or backwards. */
function byTime(
  facts: readonly Fact[],
  { from, to }: { readonly from: Side; readonly to: Side },
): EvidenceChange['change'] | undefined {
  const [was, is] = [from.input.asOf, to.input.asOf];
  const signed = facts.flatMap((fact) => datedAt(fact) ?? []);
  if (signed.some((at) => at > was && at <= is)) return 'signed-since';
  if (signed.some((at) => at <= was && at > is)) return 'not-yet-signed';
  if (facts.some(({ claim }) => 'validUntil' in claim && claim.validUntil > was && claim.validUntil <= is))
    return 'ended';
  return facts.some((fact) => isSuperseded(fact, to)) ? 'superseded' : undefined;
}

/** A newer word of the same producer about the same. */
function isSuperseded(fact: Fact, { input }: Side): boolean {
  const { claim, producer, anchor } = fact;
  const since = datedAt(fact) ?? '';
  const about = JSON.stringify(anchor);
  return input.facts.some(
    (other) =>
      other.producer === producer &&
      topicKey(other.claim) === topicKey(claim) &&
      JSON.stringify(other.anchor) === about &&
      (datedAt(other) ?? '') > since &&
      (datedAt(other) ?? '') <= input.asOf,
  );
}

function topicKey(claim: Fact['claim']): string {
  return `${claim.kind}\n${topicOf(claim)}`;
}

function byStanding(evidence: Digest, after: Segment | undefined): EvidenceChange['change'] {
  return after?.evidence.includes(evidence) === true ? 'counts-now' : 'counts-no-longer';
}

/** Evidence that one side's rule finds too old for the control, and the other's does not. */
export function grownOld(from: Side, to: Side, control: string): ReadonlySet<Digest> {
  const before = tooOld(from, control);
  return new Set([...tooOld(to, control)].filter((evidence) => !before.has(evidence)));
}

function tooOld({ input, mapping }: Side, control: string): ReadonlySet<Digest> {
  const own = Object.hasOwn(mapping.controls, control) ? mapping.controls[control] : undefined;
  if (own?.requires === undefined) return new Set();
  const { requires, beyondPartial, population } = own;
  const members = membersOf(input);
  const asked = (tree: Requirement, unit: PopulationUnit) =>
    members[unit].flatMap((member) => explainMember(tree, member, input.asOf).parts);
  const parts = [...asked(requires, population), ...(beyondPartial ? asked(beyondPartial, 'organization') : [])];
  return new Set(parts.filter(({ reason }) => reason === 'EVIDENCE_TOO_OLD').flatMap(({ evidence }) => evidence));
}
