import type { Instant } from '#kernel';

import type { ControlResult, OrderedStatus, Population, Segment } from '../assessment.js';
import type { DecisionsThen } from './decisions.js';
import { loweredCap, type Cap } from '../framework/grade.js';
import type { MachinePart } from './machine-part.js';
import type { ControlMapping } from '../framework/mapping.js';
import type { Member } from './member.js';
import type { ReasonCode } from '../status/reasons.js';
import { compareStatus } from '../status/status.js';
import { MemberPanel, NO_PANEL, SHORT, WHOLE, type Panel } from './panel.js';
import { sortedUnique } from '../sorted.js';
import { tellStory, type Chapter } from './story.js';
import type { Timeline } from '../status/timeline.js';

export interface ControlQuestion {
  readonly control: string;
  readonly mapping: ControlMapping;
  /** The members of the mapping's population unit. */
  readonly members: readonly Member[];
  /** Asked for what the mapping wants beyond PARTIAL. */
  readonly organization: readonly Member[];
  readonly decisions: Timeline<DecisionsThen>;
  readonly source: Population['source'];
  readonly asOf: Instant;
}

/** The status of one control of one release, for all time. */
export function judgeControl(question: ControlQuestion): ControlResult {
  const { control, mapping, decisions, asOf } = question;
  const panel = panelOf(question);
  const outcomes = panel.machine.combine(decisions, (part, then) => outcomeOf(question, part, then), sameOutcome);
  const story = tellStory(outcomes.stretches(), asOf, { sameHeadline, isWorse });
  const segments = story.map((chapter) => segmentOf(chapter, panel));
  return { control, grade: mapping.grade, cap: mapping.cap, segments };
}

function panelOf({ mapping: { requires, beyondPartial }, members, organization }: ControlQuestion): Panel {
  if (requires === undefined) return NO_PANEL;
  const beyond = beyondPartial && { requirement: beyondPartial, members: organization };
  return new MemberPanel({ requirement: requires, members }, beyond);
}

/** What is concluded at one moment, without the lists that explain it. */
interface Outcome extends Pick<Segment, 'status' | 'reason' | 'human'> {
  readonly machine: MachinePart;
  readonly decisions: DecisionsThen;
}

function outcomeOf(question: ControlQuestion, machine: MachinePart, decisions: DecisionsThen): Outcome {
  const cap = machine.teamControlled ? loweredCap(question.mapping) : question.mapping.cap;
  const human = cap === 'satisfied' ? 'NOT_NEEDED' : decisions.human.length > 0 ? 'COVERED' : 'OPEN';
  return {
    ...decided(decisions, () => atMostPartial(machine, judged(question.source, machine, { cap, human }))),
    human,
    machine,
    decisions,
  };
}

/** A decision sets the order aside; of two, the waiver, which claims less, is shown. */
function decided(decisions: DecisionsThen, judge: () => Judged): Pick<Segment, 'status' | 'reason'> {
  if (decisions.waivers.length > 0) return { status: 'WAIVED', reason: 'WAIVED' };
  if (decisions.notApplicable.length > 0) return { status: 'NOT_APPLICABLE', reason: 'NOT_APPLICABLE' };
  return judge();
}

interface Judged {
  readonly status: OrderedStatus;
  readonly reason: ReasonCode;
}

/**
 * A human statement never repairs a machine part that does not hold, nor lifts one that does. Where team control
 * lowers the cap to manual, what is left is the team's own signed word: SELF_ATTESTED, and no more.
 */
function judged(
  source: Population['source'],
  { status, reason }: MachinePart,
  { cap, human }: { readonly cap: Cap; readonly human: Segment['human'] },
): Judged {
  if (status === 'NONE') {
    return human === 'COVERED'
      ? { status: 'SELF_ATTESTED', reason: 'HUMAN_STATEMENT' }
      : { status: 'MISSING', reason: 'HUMAN_STATEMENT_NEEDED' };
  }
  if (status !== 'EVIDENCED') return { status, reason };
  if (cap === 'manual') return { status: 'SELF_ATTESTED', reason: 'TEAM_CONTROLLED_SIGNER' };
  if (cap === 'partial') {
    return { status: 'SUPPORTED', reason: human === 'COVERED' ? 'HUMAN_PART_COVERED' : 'HUMAN_PART_OPEN' };
  }
  return source === 'declared' ? { status: 'SUPPORTED', reason: 'POPULATION_DECLARED' } : { status, reason };
}

/** What the organization does not show holds a control down, and lifts none. */
function atMostPartial({ heldAtPartial }: MachinePart, result: Judged): Judged {
  if (!heldAtPartial || compareStatus(result.status, 'PARTIAL') <= 0) return result;
  return { status: 'PARTIAL', reason: 'HELD_AT_PARTIAL' };
}

function sameOutcome(a: Outcome, b: Outcome): boolean {
  return sameHeadline(a, b) && a.machine.met === b.machine.met;
}

function sameHeadline(a: Outcome, b: Outcome): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    a.human === b.human &&
    a.machine.status === b.machine.status &&
    a.machine.teamControlled === b.machine.teamControlled &&
    a.machine.heldAtPartial === b.machine.heldAtPartial &&
    a.decisions === b.decisions
  );
}

function isWorse(a: Outcome, b: Outcome): boolean {
  return a.machine.met < b.machine.met;
}

function segmentOf({ from, until, value, holdsAsOf, shows }: Chapter<Outcome>, panel: Panel): Segment {
  const { status, reason, human, machine, decisions } = value;
  const { gaps, evidence } = panel.explain(shows, holdsAsOf ? WHOLE : SHORT);
  return {
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    status,
    reason,
    machine: { status: machine.status, met: machine.met, of: machine.of },
    human,
    gaps,
    evidence:
      restsOn(status, decisions) ?? sortedUnique([...evidence, ...(human === 'COVERED' ? decisions.human : [])]),
    teamControlled: machine.teamControlled,
  };
}

/** A status outside the order rests on the decision alone. */
function restsOn(status: Segment['status'], decisions: DecisionsThen): Segment['evidence'] | undefined {
  if (status === 'WAIVED') return decisions.waivers;
  return status === 'NOT_APPLICABLE' ? decisions.notApplicable : undefined;
}

/** The segment of a result that holds at a moment. */
export function segmentAt(result: ControlResult, at: Instant): Segment {
  const segment = result.segments.findLast(({ from }) => from === undefined || from <= at);
  if (segment === undefined) throw new TypeError(`control ${result.control} has no segment`);
  return segment;
}
