import type { Status } from '#compliance';

import type { Terminal } from './terminal.js';

type Colour = 'green' | 'cyan' | 'yellow' | 'red' | 'gray' | 'blue';

const STATUS_COLOURS: Readonly<Record<Status, Colour>> = {
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

/** Colour beside mark and word, never instead of them. */
export function statusPaint({ colour }: Terminal): (status: Status, cell: string) => string {
  return (status, cell) => colour[STATUS_COLOURS[status]](cell);
}

// What begins such a line is ours: text of strangers has neither line breaks nor escapes when it comes here.
const LADDER_COLOURS: readonly (readonly [RegExp, Colour])[] = [
  [/^VERIFIED\b|^ {2}✔/, 'green'],
  [/^REJECTED\b|^ {2}✗/, 'red'],
  [/^UNVERIFIED\b|^ {2}\?/, 'yellow'],
  [/^ {2}–/, 'gray'],
];

/** The outcome and the mark of each rung of a rendered ladder in colour. */
export function paintLadder(text: string, terminal: Terminal): string {
  return paintStarts(text, { terminal, colours: LADDER_COLOURS });
}

const REPLAY_COLOURS: readonly (readonly [RegExp, Colour])[] = [
  [/^(?:INTACT|CONSISTENT|ACCEPTED) +yes\b/, 'green'],
  [/^(?:INTACT|CONSISTENT|ACCEPTED) +NO\b/, 'red'],
  [/^(?:INTACT|CONSISTENT|ACCEPTED) +(?:not asked|could not check)\b/, 'yellow'],
];

/** The three answers of a rendered replay in colour. */
export function paintReplay(text: string, terminal: Terminal): string {
  return paintStarts(text, { terminal, colours: REPLAY_COLOURS });
}

function paintStarts(
  text: string,
  by: { readonly terminal: Terminal; readonly colours: readonly (readonly [RegExp, Colour])[] },
): string {
  const { terminal, colours } = by;
  const paintLine = (line: string) => {
    const found = colours.find(([start]) => start.test(line));
    return found === undefined ? line : line.replace(found[0], (start) => terminal.colour[found[1]](start));
  };
  return text.split('\n').map(paintLine).join('\n');
}
