import { drawSample } from '#compliance';
import { renderSample } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace } from '../workspace/judged-workspace.js';

export interface SampleOptions {
  readonly workspace: string;
  readonly size: number;
  readonly seed: string;
  readonly asOf?: string;
}

/** `aver sample RELEASE`: a draw that anybody can repeat. Exit 0 when it is drawn. */
export async function sample(context: Context, name: string, options: SampleOptions): Promise<ExitCode> {
  const { workspace: file, size, seed } = options;
  const asOf = momentOf(options.asOf);
  const workspace = await openWorkspace(context.terminal, { file, names: [name], asOf });
  for (const release of workspace.releases) {
    const { input } = workspace.assess(release, asOf);
    const drawn = drawSample(input, { size, seed });
    const line = { schema: 'averment.sample/1', scope: input.scope, asOf, sample: drawn };
    context.terminal.out(context.json ? jsonLine(line) : renderSample(drawn, workspace.names(release)));
  }
  return EXIT.met;
}
