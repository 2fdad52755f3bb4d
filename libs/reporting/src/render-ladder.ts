import { CODES, type Check, type CheckOutcome, type CodeEntry, type Verdict } from '#verification';

import { visibleText } from './visible-text.js';

const MARKS: Readonly<Record<CheckOutcome, string>> = {
  passed: '✔',
  failed: '✗',
  'could-not-check': '?',
  'not-applicable': '–',
};
const OUTCOMES: Readonly<Record<CheckOutcome, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'could-not-check': 'could not check',
  'not-applicable': 'not applicable',
};
const RUNG_WIDTH = 24;

/**
 * The ladder of a verdict for a terminal: one line per rung; those that failed or could not be checked are opened with
 * what was expected and found, what that means and what to do. No colour codes. Ends in a newline.
 * @param name of the file or item, as a person knows it
 */
export function renderLadder(verdict: Verdict, name: string): string {
  const lines = [
    `${verdict.outcome.toUpperCase()}  ${name}`,
    verdict.evidence,
    ...signerLines(verdict),
    '',
    ...verdict.checks.flatMap(rungLines),
  ];
  return `${lines.map((line) => visibleText(line).trimEnd()).join('\n')}\n`;
}

function signerLines({ signer, signedAt, rules }: Verdict): readonly string[] {
  const who =
    signer === undefined
      ? 'signer not proven'
      : signer.kind === 'key'
        ? `signed by key ${signer.fingerprint}`
        : `signed by ${signer.identity} (${signer.issuer})`;
  const when = signedAt === undefined ? 'untimed' : `at ${signedAt}`;
  return [`${who}, ${when}`, ...(rules.length === 0 ? [] : [`trusted by rule ${rules.join(', ')}`])];
}

function rungLines(check: Check): readonly string[] {
  const line = `  ${MARKS[check.outcome]} ${check.rung.padEnd(RUNG_WIDTH)}  ${OUTCOMES[check.outcome]}`;
  if (check.outcome === 'passed') return [line];
  const named = check.code === undefined ? line : `${line}  ${check.code}`;
  const opened = check.outcome !== 'not-applicable' && check.code !== 'NOT_REACHED';
  return opened ? [named, ...openedLines(check)] : [named];
}

function openedLines({ code, expected, found, spec }: Check): readonly string[] {
  const entry: CodeEntry | undefined = code === undefined ? undefined : CODES[code];
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['meaning', entry?.meaning],
    ['expected', expected],
    ['found', found],
    ['cause', entry?.cause],
    ['next', entry?.remedy],
    ['see', spec ?? entry?.spec],
  ];
  return parts.flatMap(([name, text]) =>
    text === undefined ? [] : [`      ${name.padEnd(9)} ${visibleText(text, 500)}`],
  );
}
