import type { Digest } from '#kernel';

import type { OrderedStatus, Segment } from './assessment.js';
import type { Member } from './member.js';
import type { ReasonCode } from './reasons.js';
import { isMet, type Standing } from './standing.js';
import { compareStatus } from './status.js';

/** What machines show about one control at one moment, over its whole population. */
export interface MachinePart {
  readonly status: OrderedStatus | 'NONE';
  readonly reason: ReasonCode;
  readonly met: number;
  readonly of: number;
  readonly teamControlled: boolean;
  readonly gaps: Segment['gaps'];
  readonly evidence: readonly Digest[];
  /** Nothing was left out of `gaps` and `evidence`. */
  readonly complete: boolean;
}

export interface Listing {
  readonly gaps: number;
  readonly evidence: number;
}
/** Lists are full where they are read and signed, and short elsewhere: a long population has many moments of change. */
export const FULL_LISTING: Listing = { gaps: 20, evidence: Infinity };
export const SHORT_LISTING: Listing = { gaps: 5, evidence: 20 };

/** A control that machines cannot show. */
export const NO_MACHINE_PART: MachinePart = {
  status: 'NONE',
  reason: 'HUMAN_STATEMENT_NEEDED',
  met: 0,
  of: 0,
  teamControlled: false,
  gaps: [],
  evidence: [],
  complete: true,
};

/** Nothing to judge is not a pass. */
export const NO_POPULATION: MachinePart = { ...NO_MACHINE_PART, status: 'MISSING', reason: 'NO_POPULATION' };

/** All members met: met. Some: PARTIAL. None: the gravest cause. `standings` are those of `members`, in their order. */
export function machinePart(members: readonly Member[], standings: readonly Standing[], listing: Listing): MachinePart {
  if (members.length === 0) return NO_POPULATION;
  const unmet = standings.flatMap((standing, index) => (isMet(standing) ? [] : [{ standing, index }]));
  const [gravest] = unmet.sort((a, b) => compareStatus(a.standing.status, b.standing.status));
  const met = members.length - unmet.length;
  const { evidence, complete } = evidenceOf(standings, listing.evidence);
  return {
    ...summaryOf(gravest?.standing, met),
    met,
    of: members.length,
    teamControlled: unmet.length === 0 && standings.some(({ teamControlled }) => teamControlled),
    gaps: unmet.slice(0, listing.gaps).map(({ standing: { status, need }, index }) => ({
      member: members[index]?.name ?? '',
      status,
      need,
    })),
    evidence,
    complete: complete && unmet.length <= listing.gaps,
  };
}

function summaryOf(gravest: Standing | undefined, met: number): Pick<MachinePart, 'status' | 'reason'> {
  if (gravest === undefined) return { status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD' };
  if (met > 0) return { status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET' };
  return { status: gravest.status, reason: gravest.reason };
}

function evidenceOf(standings: readonly Standing[], atMost: number): Pick<MachinePart, 'evidence' | 'complete'> {
  const listed = new Set<Digest>();
  for (const { evidence } of standings) {
    for (const digest of evidence) {
      if (listed.size >= atMost && !listed.has(digest)) return { evidence: [...listed].sort(), complete: false };
      listed.add(digest);
    }
  }
  return { evidence: [...listed].sort(), complete: true };
}
