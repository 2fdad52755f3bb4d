import { STATUS_ORDER, type Status } from '../assessment.js';

/** How many controls have each status; those that do not occur are zero. */
export type StatusCounts = Readonly<Record<Status, number>>;

const ALL = [...STATUS_ORDER, 'WAIVED', 'NOT_APPLICABLE'] as const satisfies readonly Status[];

export function countStatuses(all: readonly { readonly status: Status }[]): StatusCounts {
  return fromEach((status) => all.filter((each) => each.status === status).length);
}

export function sumOf(counts: readonly StatusCounts[]): StatusCounts {
  return fromEach((status) => counts.reduce((sum, each) => sum + each[status], 0));
}

function fromEach(count: (status: Status) => number): StatusCounts {
  return Object.fromEntries(ALL.map((status) => [status, count(status)])) as StatusCounts;
}
