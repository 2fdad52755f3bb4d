import { visibleText } from '../visible-text.js';

/** One test suite of JUnit XML, all of it text of strangers. */
export interface JunitSuite {
  readonly name: string;
  readonly timestamp: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JunitCase[];
}

export interface JunitCase {
  readonly name: string;
  /** Absent where it passed. */
  readonly outcome?: {
    readonly tag: 'failure' | 'error' | 'skipped';
    readonly code: string;
    readonly message: string;
  };
}

/** JUnit XML with its counts. Ends in a newline. */
export function renderSuite({ name, timestamp, properties, cases }: JunitSuite): string {
  const count = (tag: string) => cases.filter(({ outcome }) => outcome?.tag === tag).length;
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
    `  <testsuite name="${xml(name)}" timestamp="${xml(timestamp)}"${attributes}>`,
    '    <properties>',
    ...properties.map(([key, value]) => `      <property name="${xml(key)}" value="${xml(value)}"/>`),
    '    </properties>',
    ...cases.map((each) => testCase(name, each)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(suite: string, { name, outcome }: JunitCase): string {
  return `    <testcase classname="${xml(suite)}" name="${xml(name)}">${outcome === undefined ? '' : outcomeTag(outcome)}</testcase>`;
}

function outcomeTag({ tag, code, message }: NonNullable<JunitCase['outcome']>): string {
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
