import {
  REASONS,
  segmentAt,
  type CatalogControl,
  type OrderedStatus,
  type Reason,
  type Segment,
  type Status,
} from '#compliance';
import type { Digest, Instant } from '#kernel';

import { officialText } from './origin-words.js';
import type { ReportParts } from './report-parts.js';
import type { PopulationSource } from './status-words.js';
import { horizonOf, stretchesOf, type Stretch } from './stretches.js';

/** One control as a reader meets it: status, denominator and its source, why, and what to do next. */
export interface ReportTask {
  readonly id: string;
  readonly summary: string;
  /** The official text, where it is at hand. */
  readonly official?: string;
  readonly status: Status;
  /** Code of the reason, its sentence, and the next action. */
  readonly reason: string;
  readonly sentence: string;
  readonly nextAction: string;
  readonly machine: { readonly status: OrderedStatus | 'NONE'; readonly met: number; readonly of: number };
  /** What is counted (`artifacts`), and who says how many there are. */
  readonly counted: string;
  readonly source: PopulationSource;
  readonly human: Segment['human'];
  /** What stays human whatever machines show. */
  readonly staysHuman: string;
  readonly grade: 'A' | 'B' | 'C' | 'D';
  readonly cap: 'satisfied' | 'partial' | 'manual';
  readonly rationale: string;
  readonly remedy: string;
  readonly gaps: Segment['gaps'];
  readonly evidence: readonly Digest[];
  readonly teamControlled: boolean;
  /** The status changes by itself at this moment, when nothing else happens. */
  readonly until?: Instant;
  /** What becomes of it within a year when nothing else happens; the first stretch begins at the report's moment. */
  readonly ahead: readonly Stretch[];
}

/** @throws RangeError when assessment, catalog and mapping are not of one another: a bug of the caller */
export function reportTask(control: CatalogControl, parts: ReportParts): ReportTask {
  const result = parts.assessment.results.find(({ control: id }) => id === control.id);
  const mapping = parts.mapping.controls[control.id];
  if (result === undefined || mapping === undefined) {
    throw new RangeError(`assessment and mapping do not both hold ${control.id}`);
  }
  const segment = segmentAt(result, parts.input.asOf);
  const words = reasonWords(segment.reason);
  const official = officialText(parts.wording, control.id);
  return {
    id: control.id,
    summary: control.summary,
    ...(official === undefined ? {} : { official }),
    status: segment.status,
    reason: segment.reason,
    sentence: words.sentence,
    nextAction: words.nextAction,
    machine: segment.machine,
    counted: mapping.population,
    source: parts.input.population.source,
    human: segment.human,
    staysHuman: mapping.human,
    grade: result.grade,
    cap: result.cap,
    rationale: mapping.rationale,
    remedy: mapping.remedy,
    gaps: segment.gaps,
    evidence: segment.evidence,
    teamControlled: segment.teamControlled,
    ...(segment.until === undefined ? {} : { until: segment.until }),
    ahead: stretchesOf(result, parts.input.asOf, horizonOf(parts.input.asOf)),
  };
}

/** The machine part in words: "12 of 12 artifacts, declared"; never a percentage that could be rounded up. */
export function machineWords(task: Pick<ReportTask, 'machine' | 'counted' | 'source'>): string {
  if (task.machine.status === 'NONE') return 'no machine part';
  return `${task.machine.met} of ${task.machine.of} ${task.counted}, ${sourceOf(task)}`;
}

/** Why it stands so: what the first member that is not met needs says more than the general sentence. */
export function whyWords({ sentence, gaps }: { sentence: string; gaps: readonly { readonly need: string }[] }): string {
  const [gap] = gaps;
  return gap === undefined ? sentence : `${sentence} Needed: ${gap.need}`;
}

export const HUMAN_WORDS: Readonly<Record<Segment['human'], string>> = {
  COVERED: 'stated',
  OPEN: 'open',
  NOT_NEEDED: 'not needed',
};

/** A code that this version does not know is shown as it is, never guessed at. */
function reasonWords(code: string): Reason {
  const known: Readonly<Record<string, Reason>> = REASONS;
  return Object.hasOwn(known, code) && known[code] !== undefined ? known[code] : { sentence: code, nextAction: '' };
}

function sourceOf(task: Pick<ReportTask, 'counted' | 'source'>): string {
  return task.source === 'signed-manifest' ? 'signed manifest' : task.source;
}
