import type { Instant } from '#kernel';

import type { Assessment, ControlResult, OrderedStatus, Status } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import { leastCap } from '../framework/grade.js';
import { compareStatus, least } from '../status/status.js';
import type { ItemList, ItemPart, ItemReason, ItemResult } from './item.js';

/** The lowest status of a control that is met. */
const MET: OrderedStatus = 'SELF_ATTESTED';

/**
 * How each item stands at a moment: as the least of its controls does. What does not apply is left out; what is waived
 * is as good as met, but shown, and hides nothing that is not met.
 * @throws TypeError where the assessment is not of the catalog that the items rest on: a bug of the caller
 */
export function itemResults(
  { items }: Pick<ItemList, 'items'>,
  { results }: Pick<Assessment, 'results'>,
  at: Instant,
): readonly ItemResult[] {
  const byControl = new Map(results.map((result) => [result.control, partOf(result, at)]));
  return items.map((item) => {
    const parts = item.controls.map((control) => {
      const part = byControl.get(control);
      if (part === undefined) throw new TypeError(`the assessment has no control ${control}`);
      return part;
    });
    const statuses = parts.map(({ status }) => status).filter((status) => status !== 'NOT_APPLICABLE');
    const cap = leastCap(parts.map((part) => part.cap));
    return {
      ...item,
      ...standingOf(parts, statuses),
      ...{ met: statuses.filter(isMet).length, of: statuses.length },
      ...(cap !== undefined && { cap }),
      parts,
    };
  });
}

function partOf(result: ControlResult, at: Instant): ItemPart {
  const { control, grade, cap } = result;
  return { control, status: segmentAt(result, at).status, grade, cap };
}

function standingOf(
  parts: readonly ItemPart[],
  applying: readonly Exclude<Status, 'NOT_APPLICABLE'>[],
): { readonly status: Status; readonly reason: ItemReason } {
  if (parts.length === 0) return { status: 'MISSING', reason: 'NO_TASK_NAMED' };
  if (applying.length === 0) return { status: 'NOT_APPLICABLE', reason: 'NO_TASK_APPLIES' };
  const lowest = least(applying.filter((status) => status !== 'WAIVED'));
  if (applying.includes('WAIVED') && (lowest === undefined || isMet(lowest))) {
    return { status: 'WAIVED', reason: 'TASK_WAIVED' };
  }
  return { status: lowest ?? 'MISSING', reason: 'LEAST_OF_TASKS' };
}

function isMet(status: Exclude<Status, 'NOT_APPLICABLE'>): boolean {
  return status === 'WAIVED' || compareStatus(status, MET) >= 0;
}
