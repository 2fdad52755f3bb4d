import { compareStatus, segmentAt, type ControlResult, type Item, type Segment, type Status } from '#compliance';
import type { Instant } from '#kernel';

/** What evidence makes of one statement of the form. It is for the signatory to weigh, and answers nothing for him. */
export type Support =
  /** Every task that the form cites for it is met. */
  | 'supported'
  /** Those that apply are met; signed decisions say that the others do not. */
  | 'supported-in-part'
  | 'not-supported'
  /** The form cites no task for it. */
  | 'not-known';

/** [from, until) */
export interface SupportStretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly support: Support;
}

/** How the statuses of the cited tasks support a statement. A waiver sets a task aside; it is no evidence of a practice. */
export function supportOf(statuses: readonly Status[]): Support {
  if (statuses.length === 0) return 'not-known';
  const applying = statuses.filter((status) => status !== 'NOT_APPLICABLE');
  if (applying.length === 0 || !applying.every(isMet)) return 'not-supported';
  return applying.length === statuses.length ? 'supported' : 'supported-in-part';
}

/** What becomes of the support between two moments, neighbours of one kind joined. */
export function supportOver(
  { controls }: Pick<Item, 'controls'>,
  results: ReadonlyMap<string, ControlResult>,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): readonly SupportStretch[] {
  const cited = controls.flatMap((control) => results.get(control) ?? []);
  const changes = cited.flatMap(({ segments }) => segments.flatMap((segment: Segment) => segment.from ?? []));
  const starts = [...new Set([from, ...changes.filter((at) => at > from && at < until)])].sort();
  const stretches: SupportStretch[] = [];
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? until;
    const support = supportOf(cited.map((result) => segmentAt(result, start).status));
    const last = stretches.at(-1);
    if (last?.support === support) stretches[stretches.length - 1] = { ...last, until: end };
    else stretches.push({ from: start, until: end, support });
  });
  return stretches;
}

function isMet(status: Exclude<Status, 'NOT_APPLICABLE'>): boolean {
  return status !== 'WAIVED' && compareStatus(status, 'SELF_ATTESTED') >= 0;
}
