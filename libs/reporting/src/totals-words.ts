import type { StatusCount } from './report.js';
import { STATUS_WORDS } from './status-words.js';

/** "7 evidenced, 3 partial": only what occurs. */
export function totalsWords(totals: readonly StatusCount[]): string {
  return totals
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${STATUS_WORDS[status].word.toLowerCase()}`)
    .join(', ');
}
