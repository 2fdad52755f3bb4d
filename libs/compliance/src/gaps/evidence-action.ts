import type { AssessmentInput } from '../assessment.js';
import { EVIDENCE_KIND_OF_CLAIM } from '../framework/claim-fields.js';
import type { ClaimRequirement } from '../framework/mapping.js';
import { conditionsOf } from '../explain/rule-words.js';
import { findingNotes } from '../explain/notes.js';
import type { ReasonCode } from '../status/reasons.js';
import type { TaskGroup } from './choose-actions.js';
import type { Task } from './control-case.js';
import type { Asked, EvidenceAction, EvidenceVerb } from './gap-plan.js';
import { wantedOf } from './wanted.js';

/** A group of tasks as something to do. `kept` are further leaves that the new evidence must still meet. */
export function evidenceAction(
  input: AssessmentInput,
  { claim, tasks }: TaskGroup,
  kept: readonly ClaimRequirement[],
): EvidenceAction {
  const lacking = lackingOf(tasks);
  const findings = lacking.flatMap(({ seat }) => seat.member.findings(EVIDENCE_KIND_OF_CLAIM[claim]));
  const leaves = tasks.map(({ leaf }) => leaf);
  return {
    ...{ kind: 'evidence', verb: verbFor(lacking.map(({ cause }) => cause)), claim },
    asks: [...asksOf(leaves, false), ...asksOf(kept, true)],
    wanted: wantedOf(claim, [...leaves, ...kept]),
    members: lacking.map(({ seat, cause }) => ({ member: seat.member.name, cause })),
    independent: tasks.some(({ independent }) => independent),
    repair: findingNotes(input, new Set(findings.map(({ evidence }) => evidence))),
  };
}

/** Several controls may ask for the same in the same words. */
function asksOf(leaves: readonly ClaimRequirement[], kept: boolean): readonly Asked[] {
  const asks = leaves.map((leaf): Asked => ({ need: leaf.need, conditions: conditionsOf(leaf), kept }));
  return [...new Map(asks.map((each) => [JSON.stringify(each), each])).values()];
}

/** Each member once, by its gravest cause; the release as one only where nothing of it is named by itself. */
function lackingOf(tasks: readonly Task[]): Task['lacking'] {
  const parts = tasks.filter(({ unit }) => unit !== 'release');
  const bySeat = new Map<string, Task['lacking'][number]>();
  for (const each of (parts.length > 0 ? parts : tasks).flatMap(({ lacking }) => lacking)) {
    const known = bySeat.get(each.seat.place);
    if (known === undefined || gravity(each.cause) < gravity(known.cause)) bySeat.set(each.seat.place, each);
  }
  return [...bySeat.values()];
}

const VERBS: readonly (readonly [ReasonCode, EvidenceVerb])[] = [
  ['EVIDENCE_ADVERSE', 'resolve'],
  ['EVIDENCE_REJECTED', 'repair'],
  ['EVIDENCE_FALLS_SHORT', 'improve'],
  ['EVIDENCE_MISSING', 'produce'],
  ['EVIDENCE_UNTIMED', 'improve'],
  ['EVIDENCE_UNVERIFIED', 'repair'],
  ['EVIDENCE_TOO_OLD', 'renew'],
  ['TEAM_CONTROLLED_SIGNER', 'independent'],
];

function gravity(cause: ReasonCode): number {
  return VERBS.findIndex(([known]) => known === cause);
}

/** What speaks against it comes first; else one verb where all agree. */
function verbFor(causes: readonly ReasonCode[]): EvidenceVerb {
  const verbs = new Set(causes.map((cause) => VERBS.find(([known]) => known === cause)?.[1] ?? 'produce'));
  if (verbs.has('resolve')) return 'resolve';
  const [only] = verbs;
  return verbs.size === 1 && only !== undefined ? only : 'produce';
}
