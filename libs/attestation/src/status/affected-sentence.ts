import { FALL_CAUSES, type Assessment, type Fall, type FallenSentence } from '#compliance';
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

/** The level is no control, and is a sentence of the statement all the same. Undefined while it is no lower. */
export function loweredBuildLevel(signed: Assessment, current: Assessment): AffectedSentence | undefined {
  const [then, now] = [signed.slsaBuildLevel, current.slsaBuildLevel];
  if (now >= then) return undefined;
  const cause = 'BUILD_LEVEL_LOWERED';
  return {
    ...{ control: 'SLSA Build', signed: `LEVEL_${then}`, now: `LEVEL_${now}`, cause },
    sentence: `The SLSA Build level was signed as ${then} and is ${now} now, because ${FALL_CAUSES[cause]}.`,
  };
}
