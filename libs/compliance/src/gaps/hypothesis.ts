import { addDays, canonicalDigest, type SubjectDigest } from '#kernel';

import type { AssessmentInput, Population, PopulationMember } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import { topicOf } from '../claims/topic.js';
import type { Member } from '../evaluate/member.js';
import type { Place } from '../evaluate/places.js';
import { voicesOf, type Voice } from '../evaluate/utterance.js';
import { readerOf, wordOver } from '../evaluate/word.js';
import type { Fact } from '../fact.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import type { TaskGroup } from './choose-actions.js';
import { witnessOf } from './witness.js';
import { anchorAt } from './places-of-members.js';

// Facts that do not exist: a plan is tried out by judging an input that has them. They never leave this room.

/** Stands for what a manifest would name. */
export const UNNAMED_ARTIFACT: PopulationMember = {
  name: 'an artifact that the manifest will name',
  digests: [canonicalDigest('an artifact that the manifest will name')],
};
export const UNNAMED_REVISION: SubjectDigest = `gitCommit:${'0'.repeat(40)}`;

const PLANNED = 'planned';

/** Evidence of a group for every member that lacks it, and in place of every adverse word. */
export function plannedFacts(
  input: AssessmentInput,
  group: TaskGroup,
  others: readonly ClaimRequirement[],
): { readonly facts: readonly Fact[]; readonly kept: readonly ClaimRequirement[] } {
  const leaves = group.tasks.map(({ leaf }) => leaf);
  const overruled = overruledVoices(input, group);
  const kept = overruled.length === 0 ? [] : alsoMet(leaves, others);
  const claim = witnessOf(group.claim, [...leaves, ...kept]);
  if (claim === undefined) return { facts: [], kept: [] };
  const independent = group.tasks.some((task) => task.independent);
  const places = new Set(group.tasks.flatMap(({ lacking }) => lacking.map(({ seat }) => seat.place)));
  // Two groups ask for what no single piece of evidence can say: so two producers say it.
  const producer = canonicalDigest([PLANNED, claim]);
  const plain = [...places].map((place) => plannedFact(input, { claim, place, producer, independent }));
  const replacing = overruled.map(({ topic, ...voice }) =>
    plannedFact(input, { claim: aboutTopic(claim, topic), ...voice, independent }),
  );
  return { facts: [...plain, ...replacing], kept };
}

interface OverruledVoice {
  readonly place: Place;
  readonly producer: string;
  readonly topic: string;
}

/** Only a newer word of the same producer takes back what speaks against a leaf. */
function overruledVoices(input: AssessmentInput, { tasks }: TaskGroup): readonly OverruledVoice[] {
  const found = tasks.flatMap(({ leaf, lacking }) =>
    lacking.flatMap(({ seat: { member } }) =>
      voicesAbout(leaf, member)
        .filter((voice) => wordOver(leaf, voice, member).at(input.asOf).says === 'adverse')
        .flatMap(({ place, utterances }) => {
          const fact = utterances[0]?.facts[0];
          return fact === undefined ? [] : [{ place, producer: fact.producer, topic: topicOf(fact.claim) }];
        }),
    ),
  );
  return [...new Map(found.map((voice) => [`${voice.place}\n${voice.producer}\n${voice.topic}`, voice])).values()];
}

function voicesAbout({ claim, select }: ClaimRequirement, member: Member): readonly Voice[] {
  const heard = member.testimony(claim).filter(({ fact }) => select?.holds(readerOf(fact.claim)) ?? true);
  return voicesOf(heard);
}

/** What the overruled evidence may have met before, the new one must meet, too. */
function alsoMet(
  leaves: readonly ClaimRequirement[],
  others: readonly ClaimRequirement[],
): readonly ClaimRequirement[] {
  const [first] = leaves;
  if (first === undefined) return [];
  return others.reduce<readonly ClaimRequirement[]>((kept, leaf) => {
    if (leaf.claim !== first.claim || leaves.includes(leaf)) return kept;
    return witnessOf(leaf.claim, [...leaves, ...kept, leaf]) === undefined ? kept : [...kept, leaf];
  }, []);
}

function aboutTopic(claim: Claim, topic: string): Claim {
  return 'suite' in claim ? { ...claim, suite: topic } : claim;
}

function plannedFact(
  input: AssessmentInput,
  parts: { readonly claim: Claim; readonly place: Place; readonly producer: string; readonly independent: boolean },
): Fact {
  const { claim, place, producer, independent } = parts;
  const fact = {
    ...{ anchor: anchorAt(place, input), claim, rule: PLANNED, producer, signedAt: input.asOf },
    assurance: 'verified' as const,
    teamControlled: !independent && claim.kind !== 'signature',
  };
  return { evidence: canonicalDigest([PLANNED, fact]), ...fact };
}

/** A signed statement of a person for one control of this release, valid from now on. */
export function plannedStatement(input: AssessmentInput, control: string): Fact {
  const fact = {
    anchor: anchorAt('release', input),
    claim: {
      ...{ kind: 'human-evidence' as const, controls: [control], statement: PLANNED, owner: PLANNED },
      ...{ reviewer: PLANNED, collected: input.asOf },
      ...{ validFrom: input.asOf, validUntil: addDays(input.asOf, 365) },
    },
    ...{ rule: PLANNED, producer: PLANNED, signedAt: input.asOf },
    assurance: 'self-attested' as const,
    teamControlled: false,
  };
  return { evidence: canonicalDigest([PLANNED, fact]), ...fact };
}

/** The input as it would be. What a producer signed at that very moment about the same gives way to the planned word. */
export function withPlanned(input: AssessmentInput, planned: readonly Fact[]): AssessmentInput {
  const keyOf = ({ anchor, claim, producer, signedAt }: Fact) =>
    JSON.stringify([anchor, claim.kind, topicOf(claim), producer, signedAt]);
  const replaced = new Set(planned.map(keyOf));
  const kept = input.facts.filter((fact) => fact.rule === PLANNED || !replaced.has(keyOf(fact)));
  return { ...input, facts: [...kept, ...planned] };
}

export function withPopulation(
  input: AssessmentInput,
  { names, signed }: { readonly names: readonly ('artifacts' | 'revisions')[]; readonly signed: boolean },
): AssessmentInput {
  const { population } = input;
  const named: Population = {
    ...population,
    ...(signed && { source: 'signed-manifest' as const }),
    ...(names.includes('artifacts') && { artifacts: [UNNAMED_ARTIFACT] }),
    ...(names.includes('revisions') && { revisions: [UNNAMED_REVISION] }),
  };
  return { ...input, population: named };
}
