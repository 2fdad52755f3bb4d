import { RUNGS, type CheckOutcome, type Verdict } from '#verification';

const MARKS: Readonly<Record<CheckOutcome, string>> = {
  passed: '✔',
  failed: '✗',
  'could-not-check': '?',
  'not-applicable': '–',
};

/** The ladder as one mark per rung, in order. */
export function rungPicture({ checks }: Verdict): string {
  return checks.map(({ outcome }) => MARKS[outcome]).join('');
}

/** Which mark stands where. */
export const PICTURE_LEGEND = `rungs: ${RUNGS.map((rung, index) => `${index + 1} ${rung}`).join(', ')}`;
