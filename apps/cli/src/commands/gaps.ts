import { needsOfStep, planGaps, type RecipeTool } from '#compliance';
import { packageFrameworks } from '#platform';
import { renderGaps } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { recipesOfTool } from '../recipe/recipe-json.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace, profileNamed } from '../workspace/judged-workspace.js';

export interface GapsOptions {
  readonly workspace: string;
  readonly profile: string;
  readonly asOf?: string;
  readonly snippets?: RecipeTool;
}

/** `aver gaps [RELEASE…]`: what to do to reach a profile. Exit 0 when nothing is to be done, 1 when something is. */
export async function gaps(context: Context, names: readonly string[], options: GapsOptions): Promise<ExitCode> {
  const asOf = momentOf(options.asOf);
  const profile = await profileNamed(options.profile);
  const workspace = await openWorkspace(context.terminal, {
    ...{ file: options.workspace, names, asOf },
    framework: profile.catalog,
  });
  const recipes = packageFrameworks().recipes();
  const { snippets: tool } = options;
  let allThere = true;
  for (const release of workspace.releases) {
    const { input } = workspace.assess(release, asOf);
    const { plan } = planGaps(input, workspace.framework, profile);
    allThere &&= plan.reached.length === plan.of;
    if (context.json) {
      const steps = plan.steps.map((step) => recipesOfTool(recipes, needsOfStep(step, input.scope), tool));
      const line = { schema: 'averment.gaps/1', scope: input.scope, asOf, profileDigest: profile.digest, plan };
      context.terminal.out(jsonLine({ ...line, recipes: steps }));
    } else
      context.terminal.out(renderGaps(plan, workspace.names(release), tool && { tool, recipes, scope: input.scope }));
  }
  return allThere ? EXIT.met : EXIT.notMet;
}
