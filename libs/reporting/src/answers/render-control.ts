import {
  isDone,
  needsOfControl,
  REASONS,
  type ControlExplanation,
  type MemberExplanation,
  type RuleWords,
} from '#compliance';

import { layerLines } from '../layer-words.js';
import { planLines } from '../plan-words.js';
import { HUMAN_WORDS } from '../report-task.js';
import { officialText, originWords } from '../origin-words.js';
import { SOURCE_WORDS, STATUS_WORDS } from '../status-words.js';
import { componentLines } from './component-lines.js';
import { evidenceLines, findingLines } from './evidence-lines.js';
import { indented, listed, page, part, shortDigest, type Names } from './lines.js';
import { HOW_TO_ASK, recipeLines, type Snippets } from './render-recipe.js';

/**
 * One result in plain words, for a terminal. It says nothing that the explanation does not, but for text to paste for one
 * tool where that is asked for. Ends in a newline.
 */
export function renderControl(explained: ControlExplanation, names: Names, snippets?: Snippets): string {
  const { status, sentence, summary, rule, population, rationale, staysHuman, human } = explained;
  const { mark, word } = STATUS_WORDS[status];
  return page([
    `${explained.control} of ${names.release}: ${mark} ${word}`,
    ...part('Changed by layers of the organization', layerLines(explained.layers)),
    ...part('Asked', [summary, ...officialLines(explained.control, names)]),
    ...part('Why it stands so', [sentence, ...timesOf(explained)]),
    ...part(`The rule (grade ${explained.grade}, cap ${explained.cap})`, [
      explained.ceiling,
      ...(rule === undefined ? [] : ruleLines(rule)),
      `Because: ${rationale}`,
    ]),
    ...part('Beyond PARTIAL the organization shows', beyondLines(explained)),
    ...part('Judged over', rule === undefined ? [] : populationLines(population, names)),
    ...part('What each has', listed(unmetFirst(explained.members), memberLines)),
    ...part('Components joined to evidence of their own, by digest', componentLines(explained.components, names)),
    ...part(
      'Verified evidence',
      listed(explained.evidence, (note) => evidenceLines(note, names)),
    ),
    ...part(
      'Did not verify, and counts for nothing',
      listed(explained.findings, (note) => findingLines(note, names)),
    ),
    ...part('Human part', [`${HUMAN_WORDS[human]}: ${staysHuman}`]),
    ...part('Planned, which changes no status', explained.plans.flatMap(planLines)),
    ...part('Next', [explained.nextAction, ...(isDone(status) ? [] : [explained.remedy])]),
    ...toPaste(explained, snippets),
  ]);
}

function toPaste(explained: ControlExplanation, snippets: Snippets | undefined): readonly string[] {
  const needs = needsOfControl(explained, snippets?.scope);
  if (needs.length === 0) return [];
  if (snippets === undefined) return indented([HOW_TO_ASK]);
  return ['', ...recipeLines(needs, snippets, { here: 'above', before: new Map() })];
}

function officialLines(control: string, { wording }: Names): readonly string[] {
  const text = officialText(wording, control);
  if (wording === undefined || text === undefined) return [];
  return [`Official wording: ${text}`, `(${originWords(wording.importedFrom)})`];
}

function timesOf({ from, until, teamControlled }: ControlExplanation): readonly string[] {
  return [
    ...(teamControlled ? ['It rests on signers that the assessed team controls, and counts one grade lower.'] : []),
    ...(from === undefined ? [] : [`It has stood so since ${from}.`]),
    ...(until === undefined ? [] : [`It changes by itself at ${until}, when nothing else happens.`]),
  ];
}

function beyondLines({ beyondPartial }: ControlExplanation): readonly string[] {
  if (beyondPartial === undefined) return [];
  return [...ruleLines(beyondPartial.rule), ...memberLines(beyondPartial.organization)];
}

function ruleLines({ text, claim, conditions = [], branches }: RuleWords): readonly string[] {
  if (claim === undefined) return [text, ...indented(branches.flatMap(ruleLines))];
  return [`- ${text} (${claim})`, ...conditions.map((condition) => `    ${condition}`)];
}

function populationLines(population: ControlExplanation['population'], names: Names): readonly string[] {
  const { unit, source, manifest, met, of } = population;
  const list = manifest === undefined ? '' : ` (${shortDigest(manifest, names)})`;
  return [`${met} of ${of} ${unit} met; what there is says ${SOURCE_WORDS[source].meaning}${list}`];
}

function unmetFirst(members: readonly MemberExplanation[]): readonly MemberExplanation[] {
  return [...members.filter(({ met }) => !met), ...members.filter(({ met }) => met)];
}

function memberLines({ member, status, met, reason, parts }: MemberExplanation): readonly string[] {
  const why = met ? '' : `: ${REASONS[reason].sentence}`;
  const lines = parts.map(
    (each) => `${STATUS_WORDS[each.status].mark} ${each.asked}${each.met ? '' : `: ${each.sentence}`}`,
  );
  return [`${STATUS_WORDS[status].mark} ${member}${why}`, ...(met && parts.length === 1 ? [] : indented(lines))];
}
