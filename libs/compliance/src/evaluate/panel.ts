import type { Digest, Instant } from '#kernel';

import type { Segment } from '../assessment.js';
import type { Case } from './case.js';
import { machinePartOver, NO_MACHINE_PART, type MachinePart } from './machine-part.js';
import type { Requirement } from '../framework/mapping.js';
import type { Member } from './member.js';
import { caseOf } from './requirement.js';
import { sortedUnique } from '../sorted.js';
import { isMet, type Standing } from './standing.js';
import { compareStatus } from '../status/status.js';
import { Timeline } from '../status/timeline.js';

/** How much of an explanation is listed: gaps, and evidence of how many members. */
export interface Listing {
  readonly gaps: number;
  readonly evidence: number;
  readonly members: number;
}
/** Lists are whole where they are read and signed, short elsewhere. */
export const WHOLE: Listing = { gaps: 20, evidence: Infinity, members: Infinity };
export const SHORT: Listing = { gaps: 5, evidence: 20, members: 20 };

/** The machine part of one control: its course over time, and at any moment what it rests on. */
export interface Panel {
  readonly machine: Timeline<MachinePart>;
  explain(at: Instant | undefined, listing: Listing): Pick<Segment, 'gaps'> & { readonly evidence: Iterable<Digest> };
}

/** Of a control that machines cannot show. */
export const NO_PANEL: Panel = {
  machine: Timeline.always(NO_MACHINE_PART),
  explain: () => ({ gaps: [], evidence: [] }),
};

/** Members side by side under one requirement. */
export class MemberPanel implements Panel {
  readonly machine: Timeline<MachinePart>;
  readonly #seats: readonly Seat[];

  constructor(requirement: Requirement, members: readonly Member[]) {
    this.#seats = members.map((member) => {
      const ownCase = caseOf(requirement, member);
      return { name: member.name, case: ownCase, standing: ownCase.over() };
    });
    this.machine = machinePartOver(this.#seats.map(({ standing }) => standing));
  }

  explain(at: Instant | undefined, listing: Listing): ReturnType<Panel['explain']> {
    return { gaps: this.#gaps(at, listing), evidence: this.#evidence(at, listing) };
  }

  /** Gravest first, then in the order of the members. */
  #gaps(at: Instant | undefined, { gaps }: Listing): Segment['gaps'] {
    const unmet = this.#seats.flatMap((seat) => {
      const standing = seat.standing.at(at);
      return isMet(standing) ? [] : [{ seat, status: standing.status }];
    });
    const listed = unmet.sort((a, b) => compareStatus(a.status, b.status)).slice(0, gaps);
    return listed.map(({ seat, status }) => ({ member: seat.name, status, need: seat.case.explain(at).need }));
  }

  /** In the order of the members, until there is enough. */
  #evidence(at: Instant | undefined, { evidence, members }: Listing): ReadonlySet<Digest> {
    const listed = new Set<Digest>();
    for (const seat of this.#seats.slice(0, members)) {
      for (const digest of sortedUnique(seat.case.explain(at).evidence)) {
        if (listed.size >= evidence) return listed;
        listed.add(digest);
      }
    }
    return listed;
  }
}

interface Seat {
  readonly name: string;
  readonly case: Case;
  readonly standing: Timeline<Standing>;
}
