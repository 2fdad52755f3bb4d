import { toUtf8 } from '#kernel';

import type { Report, ReportGroup, ReportPractice } from '../report.js';
import type { ReportTask } from '../report-task.js';
import { visibleText } from '../visible-text.js';
import type { ExportParts } from './export-parts.js';

interface Row {
  readonly report: Report;
  readonly group: ReportGroup;
  readonly practice: ReportPractice;
  readonly task: ReportTask;
}

/** Every column by its heading. */
const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  organization: ({ report }) => report.scope.organization,
  product: ({ report }) => report.scope.product,
  release: ({ report }) => report.scope.release,
  as_of: ({ report }) => report.asOf,
  catalog: ({ report }) => report.catalog.id,
  group: ({ group }) => group.id,
  practice: ({ practice }) => practice.id,
  control: ({ task }) => task.id,
  summary: ({ task }) => task.summary,
  status: ({ task }) => task.status,
  reason: ({ task }) => task.reason,
  machine_status: ({ task }) => task.machine.status,
  met: ({ task }) => String(task.machine.met),
  of: ({ task }) => String(task.machine.of),
  counted: ({ task }) => task.counted,
  population_source: ({ task }) => task.source,
  human: ({ task }) => task.human,
  grade: ({ task }) => task.grade,
  cap: ({ task }) => task.cap,
  team_controlled: ({ task }) => String(task.teamControlled),
  until: ({ task }) => task.until ?? '',
  gaps: ({ task }) => task.gaps.map(({ member, need }) => `${member}: ${need}`).join('; '),
  next_action: ({ task }) => task.nextAction,
  evidence: ({ task }) => task.evidence.join(' '),
  assessment: ({ report }) => report.assessment,
  synthetic: ({ report }) => String(report.synthetic),
};

/** One line for each control, with headings: RFC 4180, every cell quoted, none of them a formula. */
export function renderCsv({ report }: ExportParts): Uint8Array {
  const rows = report.groups.flatMap((group) =>
    group.practices.flatMap((practice) => practice.tasks.map((task) => ({ report, group, practice, task }))),
  );
  const columns = Object.values(COLUMNS);
  const lines = [Object.keys(COLUMNS), ...rows.map((row) => columns.map((cell) => cell(row)))];
  return toUtf8(lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join(''));
}

/** What a spreadsheet may take for a formula or a command, in ASCII and in the full-width forms that it folds to it. */
const FORMULA = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

/** A cell that is text wherever it is opened: one that would begin a formula begins with an apostrophe instead. */
export function csvCell(text: string): string {
  const shown = visibleText(text, Number.MAX_SAFE_INTEGER);
  return `"${(FORMULA.test(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}
