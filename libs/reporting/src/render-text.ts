import type { Report, ReportGroup } from './report.js';
import { tasksOf } from './report.js';
import { HUMAN_WORDS, machineWords, type ReportTask } from './report-task.js';
import { STATUS_WORDS, STATUSES } from './status-words.js';
import { visibleText } from './visible-text.js';

const COLUMNS = ['task', 'status', 'machine part', 'human', 'why'] as const;

/** The coverage for a terminal: no colour codes, one line per task, text of strangers made harmless. Ends in a newline. */
export function renderText(report: Report): string {
  const { scope, population } = report;
  const lines = [
    ...(report.synthetic ? ['SYNTHETIC: a sample organization with made-up evidence'] : []),
    visibleText(`${scope.product} ${scope.release} of ${scope.organization}`),
    `as of ${report.asOf}, known at ${report.knownAt}`,
    `${population.artifacts.length} artifacts ${population.source} · SLSA Build L${report.slsaBuildLevel}`,
    visibleText(
      `NIST sets no thresholds; these were adopted by ${report.mapping.adoptedBy} on ${report.mapping.adoptedOn} (${report.mapping.id} ${report.mapping.version})`,
    ),
    '',
    ...table(report.groups),
    '',
    summaryLine(report),
  ];
  return `${lines.join('\n')}\n`;
}

/** "42 tasks: 6 evidenced, 14 missing …": only what occurs. */
export function summaryLine(report: Report): string {
  const tasks = tasksOf(report.groups);
  const parts = report.totals
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${STATUS_WORDS[status].word.toLowerCase()}`);
  return `${tasks.length} tasks: ${parts.join(', ')}`;
}

function table(groups: readonly ReportGroup[]): readonly string[] {
  const rows = tasksOf(groups).map(row);
  const widths = COLUMNS.map((name, column) =>
    Math.max(name.length, ...rows.map((cells) => lengthOf(cells[column] ?? ''))),
  );
  const lines = groups.flatMap((group) => [
    '',
    visibleText(`${group.id}  ${group.title}`),
    ...tasksOf([group]).map((task) => line(row(task), widths)),
  ]);
  return [line(COLUMNS, widths), ...lines];
}

function row(task: ReportTask): readonly string[] {
  const { mark, word } = STATUS_WORDS[task.status];
  return [task.id, `${mark} ${word}`, machineWords(task), HUMAN_WORDS[task.human], task.sentence].map((cell) =>
    visibleText(cell),
  );
}

function line(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell))));
  return padded.join('  ').trimEnd();
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns a terminal needs, near enough: what people count as characters. */
function lengthOf(text: string): number {
  return Array.from(graphemes.segment(text)).length;
}

/** The statuses with their marks, for a legend. */
export function legendLines(): readonly string[] {
  return STATUSES.map(
    (status) => `${STATUS_WORDS[status].mark} ${STATUS_WORDS[status].word}: ${STATUS_WORDS[status].meaning}`,
  );
}
