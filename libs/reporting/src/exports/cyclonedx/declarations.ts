import type { Digest } from '#kernel';

import { tasksOf } from '../../report.js';
import { machineWords, whyWords, type ReportTask } from '../../report-task.js';
import type { ExportParts } from '../export-parts.js';
import { shown } from './cyclonedx-text.js';
import { confidence, conformance } from './scores.js';
import { requirementRef } from './standard.js';
import { targetOf, targets } from './targets.js';

/**
 * Claims with their evidence, mapped to the requirements. Whoever runs the assessment is the assessor, and no third
 * party. There is no affirmation: only a person can affirm, and does so in a statement of their own.
 */
export function declarations(parts: ExportParts): object {
  const { report } = parts;
  const tasks = tasksOf(report.groups);
  return {
    assessors: [{ 'bom-ref': 'assessor', thirdParty: false, organization: { name: shown(report.scope.organization) } }],
    attestations: [
      {
        summary: shown(`${report.catalog.title}: ${report.notClaimed.join(' ')}`),
        assessor: 'assessor',
        map: tasks.map((task) => mapEntry(parts, task)),
      },
    ],
    claims: tasks.map(claim),
    evidence: evidence(parts),
    targets: targets(parts),
  };
}

function mapEntry(parts: ExportParts, task: ReportTask): object {
  const strategies = mitigations(parts, task).map(evidenceRef);
  const key = task.status === 'FAILED' ? 'counterClaims' : 'claims';
  return {
    requirement: requirementRef(task.id),
    [key]: [claimRef(task.id)],
    conformance: {
      ...conformance(task),
      ...(strategies.length > 0 && { mitigationStrategies: strategies }),
    },
    confidence: confidence(task),
  };
}

/** The waiver that sets it aside, and plans of action for it. */
function mitigations({ report }: ExportParts, { id, status, evidence: cited }: ReportTask): readonly Digest[] {
  const planned = report.plans.filter(({ plan }) => plan.control === id).map((item) => item.evidence);
  return [...new Set([...(status === 'WAIVED' ? cited : []), ...planned])];
}

function claim(task: ReportTask): object {
  return {
    'bom-ref': claimRef(task.id),
    target: targetOf(task),
    predicate: shown(`${task.id} is ${task.status}: ${machineWords(task)}.`),
    reasoning: shown(`${whyWords(task)} What stays human: ${task.staysHuman}`),
    evidence: task.evidence.map(evidenceRef),
  };
}

/** Everything in the report, and what a result or a plan names beyond it. */
function evidence({ report }: ExportParts): readonly object[] {
  const cited = tasksOf(report.groups).flatMap((task) => task.evidence);
  const listed = new Map(report.evidence.map((item) => [item.digest, item]));
  const until = new Map(report.decisions.map((decision) => [decision.evidence, decision.until]));
  const digests = [...listed.keys(), ...cited, ...report.plans.map((item) => item.evidence)];
  return [...new Set(digests)].map((digest) => {
    const item = listed.get(digest);
    const expires = until.get(digest);
    return {
      'bom-ref': evidenceRef(digest),
      description: item === undefined ? 'named by digest alone' : shown(`${item.kind}, ${item.verdict.outcome}`),
      data: [{ name: digest, contents: { url: `blobs/sha256/${digest.slice('sha256:'.length)}` } }],
      ...(item?.verdict.signedAt !== undefined && { created: item.verdict.signedAt }),
      ...(expires !== undefined && { expires }),
    };
  });
}

function claimRef(control: string): string {
  return `claim:${control}`;
}

function evidenceRef(digest: Digest): string {
  return `evidence:${digest}`;
}
