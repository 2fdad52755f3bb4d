import {
  needsOfStep,
  REASONS,
  UNREACHABLE_WORDS,
  type Asked,
  type EvidenceAction,
  type EvidenceVerb,
  type GapAction,
  type GapPlan,
  type GapStep,
} from '#compliance';

import { STATUS_WORDS } from '../status-words.js';
import { componentLines } from './component-lines.js';
import { findingLines } from './evidence-lines.js';
import { counted, indented, listed, page, part, type Names } from './lines.js';
import { HOW_TO_ASK, recipeLines, type ShownBefore, type Snippets } from './render-recipe.js';

/** What to do, most effective first, for a terminal; with text to paste for one tool where that is asked for. Ends in a newline. */
export function renderGaps(plan: GapPlan, names: Names, snippets?: Snippets): string {
  const { profile, of, reached, steps, unreachable } = plan;
  const will = reached.length + steps.reduce((sum, step) => sum + step.reaches.length, 0);
  const before: ShownBefore = new Map();
  return page([
    `${names.release} and the profile ${profile}`,
    `${reached.length} of ${of} controls are there now; ${will} of ${of} when this is done.`,
    ...steps.flatMap((step, index) => [
      ...stepLines(step, index + 1, names),
      ...(snippets
        ? recipeLines(needsOfStep(step, snippets.scope), snippets, { here: `in step ${index + 1}`, before })
        : []),
    ]),
    ...part(
      'Not reached by any of this',
      unreachable.map(({ control, status, least, why }) => {
        const [is, asked] = [STATUS_WORDS[status].word, STATUS_WORDS[least].word];
        return `${control}: ${is}, asked ${asked}. ${UNREACHABLE_WORDS[why]}`;
      }),
    ),
    ...part('Components joined to evidence of their own, by digest', componentLines(plan.components, names)),
    ...part('How this was found', steps.length === 0 ? [] : [minimalityOf(plan)]),
    ...(steps.length === 0 || snippets ? [] : ['', HOW_TO_ASK]),
  ]);
}

function minimalityOf({ minimality, considered }: GapPlan): string {
  const tried = 'Each step was tried by judging the release again with evidence that does not exist yet.';
  const short =
    minimality === 'smallest'
      ? `Of the ${counted(considered, 'kind')} of evidence that would help, no fewer reach as much.`
      : 'It is a small set, not proven to be the smallest; none of it can be left out.';
  return `${tried} ${short}`;
}

function stepLines(
  { action, moves, reaches, remedies, plans }: GapStep,
  number: number,
  names: Names,
): readonly string[] {
  const head = `${number}. ${headOf(action)}`;
  const done = reaches.length === 0 ? 'none by itself; needed for what follows' : reaches.join(', ');
  return [
    ...part(head, [
      `moves ${counted(moves.length, 'control')}: ${moves.join(', ')}`,
      `there once this and all before is done: ${done}`,
      ...detailsOf(action, names),
      ...plans.map(
        ({ id, control, state, owner, due }) =>
          `planned as ${id} for ${control} by ${owner}: ${state}, due ${due.slice(0, 10)}`,
      ),
      ...part(
        'How',
        remedies.map(({ control, remedy }) => `${control}: ${remedy}`),
      ).slice(1),
    ]),
  ];
}

const VERBS: Readonly<Record<EvidenceVerb, string>> = {
  renew: 'Renew',
  repair: 'Make verify, or produce anew, the',
  resolve: 'Resolve what is reported, then submit a new',
  improve: 'Submit a better',
  independent: 'Have a signer that the team does not control submit',
  produce: 'Produce and submit',
};

function headOf(action: GapAction): string {
  switch (action.kind) {
    case 'population':
      return `Submit a release manifest${action.signed ? ' signed under a trust rule that vouches for it' : ''}${naming(action.names)}`;
    case 'evidence':
      return `${VERBS[action.verb]} ${action.claim} for ${counted(action.members.length, 'member')}`;
    case 'statement':
      return `Have a person sign a statement for ${action.control}`;
  }
}

function naming(names: readonly string[]): string {
  return names.length === 0 ? '' : ` that names the ${names.join(' and ')}`;
}

function detailsOf(action: GapAction, names: Names): readonly string[] {
  if (action.kind === 'population') return [];
  if (action.kind === 'statement') return [`about: ${action.stays}`];
  return [
    action.independent
      ? 'signed under a trust rule, by a signer that the assessed team does not control; it has to show:'
      : 'signed under a trust rule; it has to show:',
    ...indented(action.asks.filter(({ kept }) => !kept).flatMap(askedLines)),
    ...keptLines(action),
    ...memberLines(action),
    ...part(
      'Submitted already, and not verified',
      listed(action.repair, (note) => findingLines(note, names)),
    ).slice(1),
  ];
}

function askedLines({ need, conditions }: Asked): readonly string[] {
  return [`- ${need}`, ...conditions.map((condition) => `    ${condition}`)];
}

function keptLines({ asks }: EvidenceAction): readonly string[] {
  const kept = asks.filter((each) => each.kept);
  return kept.length === 0
    ? []
    : ['and must not lose what it takes the place of:', ...indented(kept.flatMap(askedLines))];
}

function memberLines({ members }: EvidenceAction): readonly string[] {
  return ['for:', ...indented(listed(members, ({ member, cause }) => [`${member}: ${REASONS[cause].sentence}`]))];
}
