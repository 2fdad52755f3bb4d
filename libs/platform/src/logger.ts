import { AppError } from '#kernel';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** Bounded facts about an event: ids, codes, counts. Never payloads, tokens or messages of strangers. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line of JSON per event, on stderr: stdout belongs to data. */
export class Logger {
  constructor(
    private readonly write: (line: string) => void = (line) => void process.stderr.write(line),
    private readonly now: () => number = Date.now,
    private readonly context: LogFields = {},
  ) {}

  /** The same log, with fields that each of its lines carries. */
  with(fields: LogFields): Logger {
    return new Logger(this.write, this.now, { ...this.context, ...fields });
  }

  info(event: string, fields?: LogFields): void {
    this.log('info', event, fields);
  }

  warn(event: string, fields?: LogFields): void {
    this.log('warn', event, fields);
  }

  /** With the error's code and, where it is a bug of ours, its stack. */
  error(event: string, error: unknown, fields?: LogFields): void {
    this.log('error', event, { ...fields, ...fieldsOf(error) });
  }

  private log(level: LogLevel, event: string, fields: LogFields = {}): void {
    const time = new Date(this.now()).toISOString();
    this.write(`${JSON.stringify({ time, level, event, ...this.context, ...fields })}\n`);
  }
}

/** The message of an AppError is safe to show; of any other error only name and stack frames are. */
function fieldsOf(error: unknown): LogFields {
  if (error instanceof AppError) return { code: error.code, message: error.message, ...causeOf(error) };
  if (!(error instanceof Error)) return { code: 'INTERNAL', error: typeof error };
  return { code: 'INTERNAL', error: error.name, stack: framesOf(error) };
}

function causeOf({ cause }: AppError): LogFields {
  return cause instanceof Error ? { cause: `${cause.name} ${(cause as NodeJS.ErrnoException).code ?? ''}`.trim() } : {};
}

/** A driver's message may quote the row it failed on: the frames alone say where. */
function framesOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' | ');
}
