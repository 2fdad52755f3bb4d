import type { PlanItem, Status } from '#compliance';

import { stateWords } from '../../plan-words.js';
import { tasksOf, type Report } from '../../report.js';
import { whyWords, type ReportTask } from '../../report-task.js';
import type { ExportParts } from '../export-parts.js';
import { listed, props, scopedUuid, type OscalObject } from './oscal-document.js';
import { momentIfSayable, prose } from './oscal-text.js';

/** A waiver accepts a deviation; everything else here is simply not met. */
const RISK_STATUS: Readonly<Partial<Record<Status, 'open' | 'deviation-approved'>>> = {
  PARTIAL: 'open',
  STALE: 'open',
  UNVERIFIED: 'open',
  MISSING: 'open',
  FAILED: 'open',
  WAIVED: 'deviation-approved',
};

export function isRisk({ status }: Pick<ReportTask, 'status'>): boolean {
  return RISK_STATUS[status] !== undefined;
}

/** The same from one assessment of the release to the next, so that it can be tracked. */
export function riskUuid(parts: ExportParts, control: string): string {
  return scopedUuid(parts, 'risk', control);
}

/** What is not met, one for each control. Likelihood and impact are left out: nobody judged them. */
export function risks(parts: ExportParts): readonly OscalObject[] {
  return tasksOf(parts.report.groups)
    .filter(isRisk)
    .map((task) => risk(parts, task));
}

function risk(parts: ExportParts, task: ReportTask): OscalObject {
  const { plans, decisions } = parts.report;
  const planned = plans.filter(({ plan }) => plan.control === task.id);
  const status = RISK_STATUS[task.status] ?? 'open';
  const deadline = momentIfSayable(planned.map(({ plan }) => plan.due).toSorted()[0]);
  return {
    uuid: riskUuid(parts, task.id),
    title: `${prose(task.id)} is not met`,
    description: prose(whyWords(task)),
    statement: `${prose(task.summary)} ${prose(task.nextAction)}`,
    props: props({ control: task.id, status: task.status, 'reason-code': task.reason }),
    status: status === 'open' && planned.length > 0 ? 'remediating' : status,
    ...listed(
      'mitigating-factors',
      waiversOf(decisions, task).map((waiver) => mitigation(parts, waiver)),
    ),
    ...(deadline !== undefined && { deadline }),
    ...listed(
      'remediations',
      planned.map((item) => remediation(parts, item)),
    ),
  };
}

function waiversOf(decisions: Report['decisions'], { status, evidence }: ReportTask): Report['decisions'] {
  if (status !== 'WAIVED') return [];
  const deciding = decisions.filter((decision) => evidence.includes(decision.evidence));
  // Under two rules it is one statement.
  return [...new Map(deciding.map((decision) => [decision.evidence, decision])).values()];
}

function mitigation(parts: ExportParts, { evidence, text, by }: Report['decisions'][number]): OscalObject {
  return {
    uuid: scopedUuid(parts, 'mitigation', evidence),
    description: `${prose(text)} By ${prose(by)}.`,
    props: props({ statement: evidence }),
  };
}

function remediation(parts: ExportParts, item: PlanItem): OscalObject {
  const { id, plan, evidence } = item;
  return {
    uuid: scopedUuid(parts, 'remediation', id),
    lifecycle: 'planned',
    title: `${prose(id)}: ${stateWords(item)}`,
    description: `${prose(plan.weakness)} Meanwhile: ${prose(plan.mitigation)}`,
    props: props({ owner: plan.owner, statement: evidence }),
    ...listed(
      'tasks',
      plan.milestones.map(({ what, due, completedOn }, index) => {
        const date = momentIfSayable(due);
        return {
          uuid: scopedUuid(parts, 'milestone', id, String(index)),
          type: 'milestone',
          title: prose(what),
          props: props({ due, 'completed-on': completedOn }),
          ...(date !== undefined && { timing: { 'on-date': { date } } }),
        };
      }),
    ),
  };
}
