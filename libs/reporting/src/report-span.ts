import type { AssessmentInput } from '#compliance';
import { addDays, type Instant } from '#kernel';

import type { ReportEvidence } from './report-parts.js';
import type { ReportTask } from './report-task.js';

/** However long its results would hold, nobody should rely on an assessment for longer than this. */
export const MAX_VALIDITY_DAYS = 365;

export interface ReportPeriod {
  /** The earliest trusted time of what the results rest on; absent where none of it has one. */
  readonly from?: Instant;
  readonly until: Instant;
}

export interface ReportValidity {
  readonly from: Instant;
  readonly until: Instant;
}

/** Over which time the evidence speaks that the results rest on: from the earliest of it, until `asOf`. */
export function reportPeriod(
  { asOf }: Pick<AssessmentInput, 'asOf'>,
  tasks: readonly ReportTask[],
  evidence: readonly Pick<ReportEvidence, 'digest' | 'verdict'>[],
): ReportPeriod {
  const used = new Set(tasks.flatMap((task) => task.evidence));
  const times = evidence.flatMap(({ digest, verdict: { signedAt } }) =>
    signedAt === undefined || !used.has(digest) ? [] : [signedAt],
  );
  const from = earliest(times);
  return { ...(from === undefined ? {} : { from }), until: asOf };
}

/**
 * How long the results stand by themselves: until the first of them changes because time passes (a freshness window
 * closes, a waiver or a human statement ends), for better or worse, and a year at most. What happens meanwhile, such as a
 * compromised key, can end it sooner: only a signed status says so.
 */
export function reportValidity({ asOf }: Pick<AssessmentInput, 'asOf'>, tasks: readonly ReportTask[]): ReportValidity {
  const changes = tasks.flatMap(({ until }) => (until === undefined ? [] : [until]));
  const aYear = addDays(asOf, MAX_VALIDITY_DAYS);
  return { from: asOf, until: earliest([...changes, aYear]) ?? aYear };
}

function earliest(times: readonly Instant[]): Instant | undefined {
  return times.reduce<Instant | undefined>(
    (first, time) => (first === undefined || time < first ? time : first),
    undefined,
  );
}
