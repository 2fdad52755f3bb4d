import { SingleBar } from 'cli-progress';
import pc from 'picocolors';

import { visibleText } from '#reporting';

/** Where a command speaks: stdout is data, stderr is for people who wait. */
export interface Terminal {
  /** One line of result. */
  readonly out: (line: string) => void;
  /** One line about how it goes. */
  readonly note: (line: string) => void;
  readonly colour: ReturnType<typeof pc.createColors>;
  /** How wide the page is; absent where stdout is no terminal. */
  readonly columns?: number;
  /** A bar on a terminal, a line now and then elsewhere. */
  readonly progress: (label: string, total: number) => Progress;
}

export interface Progress {
  advance(by?: number): void;
  done(): void;
}

const DEFAULT_COLUMNS = 80;
const LABEL_WIDTH = 20;
const PLAIN_LINE_EVERY_MILLISECONDS = 10_000;

/** NO_COLOR and pipes are respected. */
export function createTerminal(streams: {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly noColour: boolean;
}): Terminal {
  const { stdout, stderr, noColour } = streams;
  const note = (line: string) => void stderr.write(`${line}\n`);
  return {
    out: (line) => void stdout.write(`${line}\n`),
    note,
    colour: pc.createColors(stdout.isTTY && !noColour),
    ...(stdout.isTTY ? { columns: stdout.columns || DEFAULT_COLUMNS } : {}),
    progress: (label, total) =>
      stderr.isTTY ? bar(visibleText(label), total, stderr) : plain(visibleText(label), total, note),
  };
}

function bar(label: string, total: number, stream: NodeJS.WriteStream): Progress {
  const format = `${label.padEnd(LABEL_WIDTH)} {bar} {value}/{total}`;
  const single = new SingleBar({
    format,
    stream,
    hideCursor: true,
    barsize: 28,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: false,
  });
  single.start(total, 0);
  return {
    advance: (by = 1) => single.increment(by),
    done: () => {
      single.render();
      single.stop();
    },
  };
}

function plain(label: string, total: number, note: (line: string) => void): Progress {
  let value = 0;
  let last = Date.now();
  return {
    advance: (by = 1) => {
      value += by;
      if (Date.now() - last < PLAIN_LINE_EVERY_MILLISECONDS) return;
      last = Date.now();
      note(`${label}: ${value}/${total}`);
    },
    done: () => note(`${label}: ${value}/${total}`),
  };
}
