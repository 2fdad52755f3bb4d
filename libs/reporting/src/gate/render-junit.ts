import type { GateRow } from '#compliance';

import { countWords, EMPTY_SCOPE, rowWords, type GateParts } from './gate-parts.js';
import { renderSuite, type JunitCase } from './junit-suite.js';

/**
 * The gate as JUnit XML: one case for each control. What is not enough is a failure, what could not be checked an
 * error, what a decision sets aside skipped; an empty scope is a failed case of its own.
 */
export function renderJunit({ release, asOf, profile, mapping, result }: GateParts): string {
  return renderSuite({
    name: `${release} ${profile.id} ${profile.version}`,
    timestamp: asOf,
    properties: [
      ['profile', profile.digest],
      ['mapping', `${mapping.id} ${mapping.version}`],
      ['result', countWords(result)],
    ],
    cases: [...(result.emptyScope ? [NOTHING] : []), ...result.rows.map(caseOf)],
  });
}

const NOTHING: JunitCase = {
  name: 'scope',
  outcome: { tag: 'failure', code: 'EMPTY_SCOPE', message: EMPTY_SCOPE },
};

function caseOf(row: GateRow): JunitCase {
  const tag = tagOf(row);
  const { control: name, reason: code } = row;
  return tag === undefined ? { name } : { name, outcome: { tag, code, message: rowWords(row) } };
}

function tagOf({ status, enough }: GateRow): NonNullable<JunitCase['outcome']>['tag'] | undefined {
  if (enough) return status === 'WAIVED' || status === 'NOT_APPLICABLE' ? 'skipped' : undefined;
  return status === 'UNVERIFIED' ? 'error' : 'failure';
}
