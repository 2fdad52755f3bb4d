import type { LogEntry } from '#evidence';
import { toHex } from '#kernel';

import type { ProvenEntry } from '../rekor/log-entry.js';
import type { Check } from '../verdict.js';
import { passed, stopped, type Step } from './step.js';

/** The same entry twice would satisfy a threshold with one signature. By log and index, not by bytes. */
export function hasDuplicates(entries: readonly LogEntry[]): boolean {
  return (
    entries.length > 1 && new Set(entries.map(({ logId, index }) => `${toHex(logId)} ${index}`)).size < entries.length
  );
}

/** Entries that came with the evidence. */
export interface LogsFound {
  readonly entries: readonly Step<ProvenEntry>[];
  /** The same entry twice. */
  readonly duplicates: boolean;
  /** The format has no place for entries: that none is there is no sign that one was taken away. */
  readonly elsewhere: boolean;
}

/**
 * Proves: at least `required` distinct logs hold this signature. Entries that are there and bad fail the rung whatever
 * is required; `required: 0` comes only from a rule that the trust root allows to ask for none.
 */
export function judgeLogs({ entries, duplicates, elsewhere }: LogsFound, required: number): Check {
  const rung = 'transparency-log';
  if (duplicates) return stopped(rung, 'LOG_ENTRY_DUPLICATE');
  const bad = entries.find(({ check }) => check.outcome === 'failed');
  if (bad !== undefined) return bad.check;
  const unchecked = entries.find(({ check }) => check.outcome === 'could-not-check');
  const logs = new Set(entries.flatMap(({ proof }) => (proof === undefined ? [] : [proof.log])));
  if (required === 0 && logs.size === 0) return stopped(rung, 'LOG_NOT_REQUIRED');
  if (unchecked !== undefined && required > 0) return unchecked.check;
  if (logs.size >= required) return passed(rung, { found: [...logs].map(({ origin }) => origin).join(', ') });
  const evidence = { expected: `${required} distinct logs`, found: String(logs.size) };
  if (logs.size > 0) return stopped(rung, 'LOG_TOO_FEW', evidence);
  return stopped(rung, elsewhere ? 'LOG_ENTRY_ELSEWHERE' : 'LOG_ENTRY_MISSING', evidence);
}
