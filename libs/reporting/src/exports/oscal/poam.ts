import type { PlanItem } from '#compliance';
import { AppError } from '#kernel';

import { planLines } from '../../plan-words.js';
import { tasksOf } from '../../report.js';
import { whyWords, type ReportTask } from '../../report-task.js';
import type { ExportParts } from '../export-parts.js';
import {
  documentBytes,
  evidenceResource,
  evidenceResourceUuid,
  importOf,
  listed,
  metadata,
  props,
  scopedUuid,
  type OscalObject,
} from './oscal-document.js';
import { prose } from './oscal-text.js';
import { isRisk, riskUuid, risks } from './risk.js';
import { renderOscalSsp } from './ssp.js';

/**
 * Plans of action, and what is not met and planned by nobody.
 * @throws AppError not-found EXPORT_EMPTY where nothing is planned and nothing is open: OSCAL knows no empty plan
 */
export function renderOscalPoam(parts: ExportParts): Uint8Array {
  const { href, resource } = importOf(parts, 'ssp', renderOscalSsp(parts));
  const { plans } = parts.report;
  const items = [
    ...plans.map((item) => plannedItem(parts, item)),
    ...unplanned(parts).map((task) => openItem(parts, task)),
  ];
  if (items.length === 0) {
    throw new AppError(
      'not-found',
      'EXPORT_EMPTY',
      'nothing is planned and nothing is open: there is no plan of action to export',
    );
  }
  return documentBytes('poam', {
    metadata: metadata(parts, 'Plan of action and milestones'),
    'import-ssp': { href },
    ...listed('risks', risks(parts)),
    'poam-items': items,
    'back-matter': { resources: [resource, ...plans.map(({ evidence }) => evidenceResource(evidence))] },
  });
}

function unplanned({ report }: ExportParts): readonly ReportTask[] {
  const planned = new Set(report.plans.map(({ plan }) => plan.control));
  return tasksOf(report.groups).filter((task) => isRisk(task) && task.status !== 'WAIVED' && !planned.has(task.id));
}

function plannedItem(parts: ExportParts, item: PlanItem): OscalObject {
  const { id, plan, evidence, state } = item;
  const { control, owner, detectedOn, due } = plan;
  const task = tasksOf(parts.report.groups).find((each) => each.id === control);
  return {
    uuid: scopedUuid(parts, 'plan', id),
    title: `${prose(control)}: ${prose(id)}`,
    description: planLines(item).map(prose).join(' '),
    props: props({ control, state, owner, 'detected-on': detectedOn, due }),
    links: [{ href: `#${evidenceResourceUuid(evidence)}`, rel: 'reference' }],
    ...(task !== undefined && isRisk(task) && { 'related-risks': [{ 'risk-uuid': riskUuid(parts, control) }] }),
  };
}

function openItem(parts: ExportParts, task: ReportTask): OscalObject {
  return {
    uuid: scopedUuid(parts, 'open', task.id),
    title: `${prose(task.id)} is not met`,
    description: `${prose(whyWords(task))} Nobody has stated a plan of action for it.`,
    props: props({ control: task.id, status: task.status }),
    'related-risks': [{ 'risk-uuid': riskUuid(parts, task.id) }],
  };
}
