import { STATUS_ORDER, type OrderedStatus, type Segment, type Status } from '../assessment.js';
import { compareStatus } from '../status/status.js';

/** One result as it was signed, or as it is: what a reader was told about a control. */
export interface Sentence {
  readonly control: string;
  readonly status: Status;
  readonly met: number;
  readonly of: number;
  readonly human: Segment['human'];
  readonly evidence: Segment['evidence'];
}

export function sentenceOf(control: string, { status, machine, human, evidence }: Segment): Sentence {
  return { control, status, met: machine.met, of: machine.of, human, evidence };
}

type Told = Pick<Sentence, 'status' | 'met' | 'of'>;

/**
 * Does what was signed still stand, now that it is so? Better is not another sentence that its reader would have to
 * know of. What was set aside stands as long as it is set aside the same way, or met; and what was met or partly met does
 * not stand when somebody has set it aside since.
 */
export function stillStands(signed: Told, now: Told | undefined): boolean {
  if (now === undefined) return false;
  if (isOrdered(signed.status) && isOrdered(now.status))
    return isNoWorse(signed, now, compareStatus(now.status, signed.status));
  if (signed.status === now.status) return true;
  return isOrdered(signed.status) ? !isAtLeastPartly(signed.status) : isMet(now.status);
}

/** Among partly met ones, 3 of 4 is less than 9 of 10. */
function isNoWorse(signed: Told, now: Told, order: number): boolean {
  return order === 0 && signed.status === 'PARTIAL' ? now.met * signed.of >= signed.met * now.of : order >= 0;
}

function isOrdered(status: Status): status is OrderedStatus {
  return (STATUS_ORDER as readonly Status[]).includes(status);
}

function isAtLeastPartly(status: OrderedStatus): boolean {
  return compareStatus(status, 'PARTIAL') >= 0;
}

function isMet(status: Status): boolean {
  return isOrdered(status) && compareStatus(status, 'SELF_ATTESTED') >= 0;
}
