import { explainControl, needsOfControl } from '#compliance';
import { packageFrameworks } from '#platform';
import { renderControl } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { recipesOfTool } from '../recipe/recipe-json.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace } from '../workspace/judged-workspace.js';
import { MET, type AssessOptions } from './assess.js';

/** `aver assess --explain CONTROL [RELEASE…]`: one result of each release, taken apart. Exits as `aver assess`, for it. */
export async function explainResult(
  context: Context,
  names: readonly string[],
  {
    workspace: file,
    asOf: moment,
    framework,
    explain: control,
    snippets: tool,
  }: AssessOptions & { readonly explain: string },
): Promise<ExitCode> {
  const asOf = momentOf(moment);
  const workspace = await openWorkspace(context.terminal, { file, names, asOf, framework });
  const recipes = packageFrameworks().recipes();
  let allMet = true;
  for (const release of workspace.releases) {
    const { input } = workspace.assess(release, asOf);
    const explanation = explainControl(input, workspace.framework, control);
    allMet &&= MET.has(explanation.status);
    if (context.json) {
      const line = { schema: 'averment.explanation/1', scope: input.scope, asOf, explanation };
      context.terminal.out(
        jsonLine({ ...line, recipes: recipesOfTool(recipes, needsOfControl(explanation, input.scope), tool) }),
      );
    } else
      context.terminal.out(
        renderControl(explanation, workspace.names(release), tool && { tool, recipes, scope: input.scope }),
      );
  }
  return allMet ? EXIT.met : EXIT.notMet;
}
