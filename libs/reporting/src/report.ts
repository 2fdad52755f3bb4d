import {
  layerChanges,
  plansOf,
  slsaSourceLevel,
  type AssessmentInput,
  type Fact,
  type LayerChange,
  type MappingName,
  type PlanItem,
  type PopulationMember,
  type Scope,
  type SourceLevel,
  type Status,
  type Wording,
} from '#compliance';
import { canonicalDigest, type Digest, type Instant, type SubjectDigest } from '#kernel';

import { notClaimed } from './not-claimed.js';
import type { ReportEvidence, ReportIntake, ReportParts, ReportTrustRoot } from './report-parts.js';
import { momentWords } from './moment-words.js';
import { reportPeriod, reportValidity, type ReportPeriod, type ReportValidity } from './report-span.js';
import { reportTask, type ReportTask } from './report-task.js';
import { reportWaivers, type ReportWaiver } from './report-waiver.js';
import { STATUSES, type PopulationSource } from './status-words.js';

export interface StatusCount {
  readonly status: Status;
  readonly count: number;
}

export interface ReportPractice {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly ReportTask[];
}

export interface ReportGroup {
  readonly id: string;
  readonly title: string;
  readonly totals: readonly StatusCount[];
  readonly practices: readonly ReportPractice[];
}

/** A statement by a person that the assessment rests on. */
export interface ReportDecision {
  readonly evidence: Digest;
  readonly kind: 'human-evidence' | 'waiver' | 'not-applicable';
  readonly controls: readonly string[];
  readonly text: string;
  readonly by: string;
  readonly from: Instant;
  readonly until?: Instant;
}

export interface Report {
  /** Digests of the canonical input and assessment that this projects. */
  readonly input: Digest;
  readonly assessment: Digest;
  readonly scope: Scope;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** Over which time the evidence speaks that the results rest on. */
  readonly period: ReportPeriod;
  /** How long the results stand by themselves. */
  readonly validity: ReportValidity;
  /** The signed assessment in whose place this one shall stand. */
  readonly supersedes?: Digest;
  readonly synthetic: boolean;
  readonly verifier: string;
  readonly catalog: { readonly id: string; readonly title: string; readonly version: string; readonly digest: Digest };
  readonly mapping: {
    readonly id: string;
    readonly version: string;
    readonly adoptedBy: string;
    readonly adoptedOn: string;
    /** The mapping, what it adopts from, and the layers on it, bottom first. */
    readonly names: readonly MappingName[];
  };
  /** Where the official texts come from; absent where none is at hand. */
  readonly wording?: Wording['importedFrom'];
  /** What layers of the organization changed, loosened first. */
  readonly layers: readonly LayerChange[];
  readonly policy: Digest;
  readonly trustRoots: readonly (ReportTrustRoot & { readonly stale: boolean })[];
  readonly population: {
    readonly source: PopulationSource;
    readonly manifest?: Digest;
    readonly artifacts: readonly PopulationMember[];
    readonly revisions: readonly SubjectDigest[];
  };
  readonly slsaBuildLevel: 0 | 1 | 2 | 3;
  /** Of the release's revisions, by summaries of verifiers that the trust rules name; the assessment states no source level. */
  readonly slsaSourceLevel: SourceLevel;
  readonly claimed: readonly string[];
  readonly notClaimed: readonly string[];
  readonly totals: readonly StatusCount[];
  readonly groups: readonly ReportGroup[];
  readonly decisions: readonly ReportDecision[];
  /** Exceptions that a result rests on. */
  readonly waivers: readonly ReportWaiver[];
  /** What is planned and not completed. It moves no status. */
  readonly plans: readonly PlanItem[];
  readonly evidence: readonly ReportEvidence[];
  readonly intake?: ReportIntake;
}

