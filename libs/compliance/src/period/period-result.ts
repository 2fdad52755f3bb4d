import type { Instant } from '#kernel';

import { STATUS_ORDER, type Assessment, type OrderedStatus, type Status } from '../assessment.js';

/** [from, until) */
export interface Period {
  readonly from: Instant;
  readonly until: Instant;
}

/** What a release of a period brings along. */
export interface PeriodRelease {
  readonly version: string;
  readonly createdAt: Instant;
  /** Has anything been received that is about it, whatever became of it? */
  readonly evidence: boolean;
  /** Absent where no judgement was kept. */
  readonly judged?: { readonly artifacts: number; readonly slsaBuildLevel: Assessment['slsaBuildLevel'] };
}

/** How many releases have a status at a control. */
export interface StatusTally {
  readonly control: string;
  readonly status: Status;
  readonly releases: number;
}

/** How a product stands over a period, by one framework. */
export interface PeriodResult {
  readonly period: Period;
  /** In a sentence, the worst first. */
  readonly summary: string;
  /** Versions, oldest release first. */
  readonly releases: readonly string[];
  /** About which nothing at all was received. */
  readonly withoutEvidence: readonly string[];
  /** That were judged over no artifact, since nobody who may has said what belongs to them. */
  readonly withoutPopulation: readonly string[];
  /** Not judged by this framework, as far as known: they count as MISSING wherever a least status is named. */
  readonly unjudged: readonly string[];
  /** Of the releases that were judged. */
  readonly slsaBuildLevel?: { readonly least: Level; readonly greatest: Level };
  readonly controls: readonly PeriodControl[];
}
type Level = Assessment['slsaBuildLevel'];

export interface PeriodControl {
  readonly control: string;
  readonly counts: readonly { readonly status: Status; readonly releases: number }[];
  /** Over all releases; absent where each of them is waived or out of scope. */
  readonly least?: OrderedStatus;
}

/** What the releases of a period come to. A period without a release shows nothing, and says so. */
export function periodResult(parts: {
  readonly period: Period;
  readonly releases: readonly PeriodRelease[];
  /** In catalog order. */
  readonly tallies: readonly StatusTally[];
}): PeriodResult {
  const { period, releases } = parts;
  const versions = (which: (release: PeriodRelease) => boolean) => releases.filter(which).map(({ version }) => version);
  const unjudged = versions(({ judged }) => judged === undefined);
  const withoutEvidence = versions(({ evidence }) => !evidence);
  const withoutPopulation = versions(({ judged }) => judged?.artifacts === 0);
  const levels = releases.flatMap(({ judged }) => judged?.slsaBuildLevel ?? []).toSorted((a, b) => a - b);
  const [least, greatest] = [levels[0], levels.at(-1)];
  return {
    period,
    summary: summaryOf({ all: releases.length, unjudged, withoutEvidence, withoutPopulation }),
    releases: versions(() => true),
    ...{ withoutEvidence, withoutPopulation, unjudged },
    ...(least !== undefined && greatest !== undefined && { slsaBuildLevel: { least, greatest } }),
    controls: releases.length === 0 ? [] : controlsOf(parts.tallies, unjudged.length > 0),
  };
}

function controlsOf(tallies: readonly StatusTally[], someUnjudged: boolean): readonly PeriodControl[] {
  const counts = new Map<string, PeriodControl['counts'][number][]>();
  for (const { control, status, releases } of tallies) {
    counts.set(control, [...(counts.get(control) ?? []), { status, releases }]);
  }
  return [...counts].map(([control, found]) => {
    const shown = new Set<Status>(found.map(({ status }) => status));
    if (someUnjudged) shown.add('MISSING');
    const least = STATUS_ORDER.find((status) => shown.has(status));
    return { control, counts: found.toSorted(byStatus), ...(least !== undefined && { least }) };
  });
}

/** From worst to best; what stands outside of the order comes last. */
function byStatus(a: { readonly status: Status }, b: { readonly status: Status }): number {
  return placeOf(a.status) - placeOf(b.status);
}

function placeOf(status: Status): number {
  const place = STATUS_ORDER.findIndex((one) => one === status);
  return place === -1 ? STATUS_ORDER.length + Number(status === 'NOT_APPLICABLE') : place;
}

function summaryOf(found: {
  readonly all: number;
  readonly unjudged: readonly string[];
  readonly withoutEvidence: readonly string[];
  readonly withoutPopulation: readonly string[];
}): string {
  const { all, unjudged, withoutEvidence, withoutPopulation } = found;
  if (all === 0) return 'No release was created in this period: nothing is shown about it, neither good nor bad.';
  const notes = [
    noteOf(withoutEvidence.length, 'has no evidence at all', 'have no evidence at all'),
    noteOf(withoutPopulation.length, 'has no population', 'have no population'),
    noteOf(unjudged.length, 'has not been judged', 'have not been judged'),
  ].filter((note) => note !== '');
  const releases = all === 1 ? '1 release was' : `${all} releases were`;
  return [`${releases} created in this period.`, ...notes].join(' ');
}

function noteOf(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${count} of them ${count === 1 ? one : many}.`;
}
