import { itemListOf } from '#application';
import { itemResults } from '#compliance';
import { packageFrameworks } from '#platform';
import { renderItems } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace } from '../workspace/judged-workspace.js';
import { MET, type AssessOptions } from './assess.js';

/** `aver assess --by CATALOG [RELEASE…]`: the same judgement by the items of another publication. Exits as `aver assess`. */
export async function assessItems(
  context: Context,
  names: readonly string[],
  { workspace: file, asOf: moment, by }: AssessOptions & { readonly by: string },
): Promise<ExitCode> {
  const asOf = momentOf(moment);
  const list = itemListOf(packageFrameworks(), by);
  const workspace = await openWorkspace(context.terminal, { file, names, asOf, framework: list.of });
  let allMet = true;
  for (const release of workspace.releases) {
    const { input, assessment } = workspace.assess(release, asOf);
    const results = itemResults(list, assessment, asOf);
    allMet &&= results.every(({ status }) => MET.has(status));
    const { id, title, version, standing, of, source } = list;
    const publication = { id, title, version, of, source, ...(standing !== undefined && { standing }) };
    const line = { schema: 'averment.items/1', scope: input.scope, asOf, publication, items: results };
    context.terminal.out(
      context.json ? jsonLine(line) : renderItems({ list, asOf, results }, workspace.names(release)),
    );
  }
  return allMet ? EXIT.met : EXIT.notMet;
}
