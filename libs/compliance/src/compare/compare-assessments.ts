import type { Digest, Instant } from '#kernel';

import type { Scope, Segment, Status } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { evaluate } from '../evaluate/evaluate.js';
import { sortedUnique } from '../sorted.js';
import type { ReasonCode } from '../status/reasons.js';
import { causesOf, grownOld, type EvidenceChange } from './evidence-changes.js';
import { isSameRelease, PARTS, swapped, type Part, type Side } from './parts.js';
import { sharingComponents } from './shared-components.js';
import { countStatuses, type StatusCounts } from './status-counts.js';

/** Where a control stands at one side. */
export interface Standpoint {
  readonly status: Status;
  readonly reason: ReasonCode;
  readonly met: number;
  readonly of: number;
}

/** One part that was changed, and what that made of the control. */
export interface DifferenceCause {
  readonly part: Part;
  readonly before?: Standpoint;
  readonly after?: Standpoint;
  /** Changing this part and nothing else changes the control, too. */
  readonly alone: boolean;
  /** Evidence that the control rests on before or after, not both, and what became of it. */
  readonly evidence: readonly EvidenceChange[];
  /** In words: what the first member that is not met needs afterwards. */
  readonly need?: string;
}

export interface ControlDifference {
  readonly control: string;
  /** Absent where that side's catalog has no such control. */
  readonly before?: Standpoint;
  readonly after?: Standpoint;
  /** Never empty: changed one after the other, these parts lead from before to after. */
  readonly causes: readonly DifferenceCause[];
}

export interface Comparison {
  readonly a: { readonly scope: Scope; readonly asOf: Instant };
  readonly b: { readonly scope: Scope; readonly asOf: Instant };
  readonly sameRelease: boolean;
  readonly differences: readonly ControlDifference[];
  readonly unchanged: number;
  readonly counts: { readonly a: StatusCounts; readonly b: StatusCounts };
}

/**
 * What differs between two judgements, and why. The cause is found by trying: one part after the other is changed, all
 * is judged again, and the part at which a control changes is a cause. Where nothing differs, nothing is tried.
 */
export function compareAssessments(from: Side, to: Side): Comparison {
  const [ownInput, otherInput] = sharingComponents(from.input, to.input);
  const [a, b] = [
    { ...from, input: ownInput },
    { ...to, input: otherInput },
  ];
  const [first, last] = [judge(a), judge(b)];
  const controls = [...new Set([...first.keys(), ...last.keys()])];
  const differing = controls.filter((control) => !isSame(first.get(control), last.get(control)));
  const causesOn = differing.length === 0 ? () => [] : causesBetween(a, b, first);
  const differences = differing.map((control): ControlDifference => {
    return { control, ...standpoints(first.get(control), last.get(control)), causes: causesOn(control) };
  });
  const side = ({ input: { scope, asOf } }: Side) => ({ scope, asOf });
  return {
    ...{ a: side(a), b: side(b), sameRelease: isSameRelease(a, b), differences },
    unchanged: controls.length - differing.length,
    counts: { a: countStatuses([...first.values()]), b: countStatuses([...last.values()]) },
  };
}

function causesBetween(a: Side, b: Side, first: Judged): (control: string) => readonly DifferenceCause[] {
  const alone = PARTS.map((part) => ({ part, judged: judge(swapped(part, a, b)) }));
  const walked = walk(a, b);
  return (control) =>
    walked
      .filter((step) => !isSame(step.before.get(control), step.after.get(control)))
      .map((step) => {
        const single = alone.find(({ part }) => part === step.part)?.judged.get(control);
        return { ...causeOf(step, control), alone: !isSame(first.get(control), single) };
      });
}

type Judged = ReadonlyMap<string, Segment>;

interface Step {
  readonly part: Part;
  readonly from: Side;
  readonly to: Side;
  readonly before: Judged;
  readonly after: Judged;
}

function walk(a: Side, b: Side): readonly Step[] {
  let from = a;
  let before = judge(a);
  return PARTS.map((part): Step => {
    const to = swapped(part, from, b);
    const after = judge(to);
    const step = { part, from, to, before, after };
    from = to;
    before = after;
    return step;
  });
}

/** Between two catalogs a mapping may not fit: a control that only one of both knows is judged nowhere. */
function judge({ input, catalog, mapping }: Side): Judged {
  const groups = catalog.groups.map((group) => ({
    ...group,
    practices: group.practices.map((practice) => ({
      ...practice,
      controls: practice.controls.filter(({ id }) => Object.hasOwn(mapping.controls, id)),
    })),
  }));
  const { results } = evaluate(input, { ...catalog, groups }, mapping);
  return new Map(results.map((result) => [result.control, segmentAt(result, input.asOf)]));
}

function causeOf({ part, from, to, before, after }: Step, control: string): Omit<DifferenceCause, 'alone'> {
  const [was, is] = [before.get(control), after.get(control)];
  const [old, now] = [new Set<Digest>(was?.evidence), new Set<Digest>(is?.evidence)];
  const changed = sortedUnique([...old, ...now].filter((evidence) => old.has(evidence) !== now.has(evidence)));
  const expired = grownOld(from, to, control);
  const need = is?.gaps[0]?.need;
  return {
    part,
    ...standpoints(was, is),
    evidence: causesOf(sortedUnique([...changed, ...expired]), { from, to, expired, after: is }),
    ...(need !== undefined && { need }),
  };
}

function standpoints(before: Segment | undefined, after: Segment | undefined) {
  return {
    ...(before !== undefined && { before: standpointOf(before) }),
    ...(after !== undefined && { after: standpointOf(after) }),
  };
}

function standpointOf({ status, reason, machine }: Segment): Standpoint {
  return { status, reason, met: machine.met, of: machine.of };
}

function isSame(a: Segment | undefined, b: Segment | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const same = a.status === b.status && a.reason === b.reason && a.human === b.human;
  return same && a.machine.met === b.machine.met && a.machine.of === b.machine.of;
}
