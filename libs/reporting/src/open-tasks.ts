import { tasksOf, type Report } from './report.js';
import type { ReportTask } from './report-task.js';
import { STATUSES } from './status-words.js';

const SETTLED: ReadonlySet<string> = new Set(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'NOT_APPLICABLE']);

/** Nothing is left to do about it, as things stand. */
export function isSettled({ status }: Pick<ReportTask, 'status'>): boolean {
  return SETTLED.has(status);
}

/** What is not settled, gravest first. */
export function openTasks(report: Pick<Report, 'groups'>): readonly ReportTask[] {
  return tasksOf(report.groups)
    .filter((task) => !isSettled(task))
    .toSorted((a, b) => STATUSES.indexOf(b.status) - STATUSES.indexOf(a.status));
}
