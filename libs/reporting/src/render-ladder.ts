import { CODES, RUNG_QUESTIONS, type Check, type CheckOutcome, type CodeEntry, type Verdict } from '#verification';

import { visibleText } from './visible-text.js';

/** One mark for each outcome of a rung. */
export const OUTCOME_MARKS: Readonly<Record<CheckOutcome, string>> = {
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
 * The ladder of a verdict for a terminal: each rung with what was expected and found; those that failed or could not be
 * checked are opened with what that means, which sentence asks for it and what to do. No colour codes. Ends in a newline.
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
        : `signed by ${signer.identity} (${signer.kind === 'workload' ? signer.authority : signer.issuer})`;
  const when = signedAt === undefined ? 'untimed' : `at ${signedAt}`;
  return [`${who}, ${when}`, ...(rules.length === 0 ? [] : [`trusted by rule ${rules.join(', ')}`])];
}

function rungLines(check: Check): readonly string[] {
  const line = `  ${OUTCOME_MARKS[check.outcome]} ${check.rung.padEnd(RUNG_WIDTH)}  ${OUTCOMES[check.outcome]}`;
  const named = check.code === undefined ? line : `${line}  ${check.code}`;
  return [named, ...(isOpen(check) ? openedLines(check) : closedLines(check))];
}

function isOpen({ outcome, code }: Check): boolean {
  return (outcome === 'failed' || outcome === 'could-not-check') && code !== 'NOT_REACHED';
}

/** A rung that stands says what it asked for and what it found; one that was not reached says nothing. */
function closedLines({ rung, outcome, expected, found, code }: Check): readonly string[] {
  if (code === 'NOT_REACHED') return [];
  if (outcome === 'passed')
    return detailLines([
      ['expected', expected ?? RUNG_QUESTIONS[rung]],
      ['found', found],
    ]);
  return detailLines([
    ['because', entryOf(code)?.meaning],
    ['found', found],
  ]);
}

function openedLines({ code, rung, expected, found, spec }: Check): readonly string[] {
  const entry = entryOf(code);
  return detailLines([
    ['meaning', entry?.meaning],
    ['expected', expected ?? RUNG_QUESTIONS[rung]],
    ['found', found],
    ['cause', entry?.cause],
    ['next', entry?.remedy],
    ['see', spec ?? entry?.spec],
  ]);
}

function entryOf(code: Check['code']): CodeEntry | undefined {
  return code === undefined ? undefined : CODES[code];
}

function detailLines(parts: readonly (readonly [string, string | undefined])[]): readonly string[] {
  return parts.flatMap(([name, text]) =>
    text === undefined ? [] : [`      ${name.padEnd(9)} ${visibleText(text, 500)}`],
  );
}
