import type { ReportTask } from '../../report-task.js';

/** What a task consists of, each part with how much of it is shown and how much of that verified evidence carries. */
interface Part {
  readonly words: string;
  /** From 0 to 1. */
  readonly shown: number;
  readonly verified: number;
}

/** Scores from 0 to 1 with why; without a score where nothing was judged. */
export interface Score {
  readonly score?: number;
  readonly rationale: string;
}

/**
 * CycloneDX asks for numbers where the report has words, so they are derived from the report's own: the mean over the
 * parts of the task. The machine part counts met/of, a person's statement one, what is open nothing. Never rounded up.
 */
export function conformance(task: ReportTask): Score {
  if (isSetAside(task)) return { rationale: `${task.sentence} Nothing was scored.` };
  const parts = partsOf(task);
  return { score: meanOf(parts.map(({ shown }) => shown)), rationale: parts.map(({ words }) => words).join('; ') };
}

/**
 * How much of what is shown rests on verified evidence: a person's statement counts nothing, a machine part one half
 * where the population is only declared and one half where the assessed team controls the signer.
 */
export function confidence(task: ReportTask): Score {
  if (isSetAside(task)) return { rationale: 'A decision sets it aside; no evidence was weighed.' };
  if (task.evidence.length === 0) return { score: 0, rationale: 'No evidence that verified speaks to it.' };
  const doubts = [
    ...(task.source === 'declared' ? ['the population is only declared'] : []),
    ...(task.teamControlled ? ['the assessed team controls the signer'] : []),
    ...(task.human === 'NOT_NEEDED' ? [] : ['what stays human was not examined']),
  ];
  const rationale =
    doubts.length === 0 ? 'Verified evidence decides the whole task.' : `Lowered: ${doubts.join('; ')}.`;
  return { score: meanOf(partsOf(task).map(({ verified }) => verified)), rationale };
}

function isSetAside({ status }: ReportTask): boolean {
  return status === 'WAIVED' || status === 'NOT_APPLICABLE';
}

function partsOf(task: ReportTask): readonly Part[] {
  return [...machinePart(task), ...humanPart(task), ...heldPart(task)];
}

function machinePart({ machine, counted, source, teamControlled }: ReportTask): readonly Part[] {
  if (machine.status === 'NONE') return [];
  const verified = (source === 'declared' ? 0.5 : 1) * (teamControlled ? 0.5 : 1);
  const shown = machine.of === 0 ? 0 : machine.met / machine.of;
  return [{ words: `machine part: ${machine.met} of ${machine.of} ${counted}, ${source}`, shown, verified }];
}

function humanPart({ human }: ReportTask): readonly Part[] {
  if (human === 'NOT_NEEDED') return [];
  return [
    human === 'COVERED'
      ? { words: 'human part: stated by a person', shown: 1, verified: 0 }
      : { words: 'human part: open', shown: 0, verified: 0 },
  ];
}

/** Where every condition holds and yet the organization does not show what is asked beyond that. */
function heldPart({ reason }: ReportTask): readonly Part[] {
  return reason === 'HELD_AT_PARTIAL' ? [{ words: 'what the organization shows: open', shown: 0, verified: 0 }] : [];
}

const STEPS = 10_000;

function meanOf(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.length === 0 ? 0 : Math.floor((sum / shares.length) * STEPS) / STEPS;
}
