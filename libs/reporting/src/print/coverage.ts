import { freshnessStrip, stretchWords } from '../pictures/freshness-strip.js';
import { heatmap } from '../pictures/heatmap.js';
import { tasksOf, type Report } from '../report.js';
import { HUMAN_WORDS, machineWords, type ReportTask } from '../report-task.js';
import { freshnessSentence } from '../report-sentences.js';
import { STATUS_WORDS } from '../status-words.js';
import { horizonOf } from '../stretches.js';
import { totalsWords } from '../totals-words.js';
import { heading, paragraph, part, printTable, type PrintBlock, type PrintCell } from './print-document.js';

const HEATMAP_WIDTH = 840;
const STRIP_WIDTH = 780;
/** So many rows of the strip fit on a page. */
const STRIP_ROWS = 42;

/** A status as a cell: its sign and its word. */
export function statusCell(status: ReportTask['status']): PrintCell {
  return { text: STATUS_WORDS[status].word, status };
}

/** The one picture, then the same in tables. */
export function printCoverage(report: Report): readonly PrintBlock[] {
  return [
    part('Coverage'),
    paragraph(`${tasksOf(report.groups).length} tasks: ${totalsWords(report.totals)}.`, 'lead'),
    { kind: 'picture', picture: heatmap(report.groups, HEATMAP_WIDTH) },
    ...report.groups.map((group) =>
      printTable(
        `${group.id} · ${group.title}: ${totalsWords(group.totals)}`,
        [
          ['Task', 2],
          ['Status', 3],
          ['Machine part', 4],
          ['Human part', 2],
          ['Why', 6],
        ],
        tasksOf([group]).map((task) => [
          task.id,
          statusCell(task.status),
          machineWords(task),
          HUMAN_WORDS[task.human],
          task.sentence,
        ]),
      ),
    ),
  ];
}

/** How long what is shown will stand. */
export function printFreshness(report: Report): readonly PrintBlock[] {
  const tasks = tasksOf(report.groups);
  const moving = tasks.filter(({ ahead }) => ahead.length > 1);
  const span = { from: report.asOf, until: horizonOf(report.asOf) };
  const strips: PrintBlock[] = [];
  for (let start = 0; start < tasks.length; start += STRIP_ROWS) {
    strips.push({
      kind: 'picture',
      picture: freshnessStrip(tasks.slice(start, start + STRIP_ROWS), span, STRIP_WIDTH),
    });
  }
  return [
    part('How long it stands'),
    paragraph(freshnessSentence(report)),
    ...strips,
    ...(moving.length === 0 ? [] : [heading(3, 'What changes by itself'), changeTable(moving)]),
  ];
}

function changeTable(tasks: readonly ReportTask[]): PrintBlock {
  return printTable(
    'Every other task keeps its status',
    [
      ['Task', 2],
      ['Now', 3],
      ['Over the year', 9],
    ],
    tasks.map((task) => [task.id, statusCell(task.status), stretchWords(task.ahead)]),
  );
}
