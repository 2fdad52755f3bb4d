import type { Instant } from '#kernel';

import type { ControlResult, OrderedStatus, Population, Segment } from './assessment.js';
import type { DecisionsThen } from './decisions.js';
import { loweredCap, type Cap } from './grade.js';
import { FULL_LISTING, machinePart, NO_MACHINE_PART, SHORT_LISTING, type MachinePart } from './machine-part.js';
import type { ControlMapping } from './mapping.js';
import type { Member } from './member.js';
import type { ReasonCode } from './reasons.js';
import { standingOver } from './requirement.js';
import { sameList, sortedUnion } from './standing.js';
import { Timeline, type Stretch } from './timeline.js';

export interface ControlQuestion {
  readonly control: string;
  readonly mapping: ControlMapping;
  /** The members of the mapping's population unit. */
  readonly members: readonly Member[];
  readonly decisions: Timeline<DecisionsThen>;
  readonly source: Population['source'];
  readonly asOf: Instant;
}

/** The status of one control of one release, for all time. */
export function judgeControl(question: ControlQuestion): ControlResult {
  const { control, mapping, decisions, asOf } = question;
  const machine = machineOver(question);
  const bodies = machine.whole.combine(decisions, (part, then) => bodyOf(question, part, then), sameBody);
  const now = bodyOf(question, machine.now, decisions.at(asOf));
  const segments = bodies.stretches().map((stretch) => segmentOf(stretch, holds(stretch, asOf) ? now : stretch.value));
  return { control, grade: mapping.grade, cap: mapping.cap, segments };
}

/** The machine part over all time, and in full at the moment the question is about. */
function machineOver({ mapping: { requires }, members, asOf }: ControlQuestion): {
  readonly whole: Timeline<MachinePart>;
  readonly now: MachinePart;
} {
  if (requires === undefined) return { whole: Timeline.always(NO_MACHINE_PART), now: NO_MACHINE_PART };
  const standings = members.map((member) => standingOver(requires, member));
  const whole = Timeline.combineAll(standings, (then) => machinePart(members, then, SHORT_LISTING));
  const now = machinePart(
    members,
    standings.map((standing) => standing.at(asOf)),
    FULL_LISTING,
  );
  return { whole, now };
}

type Body = Omit<Segment, 'from' | 'until'> & { readonly complete: boolean };

function bodyOf(question: ControlQuestion, machine: MachinePart, decisions: DecisionsThen): Body {
  const cap = machine.teamControlled ? loweredCap(question.mapping) : question.mapping.cap;
  const human = cap === 'satisfied' ? 'NOT_NEEDED' : decisions.human.length > 0 ? 'COVERED' : 'OPEN';
  const { met, of, gaps, teamControlled, complete } = machine;
  return {
    ...judged(question, { cap, human, machine, decisions }),
    machine: { status: machine.status, met, of },
    human,
    gaps,
    teamControlled,
    complete,
  };
}

interface Parts {
  readonly cap: Cap;
  readonly human: Segment['human'];
  readonly machine: MachinePart;
  readonly decisions: DecisionsThen;
}

/** A decision sets the order aside and is shown by its own evidence; of two, the waiver, which claims less, is shown. */
function judged(
  question: ControlQuestion,
  { cap, human, machine, decisions }: Parts,
): Pick<Segment, 'status' | 'reason' | 'evidence'> {
  if (decisions.waivers.length > 0) return { status: 'WAIVED', reason: 'WAIVED', evidence: decisions.waivers };
  if (decisions.notApplicable.length > 0) {
    return { status: 'NOT_APPLICABLE', reason: 'NOT_APPLICABLE', evidence: decisions.notApplicable };
  }
  const evidence = human === 'COVERED' ? sortedUnion([machine.evidence, decisions.human]) : machine.evidence;
  const { status, reason } = machine;
  const outcome = status === 'NONE' ? humanOnly(human) : withMachinePart(question, { cap, human, status, reason });
  return { ...outcome, evidence };
}

interface Outcome {
  readonly status: OrderedStatus;
  readonly reason: ReasonCode;
}

function humanOnly(human: Segment['human']): Outcome {
  return human === 'COVERED'
    ? { status: 'SELF_ATTESTED', reason: 'HUMAN_STATEMENT' }
    : { status: 'MISSING', reason: 'HUMAN_STATEMENT_NEEDED' };
}

/**
 * A human statement never repairs a machine part that does not hold, nor lifts one that does. Where team control
 * lowers the cap to manual, what is left is the team's own signed word: SELF_ATTESTED, and no more.
 */
function withMachinePart(
  { source }: ControlQuestion,
  { cap, human, status, reason }: Pick<Parts, 'cap' | 'human'> & Outcome,
): Outcome {
  if (status !== 'EVIDENCED') return { status, reason };
  if (cap === 'manual') return { status: 'SELF_ATTESTED', reason: 'TEAM_CONTROLLED_SIGNER' };
  if (cap === 'partial') {
    return { status: 'SUPPORTED', reason: human === 'COVERED' ? 'HUMAN_PART_COVERED' : 'HUMAN_PART_OPEN' };
  }
  return source === 'declared' ? { status: 'SUPPORTED', reason: 'POPULATION_DECLARED' } : { status, reason };
}

function segmentOf({ from, until }: Stretch<Body>, body: Body): Segment {
  const { status, reason, machine, human, gaps, evidence, teamControlled } = body;
  return {
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...{ status, reason, machine, human, gaps, evidence, teamControlled },
  };
}

function holds({ from, until }: Stretch<Body>, at: Instant): boolean {
  return (from === undefined || from <= at) && (until === undefined || at < until);
}

/** Bodies with shortened lists are never taken for equal: what they leave out may differ. */
function sameBody(a: Body, b: Body): boolean {
  return (
    a === b ||
    (a.complete &&
      b.complete &&
      a.status === b.status &&
      a.reason === b.reason &&
      a.human === b.human &&
      a.teamControlled === b.teamControlled &&
      a.machine.status === b.machine.status &&
      a.machine.met === b.machine.met &&
      sameList(a.evidence, b.evidence) &&
      sameGaps(a.gaps, b.gaps))
  );
}

function sameGaps(a: Segment['gaps'], b: Segment['gaps']): boolean {
  return (
    a.length === b.length &&
    a.every((gap, index) => {
      const other = b[index];
      return gap.member === other?.member && gap.status === other.status && gap.need === other.need;
    })
  );
}

/** The segment of a result that holds at a moment. */
export function segmentAt(result: ControlResult, at: Instant): Segment {
  const segment = result.segments.findLast(({ from }) => from === undefined || from <= at);
  if (segment === undefined) throw new TypeError(`control ${result.control} has no segment`);
  return segment;
}
