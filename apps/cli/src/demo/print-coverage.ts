import type { Catalog, Status } from '#compliance';
import { STATUSES, STATUS_WORDS, taskTable, whyWords, wrapped, type TableTask } from '#reporting';

import { statusPaint } from '../terminal/paint.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CoverageRow } from './stock-organization.js';

/** Every task with status, denominator and its source, and the reason; never a percentage. */
export function printCoverage(terminal: Terminal, catalog: Catalog, rows: readonly CoverageRow[]): void {
  const byControl = new Map(rows.map((row) => [row.control, tableTask(row)]));
  const groups = catalog.groups.map(({ id, title, practices }) => {
    const controls = practices.flatMap((practice) => practice.controls);
    return { id, title, tasks: controls.flatMap((control) => byControl.get(control.id) ?? []) };
  });
  const { columns } = terminal;
  const layout = columns === undefined ? {} : { columns, paint: statusPaint(terminal) };
  for (const line of taskTable(groups, layout)) terminal.out(line);
}

function tableTask(row: CoverageRow): TableTask {
  const { control, explanation: sentence, gaps } = row;
  const counted = row.machine === 'NONE' ? 'no machine part' : `${row.met} of ${row.of} ${row.populationSource}`;
  return { id: control, status: row.status, counted, why: whyWords({ sentence, gaps }) };
}

/** How many tasks have each status, best first. */
export function countStatuses(rows: readonly { readonly status: Status }[]): string {
  const counts = STATUSES.map((status) => ({ status, count: rows.filter((row) => row.status === status).length }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${STATUS_WORDS[status].word.toLowerCase()}`)
    .join(', ');
}

/** Prose as wide as the page; its lines stand beside the label, not under it. */
export function printBeside(terminal: Terminal, label: string, text: string): void {
  const [first = '', ...rest] = wrapped(text, (terminal.columns ?? Number.POSITIVE_INFINITY) - label.length);
  terminal.out(`${label}${first}`);
  for (const line of rest) terminal.out(`${' '.repeat(label.length)}${line}`);
}
