import type { Catalog } from '#compliance';
import { STATUS_WORDS, visibleText } from '#reporting';

import type { Terminal } from '../terminal/terminal.js';
import type { CoverageRow } from './stock-organization.js';

const COLOURS: Readonly<Record<string, 'green' | 'cyan' | 'yellow' | 'red' | 'gray' | 'blue'>> = {
  EVIDENCED: 'green',
  SUPPORTED: 'green',
  SELF_ATTESTED: 'cyan',
  PARTIAL: 'yellow',
  STALE: 'yellow',
  UNVERIFIED: 'yellow',
  MISSING: 'gray',
  FAILED: 'red',
  WAIVED: 'blue',
  NOT_APPLICABLE: 'gray',
};

/** Every task with status, denominator and its source, and the reason; never a percentage. */
export function printCoverage(terminal: Terminal, catalog: Catalog, rows: readonly CoverageRow[]): void {
  const byControl = new Map(rows.map((row) => [row.control, row]));
  for (const group of catalog.groups) {
    terminal.out('');
    terminal.out(terminal.colour.bold(`${group.id}  ${group.title}`));
    for (const { id } of group.practices.flatMap(({ controls }) => controls)) {
      const row = byControl.get(id);
      if (row !== undefined) terminal.out(line(terminal, row));
    }
  }
}

function line(terminal: Terminal, row: CoverageRow): string {
  const words = STATUS_WORDS[row.status as keyof typeof STATUS_WORDS];
  const status = terminal.colour[COLOURS[row.status] ?? 'gray'](`${words.mark} ${words.word}`.padEnd(17));
  const counted = row.machine === 'NONE' ? 'no machine part' : `${row.met} of ${row.of} ${row.populationSource}`;
  return `  ${row.control.padEnd(7)} ${status} ${counted.padEnd(24)} ${visibleText(whyOf(row))}`;
}

/** What the first member that is not met needs says more than the general reason. */
function whyOf({ explanation, gaps }: CoverageRow): string {
  const [gap] = gaps;
  return gap === undefined ? explanation : `${explanation} Needed: ${gap.need}`;
}

/** How many tasks have each status. */
export function countStatuses(rows: readonly CoverageRow[]): string {
  const counts = new Map<string, number>();
  for (const { status } of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status.toLowerCase().replaceAll('_', '-')}`).join(', ');
}
