import { AppError } from '#kernel';

import { listsTime } from './rules/prepared-rule.js';
import type { TimeThreshold } from './rungs/trusted-time.js';
import type { TrustRoot } from './trust/load-trust-root.js';
import type { TrustRule } from './trust-rule.js';

/** Thresholds beyond what rules ask for; each raises the bar and none lowers it. */
export interface Thresholds {
  /** Distinct certificate-transparency logs. */
  readonly sct?: number;
  /** Distinct transparency logs. */
  readonly log?: number;
  /** Distinct time sources of any kind. */
  readonly time?: number;
  /** Distinct time-stamp authorities. */
  readonly tsa?: number;
  /** Distinct logs whose promise states the time. */
  readonly integratedTime?: number;
}

/** @throws AppError THRESHOLD_INVALID for zero, negative, fractional or endless numbers */
export function requireThresholds(thresholds: Thresholds): Thresholds {
  for (const [name, value] of Object.entries(thresholds)) {
    if (Number.isSafeInteger(value) && Number(value) >= 1) continue;
    throw new AppError('invalid', 'THRESHOLD_INVALID', `threshold ${name} must be a whole number from 1 up`);
  }
  return thresholds;
}

/** One where the root lists such logs. Zero means that the root lists none and nobody asked. */
export function sctsRequired(root: TrustRoot, { sct }: Thresholds): number {
  return sct ?? (root.ctLogs.size > 0 ? 1 : 0);
}

export function logsRequired(rule: TrustRule | undefined, root: TrustRoot, { log = 0 }: Thresholds): number {
  return Math.max(requiredBy(rule?.log) ?? (root.logs.size > 0 ? 1 : 0), log);
}

export function timesRequired(rule: TrustRule | undefined, root: TrustRoot, asked: Thresholds): TimeThreshold {
  const any = requiredBy(rule?.time) ?? (listsTime(root) ? 1 : 0);
  return { any: Math.max(any, asked.time ?? 0), timestamps: asked.tsa ?? 0, promises: asked.integratedTime ?? 0 };
}

function requiredBy(threshold: TrustRule['log'] | undefined): number | undefined {
  return threshold === 'none' ? 0 : threshold?.required;
}
