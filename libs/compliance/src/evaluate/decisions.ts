import { canonicalJson, type Digest, type Instant } from '#kernel';

import type { AssessmentInput } from '../assessment.js';
import type { Claim } from '../claims/claim.js';
import type { Fact } from '../fact.js';
import { groupBy } from '../group-by.js';
import { coversScope } from '../input/scope-cover.js';
import { sameList, sortedUnique } from '../sorted.js';
import { Timeline } from '../status/timeline.js';

type Decision = Extract<Claim, { readonly kind: 'human-evidence' | 'waiver' | 'not-applicable' }>;

/** What people have decided about one control at one moment, by the evidence that says so; sorted. */
export interface DecisionsThen {
  readonly human: readonly Digest[];
  readonly waivers: readonly Digest[];
  readonly notApplicable: readonly Digest[];
}

interface Window {
  readonly kind: Decision['kind'];
  readonly evidence: Digest;
  /** Canonical: what exactly it is about. */
  readonly scope: string;
  readonly from: Instant;
  readonly until?: Instant;
}

/** Signed decisions that cover the release, by the control they name. */
export class Decisions {
  readonly #windows = new Map<string, Window[]>();

  constructor(input: Pick<AssessmentInput, 'scope' | 'facts'>) {
    for (const fact of input.facts) {
      if (!coversScope(fact.anchor, input.scope)) continue;
      for (const control of controlsOf(fact.claim)) this.#add(control, fact);
    }
  }

  about(control: string): Timeline<DecisionsThen> {
    const windows = onePerScope(this.#windows.get(control) ?? []);
    const edges = windows.flatMap(({ from, until }) => (until === undefined ? [from] : [from, until]));
    return Timeline.sample(edges, (at) => decisionsAt(windows, at), sameDecisions);
  }

  #add(control: string, { claim, evidence, anchor, signedAt }: Fact): void {
    if (!isDecision(claim)) return;
    // A decision cannot be back-dated: it holds from its trusted time at the earliest.
    const from = signedAt !== undefined && signedAt > claim.validFrom ? signedAt : claim.validFrom;
    const until = 'validUntil' in claim ? { until: claim.validUntil } : {};
    const windows = this.#windows.get(control) ?? [];
    const window = { kind: claim.kind, evidence, scope: canonicalJson(anchor), from, ...until };
    this.#windows.set(control, [...windows, window]);
  }
}

/**
 * Of the waivers of one control and scope one counts at a time: from the moment at which a later one begins, the earlier
 * one counts no more, and does not come back when the later one ends. So an exception is cut short by a shorter one.
 */
function onePerScope(windows: readonly Window[]): readonly Window[] {
  const others = windows.filter(({ kind }) => kind !== 'waiver');
  const waivers = groupBy(
    windows.filter(({ kind }) => kind === 'waiver'),
    ({ scope }) => scope,
  );
  return [...others, ...[...waivers.values()].flatMap(inTurn)];
}

function inTurn(waivers: readonly Window[]): readonly Window[] {
  return waivers.toSorted(byBeginning).flatMap((waiver, index, all) => {
    const next = all[index + 1]?.from;
    if (next === undefined || isOver(waiver, next)) return [waiver];
    return next > waiver.from ? [{ ...waiver, until: next }] : [];
  });
}

function isOver({ until }: Window, at: Instant): boolean {
  return until !== undefined && until <= at;
}

/** Of two that begin at the same moment the one that ends first stands last, and so counts; then the digest decides. */
function byBeginning(a: Window, b: Window): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  if (a.until !== b.until) return (a.until ?? '') > (b.until ?? '') ? -1 : 1;
  return a.evidence < b.evidence ? -1 : 1;
}

function isDecision(claim: Claim): claim is Decision {
  return claim.kind === 'human-evidence' || claim.kind === 'waiver' || claim.kind === 'not-applicable';
}

function controlsOf(claim: Claim): readonly string[] {
  if (claim.kind === 'human-evidence') return [...new Set(claim.controls)];
  return claim.kind === 'waiver' || claim.kind === 'not-applicable' ? [claim.control] : [];
}

function decisionsAt(windows: readonly Window[], at: Instant | undefined): DecisionsThen {
  const inForce = windows.filter(
    ({ from, until }) => at !== undefined && at >= from && (until === undefined || at < until),
  );
  const of = (kind: Decision['kind']) =>
    sortedUnique(inForce.filter((window) => window.kind === kind).map(({ evidence }) => evidence));
  return { human: of('human-evidence'), waivers: of('waiver'), notApplicable: of('not-applicable') };
}

function sameDecisions(a: DecisionsThen, b: DecisionsThen): boolean {
  return sameList(a.human, b.human) && sameList(a.waivers, b.waivers) && sameList(a.notApplicable, b.notApplicable);
}
