import type { ReportGroup, ReportPractice } from '../report.js';
import { machineWords, type ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import { fitted, glyph, patterned, type Mark, type Picture } from './picture.js';

const GAP = 22;
const CELL = { width: 85, height: 47, gap: 5 };
const SWATCH = 9;
/** Room for three cells in a row. */
const NARROWEST = 255;

/** Practices and their tasks, each with sign, pattern and word of its status. */
export function heatmap(groups: readonly ReportGroup[], width: number): Picture {
  const columns = Math.max(1, Math.min(Math.floor((width + GAP) / (NARROWEST + GAP)), groups.length));
  const column = (width - GAP * (columns - 1)) / columns;
  const heights = Array.from({ length: columns }, () => 0);
  const marks: Mark[] = [];
  for (const group of groups) {
    const at = heights.indexOf(Math.min(...heights));
    const placed = groupMarks(group, { x: at * (column + GAP), y: heights[at] ?? 0, width: column });
    marks.push(...placed.marks);
    heights[at] = placed.bottom + GAP;
  }
  const title = 'Each task by practice, with the sign, pattern and name of its status';
  return { width, height: Math.max(...heights) - GAP, title, marks };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

interface Placed {
  readonly marks: readonly Mark[];
  readonly bottom: number;
}

function groupMarks(group: ReportGroup, { x, y, width }: Place): Placed {
  const [title = ''] = fitted(`${group.id} ${group.title}`, { width, size: 14, lines: 1 });
  const marks: Mark[] = [{ kind: 'text', x, y: y + 14, text: title, tone: 'ink', size: 14, bold: true }];
  let bottom = y + 22;
  for (const practice of group.practices) {
    const placed = practiceMarks(practice, { x, y: bottom, width });
    marks.push(...placed.marks);
    bottom = placed.bottom;
  }
  return { marks, bottom };
}

function practiceMarks({ id, title, tasks }: ReportPractice, { x, y, width }: Place): Placed {
  const lines = fitted(`${id} ${title}`, { width, size: 10.5, lines: 2 });
  const marks = lines.map((text, line): Mark => ({
    kind: 'text',
    x,
    y: y + 12 + line * 13,
    text,
    tone: 'soft',
    size: 10.5,
  }));
  const top = y + 5 + lines.length * 13;
  const inRow = Math.max(1, Math.floor((width + CELL.gap) / (CELL.width + CELL.gap)));
  const cells = tasks.map((task, index) =>
    cell(task, {
      x: x + (index % inRow) * (CELL.width + CELL.gap),
      y: top + Math.floor(index / inRow) * (CELL.height + CELL.gap),
    }),
  );
  return { marks: [...marks, ...cells], bottom: top + Math.ceil(tasks.length / inRow) * (CELL.height + CELL.gap) + 5 };
}

function cell(task: ReportTask, { x, y }: Omit<Place, 'width'>): Mark {
  const { status, id } = task;
  const { word } = STATUS_WORDS[status];
  const box = { x, y, width: CELL.width, height: CELL.height };
  const [name = ''] = fitted(id, { width: CELL.width - 26, size: 12, lines: 1 });
  return {
    kind: 'cell',
    task: id,
    label: `${id}, ${word.toLowerCase()}, ${machineWords(task)}`,
    marks: [
      { kind: 'box', tone: status, fill: 'none', edge: true, ...box },
      ...patterned(status, { x: x + 1, y: y + 1, width: CELL.width - 2, height: SWATCH }),
      { kind: 'text', x: x + 6, y: y + 25, text: name, tone: 'ink', size: 12, bold: true },
      ...glyph(status, x + CELL.width - 20, y + 14, 14),
      { kind: 'text', x: x + 6, y: y + 39, text: word, tone: status, size: 10 },
    ],
  };
}
