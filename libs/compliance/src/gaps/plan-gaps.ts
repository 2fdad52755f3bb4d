import type { AssessmentInput } from '../assessment.js';
import { membersOf } from '../evaluate/member.js';
import { componentCounts } from '../explain/component-counts.js';
import { asksForComponents } from '../framework/asks-for-components.js';
import type { ControlMapping, Mapping } from '../framework/mapping.js';
import { leavesOf, treesOf } from '../framework/requirement-tree.js';
import { plansOf } from '../plans/plans-of.js';
import type { Profile } from '../profile/profile.js';
import { compareStatus } from '../status/status.js';
import { allHold, chooseGroups, groupTasks, type TaskGroup } from './choose-actions.js';
import { ceilingOf, controlCase, type Aim, type ControlCase, type Task } from './control-case.js';
import { evidenceAction } from './evidence-action.js';
import type { GapAction, GapPlan, GapStep, PlannedItem, Unreachable } from './gap-plan.js';
import { plannedFacts, plannedStatement, withPlanned, withPopulation } from './hypothesis.js';
import { missingPopulation } from './missing-population.js';
import { seatsOf } from './places-of-members.js';
import { standingsOf, type Framed, type Standing } from './standings.js';

/** A step that can be tried out: what the input is once it is done. */
interface Move {
  readonly action: GapAction;
  readonly moves: readonly string[];
  readonly apply: (input: AssessmentInput) => AssessmentInput;
}

/**
 * Plans how a release reaches a profile. Each step is tried by judging the input with facts that do not exist yet, so
 * the plan reaches what it says under exactly this mapping. `applied` is that input with every step carried out.
 */
export function planGaps(
  input: AssessmentInput,
  framework: Framed,
  profile: Profile,
): { readonly plan: GapPlan; readonly applied: AssessmentInput } {
  const standing = standingsOf(input, framework, { profile });
  const aims = standing.filter(({ enough }) => !enough);
  const within = aims.filter((each) => whyNot(each) === undefined);
  const missing = missingPopulation(input, within);
  const base = missing === undefined ? input : withPopulation(input, missing);
  const cases = casesOf(base, within);
  const groups = groupTasks(cases.flatMap(({ tasks }) => tasks));
  const all = new Set(groups.flatMap(({ tasks }) => tasks));
  const open = cases.filter((each) => allHold([each], all));
  const { groups: chosen, minimality } = chooseGroups(groups, open);
  const moves = [
    ...(missing === undefined ? [] : [populationMove(missing, within)]),
    ...evidenceMoves({ base, mapping: framework.mapping, chosen, open }),
    ...within.filter(({ mapping }) => mapping.requires === undefined).map((aim) => statementMove(base, aim)),
  ];
  const { steps, applied } = walk(input, moves, {
    ...{ framework, profile },
    pending: aims.map(({ control }) => control),
  });
  const left = standingsOf(applied, framework, { profile }).filter(({ enough }) => !enough);
  const stuck = new Set(cases.filter((each) => !open.includes(each)).map(({ aim }) => aim.control));
  const plan: GapPlan = {
    ...{ profile: profile.id, of: standing.length, minimality, considered: groups.length, steps },
    reached: standing.filter(({ enough }) => enough).map(({ control }) => control),
    unreachable: left.map((each) => unreachable(each, stuck)),
    components: componentsOf(input, aims),
  };
  return { plan, applied };
}

/** Which evidence about components would come cannot be tried out, so what is there is counted. */
function componentsOf(input: AssessmentInput, aims: readonly Standing[]): GapPlan['components'] {
  const units = new Set(
    aims.filter(({ mapping }) => asksForComponents(mapping)).map(({ mapping }) => mapping.population),
  );
  const members = membersOf(input);
  return [...units].flatMap((unit) => componentCounts(members[unit], input.asOf));
}

/** Why no evidence at all could bring it there. */
function whyNot({ mapping, least, status }: Standing): Unreachable['why'] | undefined {
  if (status === 'WAIVED' || status === 'NOT_APPLICABLE') return 'SET_ASIDE';
  return compareStatus(ceilingOf(mapping.cap, 'signed-manifest'), least) < 0 ? 'CAPPED' : undefined;
}

