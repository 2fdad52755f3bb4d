import { LIMITS, type ListLimits } from '#kernel';

/** Lists of a statement, by where they stand in its JSON: refused before a million subjects are built in memory. */
export const STATEMENT_LISTS: ListLimits = new Map([['subject', LIMITS.subjects]]);
