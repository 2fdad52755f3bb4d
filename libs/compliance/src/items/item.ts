import type { ControlResult, Status } from '../assessment.js';

/** A publication without a mapping of its own: each of its items rests on controls of a catalog that is judged. */
export interface ItemList {
  /** Id of the catalog or view. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** What has become of the publication, in our words. */
  readonly standing?: string;
  /** Id of the catalog whose controls the items rest on, and who says that they do. */
  readonly of: string;
  readonly source: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly id: string;
  /** How the publication spells the id, where that is no id of ours. */
  readonly label?: string;
  /** What it asks, in our words. */
  readonly words: string;
  readonly controls: readonly string[];
}

/** How an item stands by its controls. It makes no judgement of its own: meeting them is not meeting the item. */
export interface ItemResult extends Item {
  readonly status: Status;
  readonly reason: ItemReason;
  /** How many of its controls are met, or set aside by a waiver; those that do not apply are not counted. */
  readonly met: number;
  readonly of: number;
  /** The best that machine evidence alone may make of it: what the least of its caps allows. Absent without controls. */
  readonly cap?: ControlResult['cap'];
  readonly parts: readonly ItemPart[];
}

export interface ItemPart {
  readonly control: string;
  readonly status: Status;
  readonly grade: ControlResult['grade'];
  readonly cap: ControlResult['cap'];
}

/** Closed, so that no standing of an item is shown without a sentence. */
export const ITEM_REASONS = {
  NO_TASK_NAMED: 'The publication names no task for this item, so no evidence speaks to it.',
  LEAST_OF_TASKS: 'None of the tasks it rests on stands lower.',
  TASK_WAIVED: 'All tasks it rests on are met but for those that a signed waiver sets aside.',
  NO_TASK_APPLIES: 'Signed decisions say that none of the tasks it rests on applies.',
} as const;
export type ItemReason = keyof typeof ITEM_REASONS;
