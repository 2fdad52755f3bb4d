import { maybeLooser, type Direction, type LayerChange } from '#compliance';

import { visibleText } from './visible-text.js';

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  loosened: 'LOOSENED',
  changed: 'CHANGED, perhaps looser',
  tightened: 'tightened',
  reworded: 'reworded',
};

/** What layers changed, a block a change, text of strangers made harmless: what may be looser first. */
export function layerLines(changes: readonly LayerChange[]): readonly string[] {
  return changes
    .flatMap((change) => [
      `${DIRECTION_WORDS[change.direction]}  ${change.control} ${change.aspect}, by layer ${change.layer} ${change.version}`,
      ...change.before.map((words) => `  before: ${words}`),
      ...change.after.map((words) => `  now:    ${words}`),
      `  because: ${change.reason}`,
      `  ${whoWords(change)}`,
    ])
    .map((line) => visibleText(line));
}

/** Who answers for a layer, and since when. */
export function whoWords({
  owner,
  approver,
  adoptedOn,
}: Pick<LayerChange, 'owner' | 'approver' | 'adoptedOn'>): string {
  return `owned by ${owner}, approved by ${approver}, adopted on ${adoptedOn}`;
}

/** One sentence on what a reader has to take as looser; undefined where nothing is. */
export function loosenedSentence(changes: readonly LayerChange[]): string | undefined {
  const looser = changes.filter(maybeLooser);
  if (looser.length === 0) return undefined;
  const named = looser.map(({ control, aspect, layer }) => `${control} (${aspect}, by ${layer})`).join(', ');
  return `It is not claimed that the conditions are those of the mapping alone: layers of the organization loosened, or changed so that it cannot be told, ${named}.`;
}