/** Projects an assessment for readers. Same parts, same report. */
export function buildReport(parts: ReportParts): Report {
  const { input, assessment, catalog, mapping } = parts;
  const groups = reportGroups(parts);
  const tasks = tasksOf(groups);
  return {
    input: canonicalDigest(input),
    assessment: canonicalDigest(assessment),
    scope: input.scope,
    asOf: input.asOf,
    knownAt: input.knownAt,
    period: reportPeriod(input, tasks, parts.evidence),
    validity: reportValidity(input, tasks),
    ...(parts.supersedes === undefined ? {} : { supersedes: parts.supersedes }),
    synthetic: parts.synthetic,
    verifier: parts.verifier,
    catalog: { id: catalog.id, title: catalog.title, version: catalog.version, digest: input.catalog },
    mapping: {
      id: mapping.id,
      version: mapping.version,
      adoptedBy: mapping.adoptedBy,
      adoptedOn: mapping.adoptedOn,
      names: parts.mappingNames,
    },
    ...(parts.wording === undefined ? {} : { wording: parts.wording.importedFrom }),
    layers: layerChanges(parts.layers),
    policy: input.policy,
    trustRoots: parts.trustRoots.map((root) => ({ ...root, stale: (root.expires ?? input.asOf) < input.asOf })),
    population: input.population,
    slsaBuildLevel: assessment.slsaBuildLevel,
    slsaSourceLevel: slsaSourceLevel(input),
    claimed: claimed(input, tasks),
    notClaimed: notClaimed({
      input,
      mapping,
      layers: parts.layers,
      withoutIntake: parts.intake === undefined,
      withheld: parts.intake?.uses['withheld'] ?? 0,
    }),
    totals: countStatuses(tasks),
    groups,
    decisions: decisions(input.facts),
    waivers: reportWaivers(input.facts, tasks, input.scope),
    plans: plansOf(input).filter(({ state }) => state !== 'completed'),
    evidence: parts.evidence.toSorted((a, b) => (a.digest < b.digest ? -1 : 1)),
    ...(parts.intake === undefined ? {} : { intake: parts.intake }),
  };
}

export function tasksOf(groups: readonly ReportGroup[]): readonly ReportTask[] {
  return groups.flatMap(({ practices }) => practices.flatMap(({ tasks }) => tasks));
}

/** Every status with how often it occurs, in reading order; zeros included, so that none is silently absent. */
export function countStatuses(tasks: readonly ReportTask[]): readonly StatusCount[] {
  return STATUSES.map((status) => ({ status, count: tasks.filter((task) => task.status === status).length }));
}

function reportGroups(parts: ReportParts): readonly ReportGroup[] {
  return parts.catalog.groups.map((group) => {
    const practices = group.practices.map((practice) => ({
      id: practice.id,
      title: practice.title,
      tasks: practice.controls.map((control) => reportTask(control, parts)),
    }));
    return {
      id: group.id,
      title: group.title,
      practices,
      totals: countStatuses(practices.flatMap(({ tasks }) => tasks)),
    };
  });
}

function claimed(input: AssessmentInput, tasks: readonly ReportTask[]): readonly string[] {
  const count = (...statuses: readonly Status[]) => tasks.filter(({ status }) => statuses.includes(status)).length;
  return [
    `That for ${counted(input.population.artifacts.length, 'artifact')}, named by digest, each of the ${tasks.length} tasks has the status shown, as of ${momentWords(input.asOf)}.`,
    `That ${counted(count('EVIDENCED', 'SUPPORTED'), 'task')} (${count('EVIDENCED')} evidenced, ${count('SUPPORTED')} supported) rest on evidence whose signature, signer and subject were verified under the named trust rules.`,
    `That ${counted(count('SELF_ATTESTED'), 'task')} rest on signed statements of named people.`,
    'That anybody who holds the evidence pack can recompute every status here, offline.',
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function decisions(facts: readonly Fact[]): readonly ReportDecision[] {
  return facts.flatMap(({ claim, evidence }): readonly ReportDecision[] => {
    switch (claim.kind) {
      case 'human-evidence':
        return [
          {
            evidence,
            kind: claim.kind,
            controls: claim.controls,
            text: claim.statement,
            by: `${claim.owner}, reviewed by ${claim.reviewer}`,
            from: claim.validFrom,
            until: claim.validUntil,
          },
        ];
      case 'waiver':
        return [
          {
            evidence,
            kind: claim.kind,
            controls: [claim.control],
            text: `${claim.reason} Compensating: ${claim.compensatingControl}`,
            by: `${claim.requester}, accepted by ${claim.approver}`,
            from: claim.validFrom,
            until: claim.validUntil,
          },
        ];
      case 'not-applicable':
        return [
          {
            evidence,
            kind: claim.kind,
            controls: [claim.control],
            text: claim.reason,
            by: `${claim.requester}, accepted by ${claim.approver}`,
            from: claim.validFrom,
          },
        ];
      default:
        return [];
    }
  });
}
