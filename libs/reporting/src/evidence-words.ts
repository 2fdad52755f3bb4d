import type { Check, CheckOutcome, Verdict } from '#verification';

import type { ReportEvidence } from './report-parts.js';

export const OUTCOME_WORDS: Readonly<Record<CheckOutcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  'could-not-check': 'could not be checked',
  'not-applicable': 'not applicable',
};

/** Who made it: whoever signed it, as proven; for people. */
export function originatorWords({ signer }: Pick<Verdict, 'signer'>): string {
  if (signer === undefined) return 'not proven';
  return signer.kind === 'key' ? `key ${signer.fingerprint.slice(0, 16)}…` : signer.identity;
}

/** Who handed it in, as the operator recorded it, or that nobody did. */
export function collectorWords({ collector }: Pick<ReportEvidence, 'collector'>): string {
  return collector ?? 'not recorded';
}

/** `intake log 17; log c0d23d6ad406… entry 25579`: where it stands in logs, for people. */
export function placeWords({ intakeIndex, logs }: Pick<ReportEvidence, 'intakeIndex' | 'logs'>): string {
  const intake = intakeIndex === undefined ? [] : [`intake log, leaf ${intakeIndex}`];
  const entries = (logs ?? []).map(({ log, index }) => `transparency log ${log.slice(0, 12)}…, entry ${index}`);
  return [...intake, ...entries].join('; ');
}

/** `10 rungs passed; identity failed; 1 not applicable`. */
export function ladderWords(checks: readonly Check[]): string {
  const count = (outcome: CheckOutcome) => checks.filter((check) => check.outcome === outcome).length;
  const named = checks
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'could-not-check')
    .map(({ rung, outcome }) => `${rung} ${OUTCOME_WORDS[outcome]}`);
  const aside = count('not-applicable');
  return [`${count('passed')} rungs passed`, ...named, ...(aside === 0 ? [] : [`${aside} not applicable`])].join('; ');
}
