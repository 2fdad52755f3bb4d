import { AppError, type ErrorKind } from '#kernel';
import { visibleText } from '#reporting';

import { concurrently } from '../client/concurrently.js';
import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.js';
import { readEvidence } from '../workspace/read-evidence.js';
import { filesBelow } from '../workspace/read-files.js';
import { jsonLine } from '../terminal/json-line.js';

const AT_ONCE = 8;
/** What the next file would meet as well. */
const HOPELESS: ReadonlySet<ErrorKind> = new Set(['unauthenticated', 'forbidden', 'unavailable']);

/** `aver submit PATH…`: sends evidence, byte for byte. Exit 5 when some were taken and some were not. */
export async function submit(context: Context, paths: readonly string[]): Promise<ExitCode> {
  const client = signedIn(context);
  const files = (await Promise.all(paths.map(filesBelow))).flat();
  if (files.length === 0)
    throw new AppError('invalid', 'NOTHING_TO_SUBMIT', `there is no file below ${paths.join(', ')}`);
  const { terminal, json } = context;
  const bar = terminal.progress('submitting evidence', files.length);
  // Lines between the steps of a bar would tear it; in a pipe they come as they are.
  const waiting: (() => void)[] = [];
  const say = (line: () => void) => {
    if (terminal.columns === undefined) line();
    else waiting.push(line);
  };
  const errors: AppError[] = [];
  let taken = 0;
  await concurrently(files, AT_ONCE, async (file) => {
    if (errors.some(({ kind }) => HOPELESS.has(kind))) return;
    try {
      for (const { path, bytes } of await readEvidence([file])) {
        const { digest, outcome } = await client.submit(bytes);
        const line = `${visibleText(digest)}  ${outcome.padEnd(8)}  ${visibleText(path)}`;
        say(() => terminal.out(json ? jsonLine({ file: path, digest, outcome }) : line));
      }
      taken += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors.push(error);
      say(() => terminal.note(`${visibleText(file)}: ${visibleText(error.message)} (${visibleText(error.code)})`));
    }
    bar.advance();
  });
  bar.done();
  for (const line of waiting) line();
  const [first] = errors;
  if (first === undefined) return EXIT.met;
  terminal.note(
    `${taken} of ${files.length} were taken${taken > 0 ? '; submit again, what was taken stays taken' : ''}`,
  );
  return taken > 0 ? EXIT.partly : exitCodeOf(first);
}
