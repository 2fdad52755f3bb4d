import { ITEM_REASONS, type ItemList, type ItemPart, type ItemResult, type Status } from '#compliance';
import type { Instant } from '#kernel';

import { STATUS_WORDS, STATUSES } from '../status-words.js';
import { counted, page, part, type Names } from './lines.js';

/** What the items were read off. */
export interface ItemsParts {
  readonly list: ItemList;
  readonly asOf: Instant;
  readonly results: readonly ItemResult[];
}

/** A release by the items of a publication that nothing is judged by; its own standing first. Ends in a newline. */
export function renderItems({ list, asOf, results }: ItemsParts, names: Pick<Names, 'release'>): string {
  const { title, version, standing, of, source } = list;
  const met = results.filter((item) => item.of > 0 && item.met === item.of).length;
  return page([
    `${names.release} by ${title} (version ${version}), as of ${asOf}`,
    ...(standing === undefined ? [] : [standing]),
    `Nothing is judged by it: each item stands as the least of the tasks of ${of} it rests on, as ${source} relates them.`,
    ...results.flatMap(itemLines),
    '',
    `${counted(results.length, 'item')}: of ${met} all tasks are met`,
  ]);
}

function itemLines({ id, label, words, status, reason, met, of, cap, parts }: ItemResult): readonly string[] {
  const { mark, word } = STATUS_WORDS[status];
  return part(`${mark} ${word}  ${label ?? id}  ${words}`, [
    ITEM_REASONS[reason],
    ...(cap === undefined ? [] : [`${met} of ${counted(of, 'task')} met; ${CEILING[cap]}`]),
    ...STATUSES.flatMap((each) => tasksLine(each, parts)),
  ]);
}

/** The tasks of one status; nothing where none has it. */
function tasksLine(status: Status, parts: readonly ItemPart[]): readonly string[] {
  const tasks = parts.filter((each) => each.status === status).map(({ control }) => control);
  const { mark, word } = STATUS_WORDS[status];
  return tasks.length === 0 ? [] : [`${mark} ${word}: ${tasks.join(', ')}`];
}

const CEILING = {
  satisfied: 'machine evidence alone may reach all of them',
  partial: 'of at least one, a part stays human',
  manual: 'at least one only people can show',
} as const;
