import type { Digest, Instant } from '#kernel';

import type { Segment } from '../assessment.js';
import type { Case } from './case.js';
import { alsoShown, machinePartOver, NO_MACHINE_PART, type MachinePart } from './machine-part.js';
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

/** Somebody who has to show something. */
export interface Asked {
  readonly requirement: Requirement;
  readonly members: readonly Member[];
}

/** Members side by side under one requirement; behind them the organization, under what is asked beyond PARTIAL. */
export class MemberPanel implements Panel {
  readonly machine: Timeline<MachinePart>;
  readonly #seats: readonly Seat[];

  constructor(asked: Asked, beyond?: Asked) {
    const members = seatsOf(asked);
    const organization = beyond === undefined ? [] : seatsOf(beyond);
    this.#seats = [...members, ...organization];
    this.machine = organization.reduce(
      (machine, { standing }) => alsoShown(machine, standing),
      machinePartOver(members.map(({ standing }) => standing)),
    );
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
      for (const digest of sortedUnique(seat.case.restsOn(at))) {
        if (listed.size >= evidence) return listed;
        listed.add(digest);
      }
    }
    return listed;
  }
}

function seatsOf({ requirement, members }: Asked): readonly Seat[] {
  return members.map((member) => {
    const ownCase = caseOf(requirement, member);
    return { name: member.name, case: ownCase, standing: ownCase.over() };
  });
}

interface Seat {
  readonly name: string;
  readonly case: Case;
  readonly standing: Timeline<Standing>;
}
