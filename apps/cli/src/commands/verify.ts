import { parse } from '#evidence';
import { AppError } from '#kernel';
import { renderLadder } from '#reporting';
import type { Verdict } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { paintLadder } from '../terminal/paint.js';
import { artifactOf, verifierOf, type TrustOptions } from '../trust/trust-options.js';
import { readEvidence, type EvidencePiece } from '../workspace/read-evidence.js';
import { filesBelow } from '../workspace/read-files.js';
import { verdictLine } from './verdict-schema.js';

export interface VerifyOptions extends TrustOptions {
  readonly artifact?: string;
  readonly asOf?: string;
}

/** `aver verify FILE…`: the ladder of each piece. Exit 0 all verified, 1 one rejected, 2 one could not be verified. */
export async function verify(context: Context, files: readonly string[], options: VerifyOptions): Promise<ExitCode> {
  const { verifier, stale } = await verifierOf(options, context.terminal);
  const artifact = options.artifact === undefined ? undefined : await artifactOf(options.artifact);
  const at = momentOf(options.asOf);
  const verdicts: Verdict[] = [];
  for await (const { path, bytes } of evidenceIn(files)) {
    const parsed = parse(bytes);
    const { verdict } = verifier.verify(parsed, { at, ...(artifact !== undefined && { artifact }) });
    verdicts.push(verdict);
    context.terminal.out(
      context.json
        ? jsonLine(verdictLine({ file: path, parsed, verdict, stale }))
        : paintLadder(renderLadder(verdict, path), context.terminal),
    );
  }
  return worstOf(verdicts);
}

/** Each file, or each piece in it, in the order of the command line. @throws AppError invalid NOTHING_TO_VERIFY for a folder without files */
export async function* evidenceIn(files: readonly string[]): AsyncGenerator<EvidencePiece> {
  for (const file of files) {
    const pieces = await readEvidence(await filesBelow(file));
    if (pieces.length === 0)
      throw new AppError('invalid', 'NOTHING_TO_VERIFY', `${file} holds no file, so nothing would be checked`);
    yield* pieces;
  }
}

export function worstOf(verdicts: readonly Verdict[]): ExitCode {
  if (verdicts.some(({ outcome }) => outcome === 'rejected')) return EXIT.notMet;
  return verdicts.every(({ outcome }) => outcome === 'verified') ? EXIT.met : EXIT.unchecked;
}
