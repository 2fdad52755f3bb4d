import { page } from '../answers/lines.js';
import { STATUS_WORDS } from '../status-words.js';
import { countWords, EMPTY_SCOPE, OUTCOME_WORDS, rowWords, type GateParts } from './gate-parts.js';

/** The gate for a terminal: what is missing in full, the rest as a count. Ends in a newline. */
export function renderGate({ release, asOf, profile, mapping, result }: GateParts): string {
  return page([
    `${OUTCOME_WORDS[result.outcome]}  ${release} and the profile ${profile.id} ${profile.version}, as of ${asOf}`,
    `${countWords(result)}, by the mapping ${mapping.id} ${mapping.version}`,
    ...(result.emptyScope ? [EMPTY_SCOPE] : []),
    ...result.rows
      .filter(({ enough }) => !enough)
      .map((row) => `${STATUS_WORDS[row.status].mark} ${row.control}: ${rowWords(row)}`),
  ]);
}
