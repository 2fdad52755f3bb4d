import type { Parsed } from '#evidence';
import { CODES, type Check, type CodeEntry, type Verdict } from '#verification';

import { visibleText } from '../visible-text.js';
import { claimsOf } from './claims.js';
import { KIND_WORDS } from './kind-words.js';

/** A piece of evidence in plain words: one question each, answered in sentences. Nothing here judges: it retells. */
export interface Explanation {
  readonly what: string;
  readonly claims: readonly string[];
  readonly signer: string;
  readonly time: string;
  readonly worth: readonly string[];
  readonly next: string;
}

/** @param verdict of exactly this piece, under whatever trust roots and rules the reader brought */
export function explainEvidence(parsed: Parsed, verdict: Verdict): Explanation {
  const stop = firstStop(verdict.checks);
  return {
    what: whatOf(parsed),
    claims: claimsOf(parsed),
    signer: signerOf(parsed, verdict),
    time: timeOf(parsed, verdict),
    worth: worthOf(parsed, verdict, stop),
    next: nextOf(verdict, stop),
  };
}

const PARTS: readonly (readonly [string, keyof Explanation])[] = [
  ['What it is', 'what'],
  ['What it claims', 'claims'],
  ['Who signed it', 'signer'],
  ['When', 'time'],
  ['What that is worth', 'worth'],
  ['Next', 'next'],
];

/** The explanation for a terminal, safe to print whatever the evidence holds. Ends in a newline. */
export function renderExplanation(explanation: Explanation, name: string): string {
  const parts = PARTS.flatMap(([title, key]) => [title, ...[explanation[key]].flat().map((line) => `  ${line}`), '']);
  return `${[name, '', ...parts]
    .map((line) => visibleText(line).trimEnd())
    .join('\n')
    .trimEnd()}\n`;
}

function whatOf({ kind, format, content }: Parsed): string {
  if (content.kind === 'unknown') return 'Nothing that is known here.';
  const signed = content.kind === 'unsigned' ? ', without a signature' : '';
  return `This is ${KIND_WORDS[kind].what}${signed} (format ${format}).`;
}

function signerOf({ content }: Parsed, { signer }: Verdict): string {
  if (content.kind !== 'signed') return 'Nobody.';
  if (signer === undefined) return 'Not proven: what the document says about its signer is only its own word.';
  if (signer.kind === 'key') return `Whoever holds the key with the fingerprint ${signer.fingerprint}.`;
  if (signer.kind === 'workload') return `${signer.identity}, as vouched for by the trust root ${signer.authority}.`;
  return `${signer.identity}, as vouched for by ${signer.issuer}.`;
}

function timeOf({ content }: Parsed, { signedAt }: Verdict): string {
  if (content.kind !== 'signed') return 'Nobody says.';
  if (signedAt === undefined) return 'Not proven: no source of time that is trusted here vouches for a moment.';
  return `${signedAt} at the latest: the sources of time that are trusted here vouch for it.`;
}

function worthOf({ kind }: Parsed, { outcome, rules }: Verdict, stop: Check | undefined): readonly string[] {
  const shows = `Where it is verified, it ${KIND_WORDS[kind].worth}.`;
  if (outcome === 'verified') {
    return [
      `VERIFIED: every check holds, and you expected this signer (rule ${rules.join(', ')}).`,
      `So it ${KIND_WORDS[kind].worth}. A signature makes no claim true: it shows whose claim it is.`,
    ];
  }
  if (outcome === 'rejected')
    return [`REJECTED at ${stop?.rung ?? 'a check'}: ${meaningOf(stop)} Rely on nothing in it.`];
  return [`UNVERIFIED at ${stop?.rung ?? 'a check'}: ${meaningOf(stop)} Until then it counts for nothing.`, shows];
}

function nextOf({ outcome }: Verdict, stop: Check | undefined): string {
  if (outcome === 'verified') return 'Nothing: it can be relied on for what it is.';
  return entryOf(stop)?.remedy ?? 'Run aver verify on it to see every check.';
}

/** The check that decides: the first that failed, else the first that could not be made. */
export function firstStop(checks: readonly Check[]): Check | undefined {
  return (
    checks.find(({ outcome }) => outcome === 'failed') ?? checks.find(({ outcome }) => outcome === 'could-not-check')
  );
}

function meaningOf(stop: Check | undefined): string {
  return entryOf(stop)?.meaning ?? 'it could not be judged.';
}

function entryOf(check: Check | undefined): CodeEntry | undefined {
  return check?.code === undefined ? undefined : CODES[check.code];
}
