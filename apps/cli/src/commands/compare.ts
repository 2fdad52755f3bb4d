import { compareAssessments, type Framework, type Side } from '#compliance';
import { renderComparison } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { frameworkBy, type FrameworkChoice } from '../mapping/framework-by.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace } from '../workspace/judged-workspace.js';

export interface CompareOptions extends FrameworkChoice {
  readonly workspace: string;
  readonly asOfA?: string;
  readonly asOfB?: string;
  readonly framework?: string;
}

/** `aver compare A B`: what differs, and why. Exit 0 when nothing does, 1 when something does. */
export async function compare(
  context: Context,
  names: readonly [string, string],
  options: CompareOptions,
): Promise<ExitCode> {
  const moments = { a: momentOf(options.asOfA), b: momentOf(options.asOfB) };
  const later = moments.a > moments.b ? moments.a : moments.b;
  const workspace = await openWorkspace(context.terminal, {
    ...{ file: options.workspace, names, asOf: later },
    framework: options.framework,
  });
  const [first, second] = workspace.releases;
  if (first === undefined || second === undefined) throw new TypeError('two releases are compared');
  const side = (release: typeof first, asOf: typeof moments.a, by: Framework): Side => {
    const { input } = workspace.under(workspace.rules, by)(release, asOf);
    return { input, catalog: by.catalog, mapping: by.mapping };
  };
  const { framework } = workspace;
  const to = await frameworkBy(options, workspace);
  const comparison = compareAssessments(side(first, moments.a, framework), side(second, moments.b, to));
  context.terminal.out(
    context.json
      ? jsonLine({ schema: 'averment.comparison/1', comparison })
      : renderComparison(comparison, workspace.names(first)),
  );
  return comparison.differences.length === 0 ? EXIT.met : EXIT.notMet;
}
