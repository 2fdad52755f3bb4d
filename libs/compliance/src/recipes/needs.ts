import type { Scope, Status } from '../assessment.js';
import type { ControlExplanation } from '../explain/explain-control.js';
import type { MemberExplanation } from '../explain/explain-member.js';
import type { RuleWords } from '../explain/rule-words.js';
import type { GapAction, GapStep } from '../gaps/gap-plan.js';
import type { Need } from './recipe-for.js';

const MANIFEST: Need = { claim: 'release-manifest', wanted: [] };

/** What has to be made to take a step, for this release. */
export function needsOfStep({ action }: Pick<GapStep, 'action'>, scope?: Scope): readonly Need[] {
  return withScope(actionNeeds(action), scope);
}

function withScope(needs: readonly Need[], scope: Scope | undefined): readonly Need[] {
  return scope === undefined ? needs : needs.map((need) => ({ ...need, scope }));
}

function actionNeeds(action: GapAction): readonly Need[] {
  switch (action.kind) {
    case 'population':
      return [MANIFEST];
    case 'statement':
      return [statementFor(action.control)];
    case 'evidence':
      return [{ claim: action.claim, wanted: action.wanted }];
  }
}

/** What has to be made for what a control lacks; nothing where it stands as well as it can be brought to stand. */
export function needsOfControl(explained: ControlExplanation, scope?: Scope): readonly Need[] {
  return withScope(controlNeeds(explained), scope);
}

function controlNeeds(explained: ControlExplanation): readonly Need[] {
  const { control, status, rule, reason, members, beyondPartial: beyond } = explained;
  if (isDone(status)) return [];
  if (rule === undefined) return [statementFor(control)];
  if (reason === 'NO_POPULATION') return [MANIFEST];
  return [...lackedOf(rule, members), ...(beyond ? lackedOf(beyond.rule, [beyond.organization]) : [])];
}

/** Leaves that a member which is not met does not meet; its parts stand in the order of the leaves. */
function lackedOf(rule: RuleWords, members: readonly MemberExplanation[]): readonly Need[] {
  const lacking = members.filter(({ met }) => !met);
  return leavesOf(rule).filter((_, index) => lacking.some(({ parts }) => parts[index]?.met === false));
}

/** Nothing that somebody could submit would make it better. */
export function isDone(status: Status): boolean {
  return status === 'EVIDENCED' || status === 'SUPPORTED' || status === 'SELF_ATTESTED' || status === 'NOT_APPLICABLE';
}

function leavesOf({ claim, wanted = [], branches }: RuleWords): readonly Need[] {
  return claim === undefined ? branches.flatMap(leavesOf) : [{ claim, wanted }];
}

function statementFor(control: string): Need {
  return { claim: 'human-evidence', wanted: [{ field: 'controls', anyOf: [control] }] };
}
