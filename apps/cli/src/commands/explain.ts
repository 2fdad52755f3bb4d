import { parse } from '#evidence';
import { explainEvidence, renderExplanation } from '#reporting';
import type { Verdict } from '#verification';

import type { Context } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { verifierOf, type TrustOptions } from '../trust/trust-options.js';
import { evidenceIn, worstOf } from './verify.js';

/** `aver explain FILE…`: what each file is, claims and is worth, in plain words. Exits as `aver verify` does. */
export async function explain(context: Context, files: readonly string[], options: TrustOptions): Promise<ExitCode> {
  const { verifier } = await verifierOf(options, context.terminal);
  const verdicts: Verdict[] = [];
  for await (const { path, bytes } of evidenceIn(files)) {
    const parsed = parse(bytes);
    const { verdict } = verifier.verify(parsed, { at: momentOf(undefined) });
    verdicts.push(verdict);
    const explanation = explainEvidence(parsed, verdict);
    context.terminal.out(context.json ? jsonLine({ file: path, explanation }) : renderExplanation(explanation, path));
  }
  return worstOf(verdicts);
}
