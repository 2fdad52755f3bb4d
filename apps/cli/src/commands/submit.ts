import { AppError, canonicalJson } from '#kernel';
import { visibleText } from '#reporting';

import { concurrently } from '../client/concurrently.js';
import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-code.js';
import { filesBelow, readBytes } from '../workspace/load-workspace.js';

const AT_ONCE = 8;

/** `aver submit FILE…`: sends evidence, byte for byte. Exit 5 when some were taken and some were not. */
export async function submit(context: Context, paths: readonly string[]): Promise<ExitCode> {
  const client = signedIn(context.config);
  const files = (await Promise.all(paths.map(filesBelow))).flat();
  const bar = context.terminal.progress('submitting evidence', files.length);
  const errors: unknown[] = [];
  await concurrently(files, AT_ONCE, async (file) => {
    try {
      const { digest, outcome } = await client.submit(await readBytes(file));
      context.terminal.out(
        context.json
          ? canonicalJson({ file, digest, outcome })
          : `${digest}  ${outcome.padEnd(8)}  ${visibleText(file)}`,
      );
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      errors.push(error);
      context.terminal.note(`${visibleText(file)}: ${error.message} (${error.code})`);
    }
    bar.advance();
  });
  bar.done();
  if (errors.length === 0) return EXIT.met;
  return errors.length < files.length ? EXIT.partly : exitCodeOf(errors[0]);
}
