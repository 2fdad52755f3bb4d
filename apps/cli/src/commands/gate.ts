import { writeFile } from 'node:fs/promises';

import { passGate, type GateResult } from '#compliance';
import { renderGate, renderJunit, renderMarkdown, type GateParts } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { openWorkspace, profileNamed } from '../workspace/judged-workspace.js';

export interface GateOptions {
  readonly workspace: string;
  readonly profile: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly asOf?: string;
}

const EXITS: Readonly<Record<GateResult['outcome'], ExitCode>> = {
  passed: EXIT.met,
  failed: EXIT.notMet,
  unchecked: EXIT.unchecked,
};

/** `aver gate RELEASE`: exit 0 when the profile is met, 1 when it is not, 2 when what is missing could not be checked. */
export async function gate(context: Context, name: string, options: GateOptions): Promise<ExitCode> {
  const asOf = momentOf(options.asOf);
  const profile = await profileNamed(options.profile);
  const workspace = await openWorkspace(context.terminal, {
    ...{ file: options.workspace, names: [name], asOf },
    framework: profile.catalog,
  });
  const [release] = workspace.releases;
  if (release === undefined) throw new TypeError('one release is asked about');
  const { input, assessment } = workspace.assess(release, asOf);
  const result = passGate(input, assessment, profile);
  const { mapping } = workspace.framework;
  const parts: GateParts = { release: workspace.names(release).release, asOf, profile, mapping, result };
  if (options.junit !== undefined) await writeFile(options.junit, renderJunit(parts));
  if (options.markdown !== undefined) await writeFile(options.markdown, renderMarkdown(parts));
  const { id, version, digest } = profile;
  const line = { schema: 'averment.gate/1', scope: input.scope, asOf, profile: { id, version, digest }, result };
  context.terminal.out(context.json ? jsonLine(line) : renderGate(parts));
  return EXITS[result.outcome];
}
