import type { Report, ReportGroup } from './report.js';
import { tasksOf } from './report.js';
import { layerLines } from './layer-words.js';
import { publisherWords } from './publisher-words.js';
import { HUMAN_WORDS, machineWords, whyWords } from './report-task.js';
import { taskTable, wrapped, type TableGroup, type TableLayout } from './task-table.js';
import { totalsWords } from './totals-words.js';
import { visibleText } from './visible-text.js';

/**
 * The coverage for a terminal, text of strangers made harmless. Without a layout there are no colour codes and one line
 * per task. Ends in a newline.
 */
export function renderText(report: Report, layout: TableLayout = {}): string {
  const { scope, population } = report;
  const lines = [
    ...(report.synthetic ? ['SYNTHETIC: a sample organization with made-up evidence'] : []),
    visibleText(`${scope.product} ${scope.release} of ${scope.organization}`),
    `as of ${report.asOf}, known at ${report.knownAt}`,
    `${countOf(population.artifacts.length)}, ${population.source} · SLSA Build L${report.slsaBuildLevel}`,
    ...wrapped(thresholdsLine(report), layout.columns ?? Number.POSITIVE_INFINITY),
    ...layerLines(report.layers),
    '',
    ...taskTable(report.groups.map(tableGroup), layout),
    '',
    ...wrapped(summaryLine(report), layout.columns ?? Number.POSITIVE_INFINITY),
  ];
  return `${lines.join('\n')}\n`;
}

function countOf(artifacts: number): string {
  return artifacts === 1 ? '1 artifact' : `${artifacts} artifacts`;
}

function thresholdsLine({ catalog, mapping }: Report): string {
  return visibleText(
    `${publisherWords(catalog)} sets no thresholds; these were adopted on ${mapping.adoptedOn} by ${mapping.adoptedBy} (${mapping.id} ${mapping.version})`,
  );
}

function tableGroup(group: ReportGroup): TableGroup {
  const { id, title } = group;
  const tasks = tasksOf([group]).map((task) => ({
    id: task.id,
    status: task.status,
    counted: machineWords(task),
    human: HUMAN_WORDS[task.human],
    why: whyWords(task),
  }));
  return { id, title, tasks };
}

/** "42 tasks: 6 evidenced, 14 missing …": only what occurs. */
export function summaryLine(report: Report): string {
  return `${tasksOf(report.groups).length} tasks: ${totalsWords(report.totals)}`;
}
