import type { Status } from '#compliance';

/** A rectangle filled so that its status is seen without colour: all of it, or lines over a pale ground. */
export interface Pattern {
  readonly solid: boolean;
  /** SVG path data inside the rectangle; empty where the pale ground says enough. */
  readonly d: string;
  readonly width: number;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The pattern of a status, drawn without clipping, so that every painter shows the same. */
export function statusPattern(status: Status, area: Rectangle): Pattern {
  switch (status) {
    case 'EVIDENCED':
      return { solid: true, d: '', width: 0 };
    case 'SUPPORTED':
      return { solid: false, d: pathOf([horizontal(area, 0.8)]), width: area.height * 0.3 };
    case 'SELF_ATTESTED':
      return { solid: false, d: pathOf(dots(area, 5)), width: 1.8 };
    case 'PARTIAL':
      return { solid: false, d: pathOf(slanted(area, 6, 1)), width: 1.6 };
    case 'STALE':
      return { solid: false, d: pathOf([...slanted(area, 6, 1), ...slanted(area, 6, -1)]), width: 0.8 };
    case 'UNVERIFIED':
      return { solid: false, d: pathOf(vertical(area, 5)), width: 0.9 };
    case 'FAILED':
      return { solid: false, d: pathOf(slanted(area, 4, 1)), width: 2.2 };
    case 'WAIVED':
      return { solid: false, d: pathOf([horizontal(area, 0.5)]), width: area.height * 0.34 };
    case 'MISSING':
    case 'NOT_APPLICABLE':
      return { solid: false, d: '', width: 0 };
  }
}

type Line = readonly [x1: number, y1: number, x2: number, y2: number];

function horizontal({ x, y, width, height }: Rectangle, part: number): Line {
  return [x, y + height * part, x + width, y + height * part];
}

function vertical({ x, y, width, height }: Rectangle, step: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = step / 2; at < width; at += step) lines.push([x + at, y, x + at, y + height]);
  return lines;
}

/** Strokes of almost no length: round ends make them dots. */
function dots({ x, y, width, height }: Rectangle, step: number): readonly Line[] {
  const points: Line[] = [];
  for (let down = step / 2; down < height; down += step) {
    for (let right = step / 2; right < width; right += step) {
      points.push([x + right, y + down, x + right + 0.1, y + down]);
    }
  }
  return points;
}

/** Lines at 45 degrees, cut where they would leave the rectangle. */
function slanted({ x, y, width, height }: Rectangle, step: number, direction: 1 | -1): readonly Line[] {
  const lines: Line[] = [];
  for (let start = step / 2 - height; start < width; start += step) {
    const left = Math.max(start, 0);
    const right = Math.min(start + height, width);
    if (right - left < 0.5) continue;
    const [rise, fall] = [left - start, right - start];
    const [from, to] = direction === 1 ? [height - rise, height - fall] : [rise, fall];
    lines.push([x + left, y + from, x + right, y + to]);
  }
  return lines;
}

/** In steps from point to point, in tenths: with hundreds of lines, that is a third of the length. */
function pathOf(lines: readonly Line[]): string {
  let [atX, atY] = [0, 0];
  const tenths = (number: number) => Math.round(number * 10);
  const step = (x: number, y: number): string => {
    const [dx, dy] = [tenths(x) - atX, tenths(y) - atY];
    [atX, atY] = [tenths(x), tenths(y)];
    return `${dx / 10} ${dy / 10}`;
  };
  return lines.map(([x1, y1, x2, y2]) => `m${step(x1, y1)}l${step(x2, y2)}`).join('');
}
