import type { Assessment, AssessmentInput, OrderedStatus, Status } from '../assessment.js';
import { segmentAt } from '../evaluate/control.js';
import type { ReasonCode } from '../status/reasons.js';
import { isEnough, type Profile } from './profile.js';

/** What a profile asks of one control, and what there is. */
export interface GateRow {
  readonly control: string;
  readonly least: OrderedStatus;
  readonly status: Status;
  readonly reason: ReasonCode;
  readonly enough: boolean;
  /** In words: what the first member that is not met needs; absent where nothing is missing there. */
  readonly need?: string;
}

export interface GateResult {
  /** `unchecked`: all that is missing could not be checked, and none of it is known to be unmet. */
  readonly outcome: 'passed' | 'failed' | 'unchecked';
  /** Nothing says what the release consists of: then nothing passes. */
  readonly emptyScope: boolean;
  readonly rows: readonly GateRow[];
}

/** Holds an assessment against a profile. Passes only where there is something to judge and all of it is enough. */
export function passGate(
  { population }: Pick<AssessmentInput, 'population'>,
  assessment: Assessment,
  profile: Profile,
): GateResult {
  const rows = Object.entries(profile.controls).map(([control, least]) =>
    rowOf(assessment, profile, { control, least }),
  );
  const emptyScope = population.artifacts.length === 0;
  return { outcome: outcomeOf(rows, emptyScope), emptyScope, rows };
}

/** @throws TypeError where the assessment is not of the profile's catalog: a bug of the caller */
function rowOf(
  assessment: Assessment,
  profile: Profile,
  { control, least }: Pick<GateRow, 'control' | 'least'>,
): GateRow {
  const result = assessment.results.find((each) => each.control === control);
  if (result === undefined) throw new TypeError(`the assessment has no control ${control}`);
  const { status, reason, gaps } = segmentAt(result, assessment.asOf);
  const need = gaps[0]?.need;
  return {
    ...{ control, least, status, reason, enough: isEnough(status, least, profile) },
    ...(need !== undefined && { need }),
  };
}

function outcomeOf(rows: readonly GateRow[], emptyScope: boolean): GateResult['outcome'] {
  const missing = rows.filter(({ enough }) => !enough);
  if (emptyScope || rows.length === 0) return 'failed';
  if (missing.length === 0) return 'passed';
  return missing.every(({ status }) => status === 'UNVERIFIED') ? 'unchecked' : 'failed';
}
