import type { OrderedStatus } from '../assessment.js';
import { compareStatus } from '../status/status.js';

/** Why a member is met or not; among equal statuses the graver cause first. */
const STATUS_OF = {
  EVIDENCE_ADVERSE: 'FAILED',
  EVIDENCE_REJECTED: 'FAILED',
  EVIDENCE_FALLS_SHORT: 'FAILED',
  EVIDENCE_MISSING: 'MISSING',
  EVIDENCE_UNTIMED: 'UNVERIFIED',
  EVIDENCE_UNVERIFIED: 'UNVERIFIED',
  EVIDENCE_TOO_OLD: 'STALE',
  ALL_CONDITIONS_HOLD: 'EVIDENCED',
} as const satisfies Readonly<Record<string, OrderedStatus>>;

export type Cause = keyof typeof STATUS_OF;
export const CAUSES = Object.keys(STATUS_OF) as readonly Cause[];

const RANK = Object.fromEntries(CAUSES.map((cause, rank) => [cause, rank])) as Readonly<Record<Cause, number>>;

/** How one member stands against a requirement at one moment; EVIDENCED means that it is met. */
export interface Standing {
  readonly status: OrderedStatus;
  readonly reason: Cause;
  /** It is met, but only by process claims of signers that the assessed team controls. */
  readonly teamControlled: boolean;
}

/** One object per cause, so that equal standings are identical. */
const STANDINGS = Object.fromEntries(
  CAUSES.map((reason) => [reason, { status: STATUS_OF[reason], reason, teamControlled: false }]),
) as Readonly<Record<Cause, Standing>>;
const MET_BY_THE_TEAM: Standing = { ...STANDINGS.ALL_CONDITIONS_HOLD, teamControlled: true };

export function standingOf(reason: Cause): Standing {
  return STANDINGS[reason];
}

export function metStanding({ teamControlled }: Pick<Standing, 'teamControlled'>): Standing {
  return teamControlled ? MET_BY_THE_TEAM : STANDINGS.ALL_CONDITIONS_HOLD;
}

export function isMet({ status }: Standing): boolean {
  return status === 'EVIDENCED';
}

/**
 * `needed` of `all` must hold: the best `needed` are taken, in no order, and the last of them decides. So `allOf` is the least of
 * all, `anyOf` the greatest. Among equals, what does not depend on the assessed team's own signers is taken first.
 */
export function takeBest<S extends Standing>(needed: number, all: readonly S[]): { taken: readonly S[]; decisive: S } {
  const [first] = all;
  if (first === undefined || all.length < needed) throw new TypeError('a requirement without members');
  if (needed === all.length) {
    return { taken: all, decisive: all.reduce((least, one) => (bestFirst(least, one) > 0 ? least : one), first) };
  }
  if (needed === 1) {
    const best = all.reduce((least, one) => (bestFirst(one, least) < 0 ? one : least), first);
    return { taken: [best], decisive: best };
  }
  const taken = [...all].sort(bestFirst).slice(0, needed);
  return { taken, decisive: taken.at(-1) ?? first };
}

export function joinStandings(needed: number, all: readonly Standing[]): Standing {
  const [first] = all;
  if (first !== undefined && all.length >= needed && all.every((one) => one === first)) return shared(first);
  return shared(takeBest(needed, all).decisive);
}

/** The one object that stands for all that stand like this. */
export function shared(standing: Standing): Standing {
  return isMet(standing) ? metStanding(standing) : standingOf(standing.reason);
}

function bestFirst(a: Standing, b: Standing): number {
  const byStatus = compareStatus(b.status, a.status);
  if (byStatus !== 0) return byStatus;
  const byTeam = Number(a.teamControlled) - Number(b.teamControlled);
  return byTeam === 0 ? RANK[b.reason] - RANK[a.reason] : byTeam;
}
