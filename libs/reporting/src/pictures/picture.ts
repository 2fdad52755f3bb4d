import type { Status } from '#compliance';

import { statusPattern, type Rectangle } from '../shapes/status-pattern.js';
import { STATUS_SHAPES, type Stroke } from '../shapes/status-shapes.js';

/** A drawing that every painter shows alike: a page of HTML and a page of print. Lengths have no unit. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** What it shows, in a sentence; the same stands beside it as text or table. */
  readonly title: string;
  readonly marks: readonly Mark[];
}

/** A status has a colour and a paler one; the rest is ink, quiet ink, and hairlines. */
export type Tone = Status | 'ink' | 'soft' | 'line';

export type Mark =
  | ({
      readonly kind: 'box';
      readonly tone: Tone;
      readonly fill: 'none' | 'pale' | 'solid';
      readonly edge: boolean;
    } & Rectangle)
  | ({ readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly tone: Tone } & {
      readonly size: number;
      readonly bold?: boolean;
      readonly anchor?: 'start' | 'middle' | 'end';
    })
  | {
      readonly kind: 'path';
      readonly stroke: Stroke;
      readonly tone: Tone;
      readonly at?: { readonly x: number; readonly y: number; readonly scale: number };
    }
  /** What belongs together, with its name, and the id of the task that it leads to. */
  | { readonly kind: 'cell'; readonly label: string; readonly task: string; readonly marks: readonly Mark[] };

/** A rectangle in the colour and pattern of a status. */
export function patterned(status: Status, area: Rectangle): readonly Mark[] {
  const { solid, d, width } = statusPattern(status, area);
  const ground: Mark = { kind: 'box', tone: status, fill: solid ? 'solid' : 'pale', edge: false, ...area };
  return d === '' ? [ground] : [ground, { kind: 'path', stroke: { d, width }, tone: status }];
}

/** The sign of a status in a square of the given side. */
export function glyph(status: Status, x: number, y: number, side: number): readonly Mark[] {
  const at = { x, y, scale: side / 16 };
  return STATUS_SHAPES[status].map((stroke) => ({ kind: 'path', stroke, tone: status, at }));
}

/** What fits into a width, estimated, with an ellipsis where something is left out; lines at most as many as asked. */
export function fitted(text: string, room: { readonly width: number; readonly size: number; readonly lines: number }) {
  const most = Math.max(1, Math.floor(room.width / (room.size * 0.52)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= most) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const shown = lines.slice(0, room.lines);
  const isCut = lines.length > room.lines;
  return shown.map((one, index) => cut(one, most, isCut && index === shown.length - 1));
}

function cut(line: string, most: number, isContinued: boolean): string {
  if (line.length <= most && !isContinued) return line;
  return `${Array.from(line)
    .slice(0, most - 1)
    .join('')}…`;
}
