import type { Digest, Instant } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { ClaimOf } from '../claims/claim.js';
import type { Anchor, Fact } from '../fact.js';
import { groupBy } from '../group-by.js';
import { coversScope } from '../input/scope-cover.js';
import { sortedUnique } from '../sorted.js';

type PlanClaim = ClaimOf<'plan-of-action'>;

/** An item of a plan of action as its newest statement leaves it. It says what will be done, and proves nothing. */
export interface PlanItem {
  readonly id: string;
  readonly state: PlanState;
  /** What the newest statement says. */
  readonly plan: PlanClaim;
  readonly anchor: Anchor;
  /** The newest statement. */
  readonly evidence: Digest;
  /** Milestones that are past due and not completed. */
  readonly late: number;
  /** Statements from the first to the newest, as far as they are known. */
  readonly history: readonly PlanEntry[];
  readonly problems: readonly PlanProblem[];
}

export type PlanState = 'open' | 'overdue' | 'completed';

export interface PlanEntry {
  readonly evidence: Digest;
  readonly due: Instant;
  /** Trusted time; absent where nothing trusted says when. */
  readonly signedAt?: Instant;
  /** Why it changed what was there before. */
  readonly reason?: string;
}

/** What is wrong with the history of an item; the newest statement counts all the same. */
export const PLAN_PROBLEMS = {
  HISTORY_GAP: 'An earlier statement that it says it updates is not here.',
  HISTORY_FORKED: 'Its history does not lead to one newest statement.',
  OTHER_ITEM: 'A statement says that it updates one of another item.',
  CONTROL_CHANGED: 'It was about another control or scope before.',
} as const;
export type PlanProblem = keyof typeof PLAN_PROBLEMS;
export const PLAN_PROBLEM_CODES = Object.keys(PLAN_PROBLEMS) as readonly PlanProblem[];

/** Items that cover the release, for one control or all, as of a moment; by control, then by id. */
export function plansOf(
  input: Pick<AssessmentInput, 'scope' | 'facts' | 'asOf'>,
  control?: string,
): readonly PlanItem[] {
  const facts = input.facts.filter(({ anchor }) => coversScope(anchor, input.scope));
  return plansAmong(facts, input.asOf).filter((item) => control === undefined || item.plan.control === control);
}

/** Items that these facts tell of, whatever scope they have. */
export function plansAmong(facts: readonly Fact[], at: Instant): readonly PlanItem[] {
  const statements = statementsIn(facts, at);
  const byId = groupBy(statements.values(), ({ claim }) => claim.id);
  const items = [...byId].map(([id, group]) => itemOf(id, group, { statements, at }));
  return items.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

function placeOf({ plan, id }: PlanItem): string {
  return `${plan.control}\n${id}`;
}

type Statement = Fact & { readonly claim: PlanClaim };

/** By the digest of the evidence: under two rules it is one statement. What was signed later was not said by then. */
function statementsIn(facts: readonly Fact[], at: Instant): ReadonlyMap<Digest, Statement> {
  const plans = facts.filter((fact): fact is Statement => fact.claim.kind === 'plan-of-action');
  const said = plans.filter(({ signedAt }) => signedAt === undefined || signedAt <= at);
  return new Map(said.map((fact) => [fact.evidence, fact]));
}

function itemOf(
  id: string,
  group: readonly Statement[],
  { statements, at }: { readonly statements: ReadonlyMap<Digest, Statement>; readonly at: Instant },
): PlanItem {
  const updated = new Set(group.map(({ claim }) => claim.change?.previous));
  const newest = group.filter(({ evidence }) => !updated.has(evidence)).reduce(newer);
  const { chain, problems } = chainTo(newest, statements);
  const isWhole = chain.length === group.length;
  const isSteady = chain.every(({ claim, anchor }) => isAbout(newest, claim, anchor));
  const { claim, anchor, evidence } = newest;
  return {
    ...{ id, plan: claim, anchor, evidence, state: stateOf(claim, at) },
    late: claim.milestones.filter(({ due, completedOn }) => completedOn === undefined && due < at).length,
    history: chain.map(entryOf),
    problems: sortedUnique([
      ...problems,
      ...(isWhole ? [] : (['HISTORY_FORKED'] as const)),
      ...(isSteady ? [] : (['CONTROL_CHANGED'] as const)),
    ]),
  };
}

/** By trusted time; statements without one come before those with one. Digests decide where nothing else does. */
function newer(a: Statement, b: Statement): Statement {
  const [timeA, timeB] = [a.signedAt ?? '', b.signedAt ?? ''];
  if (timeA !== timeB) return timeA > timeB ? a : b;
  return a.evidence > b.evidence ? a : b;
}

/** From the first known statement to this one. A digest cannot lead back to itself, so the walk ends. */
function chainTo(
  newest: Statement,
  statements: ReadonlyMap<Digest, Statement>,
): { readonly chain: readonly Statement[]; readonly problems: readonly PlanProblem[] } {
  const chain = [newest];
  for (let { change } = newest.claim; change !== undefined;) {
    const earlier = statements.get(change.previous);
    if (earlier === undefined) return { chain, problems: ['HISTORY_GAP'] };
    if (earlier.claim.id !== newest.claim.id) return { chain, problems: ['OTHER_ITEM'] };
    chain.unshift(earlier);
    ({ change } = earlier.claim);
  }
  return { chain, problems: [] };
}

function isAbout({ claim, anchor }: Statement, other: PlanClaim, where: Anchor): boolean {
  return claim.control === other.control && JSON.stringify(anchor) === JSON.stringify(where);
}

function stateOf({ due, completedOn }: PlanClaim, at: Instant): PlanState {
  if (completedOn !== undefined && completedOn <= at) return 'completed';
  return due < at ? 'overdue' : 'open';
}

function entryOf({ evidence, claim, signedAt }: Statement): PlanEntry {
  return {
    ...{ evidence, due: claim.due },
    ...(signedAt !== undefined && { signedAt }),
    ...(claim.change !== undefined && { reason: claim.change.reason }),
  };
}
