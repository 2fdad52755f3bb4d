import type { OrderedStatus } from '../assessment.js';
import type { ReasonCode } from '../status/reasons.js';
import { CAUSES, isMet, standingOf, type Cause, type Standing } from './standing.js';
import { Timeline } from '../status/timeline.js';

/** What machines show about one control at one moment, over its whole population. */
export interface MachinePart {
  readonly status: OrderedStatus | 'NONE';
  readonly reason: ReasonCode;
  readonly met: number;
  readonly of: number;
  /** Everything is met, but something only by signers that the assessed team controls. */
  readonly teamControlled: boolean;
  /** The organization does not show what the mapping asks for beyond PARTIAL. */
  readonly heldAtPartial: boolean;
}

/** A control that machines cannot show. */
export const NO_MACHINE_PART: MachinePart = {
  ...{ status: 'NONE', reason: 'HUMAN_STATEMENT_NEEDED', met: 0, of: 0, teamControlled: false },
  heldAtPartial: false,
};

/** Nothing to judge is not a pass. */
const NO_POPULATION: MachinePart = { ...NO_MACHINE_PART, status: 'MISSING', reason: 'NO_POPULATION' };

/** All members met: met. Some: PARTIAL. None: the gravest cause. */
export function machinePartOver(standings: readonly Timeline<Standing>[]): Timeline<MachinePart> {
  if (standings.length === 0) return Timeline.always(NO_POPULATION);
  return Timeline.accumulate(standings, new Tally(standings.length), sameMachinePart);
}

/** How many members stand how; kept up to date while time passes, so that a population of any size costs its changes. */
class Tally {
  readonly #standings: Standing[] = [];
  readonly #byReason = new Map<Cause, number>();
  #met = 0;
  #team = 0;

  constructor(private readonly of: number) {}

  replace(standing: Standing, index: number): void {
    const before = this.#standings[index];
    if (before !== undefined) this.#count(before, -1);
    this.#standings[index] = standing;
    this.#count(standing, 1);
  }

  read(): MachinePart {
    const met = this.#met;
    const { of } = this;
    const teamControlled = met === of && this.#team > 0;
    const rest = { met, of, teamControlled, heldAtPartial: false };
    if (met === of) return { status: 'EVIDENCED', reason: 'ALL_CONDITIONS_HOLD', ...rest };
    if (met > 0) return { status: 'PARTIAL', reason: 'SOME_MEMBERS_NOT_MET', ...rest };
    const gravest = CAUSES.find((cause) => (this.#byReason.get(cause) ?? 0) > 0) ?? 'EVIDENCE_MISSING';
    return { status: standingOf(gravest).status, reason: gravest, ...rest };
  }

  #count(standing: Standing, by: 1 | -1): void {
    this.#byReason.set(standing.reason, (this.#byReason.get(standing.reason) ?? 0) + by);
    if (isMet(standing)) this.#met += by;
    if (standing.teamControlled) this.#team += by;
  }
}

/** The same where the organization must show something, too; by the team alone it is shown one grade lower, as all is. */
export function alsoShown(members: Timeline<MachinePart>, organization: Timeline<Standing>): Timeline<MachinePart> {
  return members.combine(
    organization,
    (machine, standing) => ({
      ...machine,
      teamControlled: machine.teamControlled || (machine.status === 'EVIDENCED' && standing.teamControlled),
      heldAtPartial: !isMet(standing),
    }),
    sameMachinePart,
  );
}

function sameMachinePart(a: MachinePart, b: MachinePart): boolean {
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    a.met === b.met &&
    a.teamControlled === b.teamControlled &&
    a.heldAtPartial === b.heldAtPartial
  );
}
