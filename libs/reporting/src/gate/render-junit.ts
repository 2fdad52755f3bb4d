import type { GateRow } from '#compliance';

import { visibleText } from '../visible-text.js';
import { countWords, EMPTY_SCOPE, rowWords, type GateParts } from './gate-parts.js';

/**
 * The gate as JUnit XML: one case for each control. What is not enough is a failure, what could not be checked an
 * error, what a decision sets aside skipped; an empty scope is a failed case of its own.
 */
export function renderJunit({ release, asOf, profile, mapping, result }: GateParts): string {
  const name = `${release} ${profile.id} ${profile.version}`;
  const cases = [
    ...(result.emptyScope ? [testCase(name, 'scope', outcome('failure', 'EMPTY_SCOPE', EMPTY_SCOPE))] : []),
    ...result.rows.map((row) => testCase(name, row.control, caseOutcome(row))),
  ];
  const count = (tag: string) => cases.filter((each) => each.includes(`<${tag} `)).length;
  const totals = [
    ['tests', cases.length],
    ['failures', count('failure')],
    ['errors', count('error')],
    ['skipped', count('skipped')],
  ] as const;
  const attributes = totals.map(([key, value]) => ` ${key}="${value}"`).join('');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes}>`,
    `  <testsuite name="${xml(name)}" timestamp="${xml(asOf)}"${attributes}>`,
    '    <properties>',
    property('profile', profile.digest),
    property('mapping', `${mapping.id} ${mapping.version}`),
    property('result', countWords(result)),
    '    </properties>',
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function property(name: string, value: string): string {
  return `      <property name="${xml(name)}" value="${xml(value)}"/>`;
}

function testCase(suite: string, control: string, inner: string): string {
  return `    <testcase classname="${xml(suite)}" name="${xml(control)}">${inner}</testcase>`;
}

function caseOutcome(row: GateRow): string {
  const { status, reason, enough } = row;
  if (enough)
    return status === 'WAIVED' || status === 'NOT_APPLICABLE' ? outcome('skipped', reason, rowWords(row)) : '';
  return outcome(status === 'UNVERIFIED' ? 'error' : 'failure', reason, rowWords(row));
}

function outcome(tag: 'failure' | 'error' | 'skipped', code: string, message: string): string {
  const type = tag === 'skipped' ? '' : ` type="${xml(code)}"`;
  return `<${tag} message="${xml(message)}"${type}/>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of strangers as part of an attribute: no markup, and no character that XML 1.0 does not know. */
function xml(text: string): string {
  return visibleText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
