import type { Status } from '#compliance';
import { toUtf8 } from '#kernel';

import { renderSuite, type JunitCase } from '../gate/junit-suite.js';
import { summaryLine } from '../render-text.js';
import { tasksOf } from '../report.js';
import { machineWords, whyWords, type ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import type { ExportParts } from './export-parts.js';

/** What a build server makes of a status: what could not be checked is an error, what is set aside is skipped. */
const TAG_OF: Readonly<Record<Status, NonNullable<JunitCase['outcome']>['tag'] | undefined>> = {
  EVIDENCED: undefined,
  SUPPORTED: undefined,
  SELF_ATTESTED: undefined,
  PARTIAL: 'failure',
  STALE: 'failure',
  UNVERIFIED: 'error',
  MISSING: 'failure',
  FAILED: 'failure',
  WAIVED: 'skipped',
  NOT_APPLICABLE: 'skipped',
};

/** The report as JUnit XML: one case for each control; statuses and counts stand in properties and messages. */
export function renderJunitReport({ report }: ExportParts): Uint8Array {
  const { scope, catalog, mapping, asOf } = report;
  const tasks = tasksOf(report.groups);
  return toUtf8(
    renderSuite({
      name: `${scope.product}@${scope.release} ${catalog.id}`,
      timestamp: asOf,
      properties: [
        ['assessment', report.assessment],
        ['mapping', `${mapping.id} ${mapping.version}`],
        ['result', summaryLine(report)],
        ['synthetic', String(report.synthetic)],
        ...tasks.map((task) => [task.id, `${task.status} ${task.machine.met}/${task.machine.of}`] as const),
      ],
      cases: tasks.map(caseOf),
    }),
  );
}

function caseOf(task: ReportTask): JunitCase {
  const tag = TAG_OF[task.status];
  if (tag === undefined) return { name: task.id };
  const message = `${STATUS_WORDS[task.status].word}, ${machineWords(task)}. ${whyWords(task)} ${task.nextAction}`;
  return { name: task.id, outcome: { tag, code: task.reason, message } };
}
