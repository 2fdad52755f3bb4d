import { addDays, millisecondsOf, parseInstant, type Instant } from '#kernel';

import type { ReportTask } from '../report-task.js';
import { STATUS_WORDS } from '../status-words.js';
import type { Stretch } from '../stretches.js';
import { fitted, glyph, patterned, type Mark, type Picture } from './picture.js';

const LABEL = 118;
const ROW = 22;
const BAR = 8;
const HEAD = 20;

/** Over which time a strip runs. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** Each task over time when nothing else happens: a bar whose pattern changes where its status does. */
export function freshnessStrip(tasks: readonly ReportTask[], span: Span, width: number): Picture {
  const place = placeIn(span, width);
  const height = HEAD + tasks.length * ROW;
  const rows = tasks.map((task, index) => row(task, HEAD + index * ROW, place));
  const title = 'The status of each task over the year ahead, when nothing else happens';
  return { width, height, title, marks: [...months(span, { place, height }), ...rows] };
}

type PlaceOf = (instant: Instant) => number;

function placeIn({ from, until }: Span, width: number): PlaceOf {
  const [start, end] = [millisecondsOf(from), millisecondsOf(until)];
  return (instant) => LABEL + ((millisecondsOf(instant) - start) / (end - start)) * (width - LABEL);
}

/** A hairline and a name at the start of every second month. */
function months({ from, until }: Span, { place, height }: { place: PlaceOf; height: number }): readonly Mark[] {
  const marks: Mark[] = [];
  for (let month = nextMonth(from), index = 0; month < until; month = nextMonth(month), index++) {
    const x = place(month);
    marks.push({ kind: 'box', tone: 'line', fill: 'solid', edge: false, x, y: HEAD - 4, width: 0.7, height });
    if (index % 2 === 0) {
      marks.push({ kind: 'text', x: x + 3, y: HEAD - 7, text: month.slice(0, 7), tone: 'soft', size: 10 });
    }
  }
  return marks;
}

function nextMonth(instant: Instant): Instant {
  const inNext = addDays(parseInstant(`${instant.slice(0, 7)}-01`), 32);
  return parseInstant(`${inNext.slice(0, 7)}-01`);
}

function row(task: ReportTask, y: number, place: PlaceOf): Mark {
  const [name = ''] = fitted(task.id, { width: LABEL - 26, size: 11.5, lines: 1 });
  return {
    kind: 'cell',
    task: task.id,
    label: `${task.id}: ${stretchWords(task.ahead)}`,
    marks: [
      ...glyph(task.status, 1, y + 5, 13),
      { kind: 'text', x: 20, y: y + 16, text: name, tone: 'ink', size: 11.5, bold: true },
      ...task.ahead.flatMap((stretch) => bar(stretch, y, place)),
    ],
  };
}

function bar({ from, until, status }: Stretch, y: number, place: PlaceOf): readonly Mark[] {
  const [x, end] = [place(from), place(until)];
  const { word } = STATUS_WORDS[status];
  const isNamed = end - x > word.length * 5.6;
  return [
    ...patterned(status, { x, y: y + 12, width: Math.max(end - x, 1), height: BAR }),
    ...(isNamed ? [{ kind: 'text', x: x + 1, y: y + 10, text: word, tone: status, size: 9.5 } as const] : []),
  ];
}

/** `evidenced until 2026-12-01, then stale`. */
export function stretchWords(ahead: readonly Stretch[]): string {
  const words = ahead.map(({ status, until }, index) => {
    const word = STATUS_WORDS[status].word.toLowerCase();
    return index === ahead.length - 1 ? word : `${word} until ${until.slice(0, 10)}`;
  });
  return words.join(', then ');
}