function casesOf(base: AssessmentInput, aims: readonly Aim[]): readonly ControlCase[] {
  const seats = seatsOf(base);
  const { source } = base.population;
  return aims.flatMap((aim) => {
    const { requires } = aim.mapping;
    return requires === undefined ? [] : [controlCase(aim, requires, { seats, source, asOf: base.asOf })];
  });
}

function populationMove(missing: NonNullable<ReturnType<typeof missingPopulation>>, aims: readonly Standing[]): Move {
  const { names, signed } = missing;
  const moved = aims.filter(({ reason, least }) => reason === 'NO_POPULATION' || (signed && least === 'EVIDENCED'));
  return {
    action: { kind: 'population', names, signed },
    moves: moved.map(({ control }) => control),
    apply: (input) => withPopulation(input, missing),
  };
}

function evidenceMoves(parts: {
  readonly base: AssessmentInput;
  readonly mapping: Mapping;
  readonly chosen: readonly TaskGroup[];
  readonly open: readonly ControlCase[];
}): readonly Move[] {
  const { base, mapping, chosen, open } = parts;
  const every = Object.values(mapping.controls).flatMap(leavesOfControl);
  const moves = chosen.map((group): Move => {
    const { facts, kept } = plannedFacts(base, group, every);
    const rest = new Set(chosen.filter((other) => other !== group).flatMap(({ tasks }) => tasks));
    return {
      action: evidenceAction(base, group, kept),
      moves: movedBy(open, rest),
      apply: (input) => withPlanned(input, facts),
    };
  });
  return moves.toSorted((a, b) => b.moves.length - a.moves.length);
}

function leavesOfControl(control: ControlMapping) {
  return treesOf(control).flatMap(leavesOf);
}

/** The cases that do not hold with the rest alone. */
function movedBy(open: readonly ControlCase[], rest: ReadonlySet<Task>): readonly string[] {
  return open.filter((each) => !allHold([each], rest)).map(({ aim }) => aim.control);
}

function statementMove(base: AssessmentInput, { control, mapping }: Aim): Move {
  const fact = plannedStatement(base, control);
  return {
    action: { kind: 'statement', control, stays: mapping.human },
    moves: [control],
    apply: (input) => withPlanned(input, [fact]),
  };
}

/** Carries out one step after the other, and judges after each what is not yet there. */
function walk(
  input: AssessmentInput,
  moves: readonly Move[],
  by: { readonly framework: Framed; readonly profile: Profile; readonly pending: readonly string[] },
): { readonly steps: readonly GapStep[]; readonly applied: AssessmentInput } {
  const { controls } = by.framework.mapping;
  const planned = plannedItems(input);
  let applied = input;
  let pending = new Set(by.pending);
  const steps = moves.map(({ action, moves: moved, apply }): GapStep => {
    applied = apply(applied);
    const only = action.kind === 'statement' ? new Set(moved.filter((control) => pending.has(control))) : pending;
    const there = standingsOf(applied, by.framework, { profile: by.profile, only }).filter(({ enough }) => enough);
    const reaches = there.map(({ control }) => control);
    pending = new Set([...pending].filter((control) => !reaches.includes(control)));
    const remedies = moved.flatMap((control) => {
      const remedy = controls[control]?.remedy;
      return remedy === undefined ? [] : [{ control, remedy }];
    });
    const plans = planned.filter(({ control }) => moved.includes(control));
    return { action, moves: moved, reaches, remedies, plans };
  });
  return { steps, applied };
}

function plannedItems(input: AssessmentInput): readonly PlannedItem[] {
  return plansOf(input).flatMap(({ id, state, plan: { control, owner, due } }) =>
    state === 'completed' ? [] : [{ id, control, state, owner, due }],
  );
}

function unreachable(standing: Standing, stuck: ReadonlySet<string>): Unreachable {
  const { control, status, least } = standing;
  const why = whyNot(standing) ?? (stuck.has(control) ? 'NO_SUCH_EVIDENCE' : 'NOT_BY_THIS_PLAN');
  return { control, status, least, why };
}
