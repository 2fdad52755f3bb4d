import type { Anchor, Fact, Scope } from '#compliance';
import type { Digest, Instant } from '#kernel';

import type { ReportTask } from './report-task.js';

/** An exception that a result rests on: who asked for it, who accepted it, until when, and for what. */
export interface ReportWaiver {
  readonly control: string;
  /** The signed statement that says so. */
  readonly statement: Digest;
  readonly requester: string;
  readonly approver: string;
  readonly validUntil: Instant;
  /** The product, or one release of it. */
  readonly scope: Omit<Scope, 'release'> & { readonly release?: string };
}

/** Waivers that decide a result, in the order of the tasks; one that is over, or was cut short, decides none. */
export function reportWaivers(
  facts: readonly Fact[],
  tasks: readonly ReportTask[],
  scope: Scope,
): readonly ReportWaiver[] {
  const waivers = facts.flatMap(({ claim, anchor, evidence }): readonly ReportWaiver[] => {
    if (claim.kind !== 'waiver') return [];
    const { control, requester, approver, validUntil } = claim;
    return [{ control, statement: evidence, requester, approver, validUntil, scope: scopeOf(anchor, scope) }];
  });
  // Under two rules it is one statement.
  const byStatement = new Map(waivers.map((waiver) => [waiver.statement, waiver]));
  return tasks.flatMap(({ status, evidence }) =>
    status === 'WAIVED' ? evidence.flatMap((statement) => byStatement.get(statement) ?? []) : [],
  );
}

/** A waiver is for a product or a release of it, and covers the release that is judged. */
function scopeOf({ kind }: Anchor, { organization, product, release }: Scope): ReportWaiver['scope'] {
  return { organization, product, ...(kind === 'release' ? { release } : {}) };
}
