import { parse } from '#evidence';
import { explainEvidence, renderExplanation } from '#reporting';
import type { Verdict } from '#verification';

import type { Context } from '../context.js';
import type { ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { verifierOf, type TrustOptions } from '../trust/trust-options.js';
import { readBytes } from '../workspace/read-files.js';
import { worstOf } from './verify.js';

/** `aver explain FILE…`: what each file is, claims and is worth, in plain words. Exits as `aver verify` does. */
export async function explain(context: Context, files: readonly string[], options: TrustOptions): Promise<ExitCode> {
  const verifier = await verifierOf(options);
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const parsed = parse(await readBytes(file));
    const { verdict } = verifier.verify(parsed);
    verdicts.push(verdict);
    const explanation = explainEvidence(parsed, verdict);
    context.terminal.out(context.json ? jsonLine({ file, explanation }) : renderExplanation(explanation, file));
  }
  return worstOf(verdicts);
}
