import { planGaps } from '#compliance';
import { renderGaps } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace, profileNamed } from '../workspace/judged-workspace.js';

export interface GapsOptions {
  readonly workspace: string;
  readonly profile: string;
  readonly asOf?: string;
}

/** `aver gaps [RELEASE…]`: what to do to reach a profile. Exit 0 when nothing is to be done, 1 when something is. */
export async function gaps(context: Context, names: readonly string[], options: GapsOptions): Promise<ExitCode> {
  const asOf = momentOf(options.asOf);
  const profile = await profileNamed(options.profile);
  const workspace = await openWorkspace(context.terminal, { file: options.workspace, names, asOf });
  let allThere = true;
  for (const release of workspace.releases) {
    const { input } = workspace.assess(release, asOf);
    const { plan } = planGaps(input, workspace.framework, profile);
    allThere &&= plan.reached.length === plan.of;
    const line = { schema: 'averment.gaps/1', scope: input.scope, asOf, profileDigest: profile.digest, plan };
    context.terminal.out(context.json ? jsonLine(line) : renderGaps(plan, workspace.names(release)));
  }
  return allThere ? EXIT.met : EXIT.notMet;
}
