import { FALL_CAUSES, type Fall, type FallenSentence } from '#compliance';
import type { AffectedSentence } from '#evidence';

const MOST_NAMED = 5;

/** A signed result that no longer stands, as it is stated: how it was signed, how it is, and what it turned on. */
export function affectedSentence({ signed, now }: FallenSentence, { cause, evidence }: Fall): AffectedSentence {
  const status = now?.status ?? 'NOT_JUDGED';
  const named = evidence.slice(0, MOST_NAMED).join(', ') + (evidence.length > MOST_NAMED ? ', …' : '');
  const turnedOn = evidence.length === 0 ? '' : ` (${named})`;
  return {
    control: signed.control,
    signed: signed.status,
    now: status,
    cause,
    sentence: `${signed.control} was signed as ${signed.status} and is ${status} now, because ${FALL_CAUSES[cause]}${turnedOn}.`,
  };
}
