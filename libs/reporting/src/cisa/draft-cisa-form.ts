import { AppError } from '#kernel';
import type { Item, ItemList, PlanItem } from '#compliance';

import type { ExportParts } from '../exports/export-parts.js';
import { tasksOf } from '../report.js';
import type { ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import { CISA_DRAFT_TYPE, DRAFT_MARK, type CisaDraft, type DraftPlan, type DraftStatement } from './cisa-draft.js';
import { OTHER_PATHS, sectionOne, sectionTwo, signatureFields } from './form-fields.js';
import { supportOf, supportOver, type Support } from './statement-support.js';

/**
 * The CISA form filled from a report, as far as evidence goes: a draft. Same parts, same draft.
 * @throws AppError invalid EXPORT_FORM_UNRELATED where the form cites no task of what was judged
 */
export function draftCisaForm(parts: ExportParts): CisaDraft {
  const { report, attestation } = parts;
  const form = formOf(parts);
  const { scope, catalog, mapping } = report;
  return {
    type: CISA_DRAFT_TYPE,
    mark: DRAFT_MARK,
    synthetic: report.synthetic,
    form: {
      ...{ id: form.id, title: form.title, version: form.version },
      ...{ standing: form.standing ?? '', source: form.source },
    },
    basis: {
      assessment: report.assessment,
      ...(attestation === undefined ? {} : { attestation }),
      ...{ asOf: report.asOf, knownAt: report.knownAt, period: report.period, validity: report.validity },
      catalog: `${catalog.id} ${catalog.version}, ${catalog.digest}`,
      mapping: mapping.names.map(({ id, version, digest }) => `${id} ${version}, ${digest}`).join('; '),
      verifier: report.verifier,
    },
    sectionOne: sectionOne(report),
    software: [{ name: scope.product, version: scope.release, releaseDate: null }],
    sectionTwo: sectionTwo(report),
    statements: form.items.map((item) => statementOf(item, parts)),
    signature: signatureFields(),
    plans: report.plans.map(planOf),
    paths: OTHER_PATHS,
    recipients: parts.recipients ?? [],
    notClaimed: [
      'No sentence of this draft is a statement of the producer: only the form that is signed is one.',
      ...report.notClaimed,
    ],
  };
}

function formOf({ form, report }: ExportParts): ItemList {
  if (form?.of === report.catalog.id) return form;
  throw new AppError(
    'invalid',
    'EXPORT_FORM_UNRELATED',
    `the form cites tasks of another catalog than ${report.catalog.id}: export an assessment by ssdf-1.1`,
  );
}

function statementOf({ id, words, controls }: Item, { report, assessment }: ExportParts): DraftStatement {
  const tasks = tasksOf(report.groups).filter((task) => controls.includes(task.id));
  const results = new Map(assessment.results.map((result) => [result.control, result]));
  const support = supportOf(tasks.map(({ status }) => status));
  const span = { from: report.period.from ?? report.asOf, until: report.validity.until };
  return {
    ...{ id, words, support },
    because: becauseOf(support, tasks),
    over: controls.length === 0 ? [] : supportOver({ controls }, results, span),
    tasks: tasks.map(({ id: task, status, sentence, until }) => ({
      ...{ task, status, why: sentence },
      ...(until === undefined ? {} : { until }),
    })),
    gaps: tasks
      .filter(({ status }) => supportOf([status]) === 'not-supported')
      .map((task) => ({ task: task.id, status: task.status, toDo: `${task.nextAction} ${task.remedy}`.trim() })),
    plans: report.plans.filter(({ plan }) => controls.includes(plan.control)).map((item) => item.id),
  };
}

function becauseOf(support: Support, tasks: readonly ReportTask[]): string {
  const named = (...statuses: readonly ReportTask['status'][]) =>
    tasks.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const aside = named('NOT_APPLICABLE');
  const open = tasks.filter(({ status }) => status !== 'NOT_APPLICABLE' && supportOf([status]) === 'not-supported');
  switch (support) {
    case 'not-known':
      return 'The form names no task for it, so no evidence speaks to it: the signatory answers it from elsewhere.';
    case 'supported':
      return metWords(tasks);
    case 'supported-in-part':
      return `${metWords(tasks.filter(({ id }) => !aside.includes(id)))} Signed decisions say that ${aside.join(', ')} ${aside.length === 1 ? 'does' : 'do'} not apply: whether the statement can be made without ${aside.length === 1 ? 'it' : 'them'} is for the signatory to judge.`;
    case 'not-supported':
      if (open.length === 0) {
        return 'Signed decisions say that none of the tasks it rests on applies, which supports no statement that they are done.';
      }
      return `Not met: ${open.map(({ id, status }) => `${id} (${STATUS_WORDS[status].word.toLowerCase()})`).join(', ')}.${waiverWords(named('WAIVED'))}`;
  }
}

function metWords(tasks: readonly ReportTask[]): string {
  const said = tasks.filter(({ status }) => status === 'SELF_ATTESTED').length;
  const shown = tasks.length - said;
  return `Of ${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'} it rests on, ${shown} ${shown === 1 ? 'rests' : 'rest'} on verified evidence and ${said} on signed statements of people.`;
}

function waiverWords(waived: readonly string[]): string {
  return waived.length === 0 ? '' : ' A waiver sets a task aside and supports no statement.';
}

function planOf({ id, plan, state }: PlanItem): DraftPlan {
  const { control, weakness, mitigation, owner, due, milestones } = plan;
  return { id, task: control, weakness, mitigation, owner, due, state, milestones };
}
