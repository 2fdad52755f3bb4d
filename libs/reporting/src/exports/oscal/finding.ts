import type { ReportTask } from '../../report-task.js';
import { machineWords, whyWords } from '../../report-task.js';
import { STATUS_WORDS } from '../../status-words.js';
import type { ExportParts } from '../export-parts.js';
import { uuidOf } from '../uuid.js';
import type { ObservationOf } from './observation.js';
import { listed, props, toolUuid, type OscalObject } from './oscal-document.js';
import { prose, statementId } from './oscal-text.js';
import { isRisk, riskUuid } from './risk.js';

interface ObjectiveStatus {
  readonly state: 'satisfied' | 'not-satisfied';
  readonly reason: 'pass' | 'fail' | 'other';
}

/**
 * OSCAL knows two states, and they are an assessor's word. Satisfied is said only where verified evidence carries the
 * task and no part of it is open. A person's word alone, an exception and whatever is unknown are `not-satisfied` with
 * the reason `other`: not examined is not failed, and not green either.
 */
export function objectiveStatus({ status, human }: Pick<ReportTask, 'status' | 'human'>): ObjectiveStatus {
  switch (status) {
    case 'EVIDENCED':
    case 'SUPPORTED':
      return human === 'OPEN' ? { state: 'not-satisfied', reason: 'other' } : { state: 'satisfied', reason: 'pass' };
    case 'PARTIAL':
    case 'FAILED':
      return { state: 'not-satisfied', reason: 'fail' };
    default:
      return { state: 'not-satisfied', reason: 'other' };
  }
}

/** One control as a finding; our status, numerator and denominator are its properties. */
export function finding(parts: ExportParts, task: ReportTask, observationOf: ObservationOf): OscalObject {
  const { status } = task;
  return {
    uuid: uuidOf('finding', parts.report.assessment, task.id),
    title: `${prose(task.id)}: ${STATUS_WORDS[status].word}`,
    description: `${STATUS_WORDS[status].meaning} ${prose(whyWords(task))}`,
    props: findingProps(task),
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': toolUuid(parts) }] }],
    target: {
      type: 'statement-id',
      'target-id': statementId(task.id),
      status: { ...objectiveStatus(task), remarks: `${status}: ${prose(machineWords(task))}.` },
      ...(status === 'NOT_APPLICABLE' && { 'implementation-status': { state: 'not-applicable' } }),
    },
    ...listed(
      'related-observations',
      task.evidence.map((digest) => ({ 'observation-uuid': observationOf(digest) })),
    ),
    ...(isRisk(task) && { 'related-risks': [{ 'risk-uuid': riskUuid(parts, task.id) }] }),
    remarks: `What stays human: ${prose(task.staysHuman)}`,
  };
}

function findingProps(task: ReportTask): readonly OscalObject[] {
  return props({
    control: task.id,
    status: task.status,
    'reason-code': task.reason,
    met: String(task.machine.met),
    of: String(task.machine.of),
    counted: task.counted,
    'population-source': task.source,
    'machine-status': task.machine.status,
    human: task.human,
    grade: task.grade,
    cap: task.cap,
    'team-controlled': String(task.teamControlled),
    until: task.until,
  });
}
