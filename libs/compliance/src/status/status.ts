import { STATUS_ORDER, type OrderedStatus } from '../assessment.js';

const RANK = Object.fromEntries(STATUS_ORDER.map((status, rank) => [status, rank])) as Record<OrderedStatus, number>;

/** Negative when `a` is the graver of the two. The statuses form one total order (FAILED first, EVIDENCED last). */
export function compareStatus(a: OrderedStatus, b: OrderedStatus): number {
  return RANK[a] - RANK[b];
}

/** What holds when all of them are needed. Of none it is undefined: an empty requirement shows nothing. */
export function least(statuses: readonly OrderedStatus[]): OrderedStatus | undefined {
  return statuses.reduce<OrderedStatus | undefined>(
    (low, status) => (low === undefined || compareStatus(status, low) < 0 ? status : low),
    undefined,
  );
}

/** What holds when any of them suffices. Of none it is undefined. */
export function greatest(statuses: readonly OrderedStatus[]): OrderedStatus | undefined {
  return statuses.reduce<OrderedStatus | undefined>(
    (high, status) => (high === undefined || compareStatus(status, high) > 0 ? status : high),
    undefined,
  );
}
