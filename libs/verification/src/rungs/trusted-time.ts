import { toHex } from '#kernel';

import type { ProvenTime } from '../timestamp/timestamp.js';
import type { Check } from '../verdict.js';
import { passed, stopped, type Step } from './step.js';

/** How many distinct sources of time are asked for: of any kind, by time-stamp authority, by log promise. */
export interface TimeThreshold {
  readonly any: number;
  readonly timestamps: number;
  readonly promises: number;
}

export interface TimeSources {
  readonly timestamps: readonly Step<ProvenTime>[];
  readonly promises: readonly ProvenTime[];
  /** The same token twice. */
  readonly duplicates: boolean;
}

export function hasDuplicateTokens(tokens: readonly Uint8Array[]): boolean {
  return tokens.length > 1 && new Set(tokens.map(toHex)).size < tokens.length;
}

/** Every proven moment, whoever vouches for it. */
export function provenTimes({ timestamps, promises }: TimeSources): readonly ProvenTime[] {
  return timestamps.length === 0 ? promises : [...stampedTimes(timestamps), ...promises];
}

function stampedTimes(timestamps: TimeSources['timestamps']): readonly ProvenTime[] {
  return timestamps.flatMap(({ proof }) => (proof === undefined ? [] : [proof]));
}

/**
 * Proves: enough distinct authorities say when the signature existed. Time-stamps that are there and bad fail the rung
 * whatever is required. A promise's time counts only where its whole entry holds.
 */
export function judgeTimes(sources: TimeSources, threshold: TimeThreshold): Check {
  const rung = 'trusted-time';
  if (sources.duplicates) return stopped(rung, 'TIMESTAMP_DUPLICATE');
  const bad = badTimestamp(sources.timestamps);
  if (bad !== undefined) return bad.check;
  const times = provenTimes(sources);
  const unchecked = sources.timestamps.find(({ check }) => check.outcome === 'could-not-check');
  const required = Math.max(threshold.any, threshold.timestamps, threshold.promises);
  if (required === 0 && times.length === 0) return stopped(rung, 'TIME_NOT_REQUIRED');
  if (unchecked !== undefined && required > 0) return unchecked.check;
  if (times.length === 0) return stopped(rung, 'TIME_MISSING', { expected: `${required} time sources`, found: 'none' });
  return tooFew(sources, threshold) ?? passed(rung, { found: describe(times) });
}

/**
 * A genuine time-stamp of something else is no forgery, only beside the point: it fails the rung unless another one is
 * of this very signature. Every other defect fails it.
 */
function badTimestamp(timestamps: TimeSources['timestamps']): Step<ProvenTime> | undefined {
  const failed = timestamps.filter(({ check }) => check.outcome === 'failed');
  const hasGood = timestamps.some(({ proof }) => proof !== undefined);
  return failed.find(({ check }) => !hasGood || check.code !== 'TIMESTAMP_OTHER_MESSAGE');
}

function tooFew(sources: TimeSources, threshold: TimeThreshold): Check | undefined {
  const counts: readonly (readonly [keyof TimeThreshold, number])[] = [
    ['any', distinct(provenTimes(sources))],
    ['timestamps', distinct(stampedTimes(sources.timestamps))],
    ['promises', distinct(sources.promises)],
  ];
  for (const [kind, count] of counts) {
    if (count >= threshold[kind]) continue;
    const what = kind === 'any' ? 'distinct time sources' : `distinct sources of ${kind}`;
    return stopped('trusted-time', 'TIME_TOO_FEW', { expected: `${threshold[kind]} ${what}`, found: String(count) });
  }
  return undefined;
}

function distinct(times: readonly ProvenTime[]): number {
  return new Set(times.map(({ authority }) => authority)).size;
}

function describe(times: readonly ProvenTime[]): string {
  return times.map(({ authority, time }) => `${new Date(time).toISOString()} by ${authority}`).join(', ');
}
