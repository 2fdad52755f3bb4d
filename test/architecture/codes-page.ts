import { REASONS } from '#compliance';
import { CODES, type CodeEntry } from '#verification';

import type { ErrorCode } from './error-codes.js';

const INTRODUCTION = `# Codes

Everything Averment can say has a code that stays the same from release to release. Three lists, one for each question:
what verification found in a piece of evidence, why a control has its status, and why a request or command could not be
answered. This page is made from the source; \`UPDATE_DOCS=1 npm test -- test/architecture/codes\` makes it again.`;

const VERIFICATION = `## What verification found

A rung of the ladder that did not pass gives one of these. \`failed\` rejects the evidence, \`could-not-check\` leaves it
unverified, and \`not-applicable\` stands only where trust root and trust rule say so.`;

const STATUSES = `## Why a control has its status

Each result of an assessment gives one of these, with the next thing to do.`;

const ERRORS = `## Why a question was not answered

Over REST the kind decides the HTTP status, over GraphQL \`extensions.code\`, on the command line the exit code. \`…\`
stands for what differs from case to case; \`as received\` is passed on from a server.`;

/** The page \`docs/reference/codes.md\`, before formatting. */
export function renderCodesPage(errors: readonly ErrorCode[]): string {
  const parts = [
    INTRODUCTION,
    VERIFICATION,
    table(['Code', 'Rung', 'Outcome', 'Meaning', 'Cause', 'What to do'], Object.entries(CODES).map(verificationRow)),
    STATUSES,
    table(['Code', 'Meaning', 'What to do'], Object.entries(REASONS).map(reasonRow)),
    ERRORS,
    table(['Code', 'Kind', 'Says', 'Thrown in'], errors.map(errorRow)),
  ];
  return parts.join('\n\n');
}

type Row = readonly string[];

function verificationRow([code, entry]: [string, CodeEntry]): Row {
  const { rung, outcome, meaning, cause, remedy } = entry;
  return [codeSpan(code), rung, outcome, ...[meaning, cause, remedy].map(escape)];
}

function reasonRow([code, { sentence, nextAction }]: [string, { sentence: string; nextAction: string }]): Row {
  return [codeSpan(code), escape(sentence), escape(nextAction)];
}

function errorRow({ code, kinds, sentences, files }: ErrorCode): Row {
  return [codeSpan(code), kinds.join(', '), sentences.map(escape).join('; or: '), files.map(codeSpan).join(', ')];
}

function table(head: Row, rows: readonly Row[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function codeSpan(text: string): string {
  return `\`${text}\``;
}

function escape(text: string): string {
  return text.replaceAll(/[\\*_[\]<>|]/g, '\\$&');
}
