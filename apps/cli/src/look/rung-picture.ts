import { OUTCOME_MARKS } from '#reporting';
import { RUNGS, type Verdict } from '#verification';

/** The ladder as one mark per rung, in order. */
export function rungPicture({ checks }: Verdict): string {
  return checks.map(({ outcome }) => OUTCOME_MARKS[outcome]).join('');
}

/** Which mark stands where. */
export const PICTURE_LEGEND = `rungs: ${RUNGS.map((rung, index) => `${index + 1} ${rung}`).join(', ')}`;
