import { parse } from '#evidence';
import { renderLadder } from '#reporting';
import type { Verdict } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { paintLadder } from '../terminal/paint.js';
import { artifactOf, verifierOf, type TrustOptions } from '../trust/trust-options.js';
import { readBytes } from '../workspace/read-files.js';
import { verdictLine } from './verdict-schema.js';

export interface VerifyOptions extends TrustOptions {
  readonly artifact?: string;
}

/** `aver verify FILE…`: the ladder of each file. Exit 0 all verified, 1 one rejected, 2 one could not be verified. */
export async function verify(context: Context, files: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  const verifier = await verifierOf(options);
  const artifact = options.artifact === undefined ? undefined : await artifactOf(options.artifact);
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const parsed = parse(await readBytes(file));
    const { verdict } = verifier.verify(parsed, artifact === undefined ? {} : { artifact });
    verdicts.push(verdict);
    context.terminal.out(
      context.json
        ? jsonLine(verdictLine(file, parsed, verdict))
        : paintLadder(renderLadder(verdict, file), context.terminal),
    );
  }
  return worstOf(verdicts);
}

export function worstOf(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.some(({ outcome }) => outcome === 'rejected')) return EXIT.notMet;
  return verdicts.every(({ outcome }) => outcome === 'verified') ? EXIT.met : EXIT.unchecked;
}
