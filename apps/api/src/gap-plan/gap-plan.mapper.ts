import type { Answered } from '#application';
import { needsOfStep, UNREACHABLE_WORDS, type GapAction, type GapStep } from '#compliance';

import { toFindingNote } from '../explanation/note.mapper.js';
import type { GapPlanType, GapStepType } from './gap-plan.type.js';

type ActionFields = Omit<GapStepType, 'needs' | 'moves' | 'reaches' | 'remedies' | 'plans'>;

const NOTHING = { asks: [], names: [], members: [], memberCount: 0, independent: false, signed: false, repair: [] };

/** Members and findings of a step: at most `first`. */
export function toGapPlan({ input, answer }: Answered<'plan'>, first: number): GapPlanType {
  const { profile, of, reached, steps, unreachable, components, minimality, considered } = answer;
  const { asOf, knownAt } = input;
  return {
    ...{ asOf, knownAt, profile, of, minimality, considered },
    reached: [...reached],
    components: components.slice(0, first),
    steps: steps.map((step) => ({ ...toStep(step, first), needs: needsOfStep(step, input.scope) })),
    unreachable: unreachable.map((each) => ({ ...each, explanation: UNREACHABLE_WORDS[each.why] })),
  };
}

function toStep({ action, moves, reaches, remedies, plans }: GapStep, first: number): Omit<GapStepType, 'needs'> {
  return {
    ...toAction(action, first),
    moves: [...moves],
    reaches: [...reaches],
    remedies: [...remedies],
    plans: [...plans],
  };
}

function toAction(action: GapAction, first: number): ActionFields {
  switch (action.kind) {
    case 'population':
      return { ...NOTHING, kind: action.kind, names: [...action.names], signed: action.signed };
    case 'statement':
      return { ...NOTHING, kind: action.kind, stays: action.stays };
    case 'evidence': {
      const { kind, verb, claim, asks, members, independent, repair } = action;
      return {
        ...{ ...NOTHING, kind, verb, claim, independent },
        asks: asks.map((ask) => ({ ...ask, conditions: [...ask.conditions] })),
        members: members.slice(0, first),
        memberCount: members.length,
        repair: repair.slice(0, first).map(toFindingNote),
      };
    }
  }
}
