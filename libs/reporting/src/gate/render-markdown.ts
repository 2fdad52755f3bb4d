import type { GateRow } from '#compliance';

import { STATUS_WORDS } from '../status-words.js';
import { countWords, EMPTY_SCOPE, OUTCOME_WORDS, rowWords, type GateParts } from './gate-parts.js';
import { markdownCode as code, markdownText as inert } from './markdown-text.js';

/** The gate as a job summary: what is missing as a table, the rest folded away. */
export function renderMarkdown({ release, asOf, profile, mapping, result }: GateParts): string {
  const missing = result.rows.filter(({ enough }) => !enough);
  const rest = result.rows.filter(({ enough }) => enough);
  return [
    `## ${OUTCOME_WORDS[result.outcome]}: ${code(release)}`,
    '',
    `Profile ${code(`${profile.id} ${profile.version}`)}, mapping ${code(`${mapping.id} ${mapping.version}`)}, as of ${code(asOf)}: ${countWords(result)}.`,
    ...(result.emptyScope ? ['', `**${EMPTY_SCOPE}**`] : []),
    ...(missing.length === 0 ? [] : ['', ...table(missing)]),
    ...(rest.length === 0 ? [] : ['', '<details><summary>Enough</summary>', '', ...table(rest), '', '</details>']),
    '',
  ].join('\n');
}

function table(rows: readonly GateRow[]): readonly string[] {
  const cells = rows.map((row) => {
    const { mark, word } = STATUS_WORDS[row.status];
    return `| ${code(row.control)} | ${inert(mark)} ${word} | ${inert(rowWords(row))} |`;
  });
  return ['| Control | Status | Why |', '| --- | --- | --- |', ...cells];
}
