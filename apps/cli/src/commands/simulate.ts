import {
  compareAssessments,
  composeFramework,
  layerChanges,
  layerHead,
  summarizeSimulation,
  type Framework,
  type FrameworkText,
} from '#compliance';
import { ORGANIZATION_KEY_RULE } from '#attestation';
import { AppError } from '#kernel';
import { renderSimulation } from '#reporting';
import type { TrustRule } from '#verification';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { frameworkBy, type FrameworkChoice } from '../mapping/framework-by.js';
import { momentOf } from '../moment.js';
import { jsonLine } from '../terminal/json-line.js';
import { readRules } from '../trust/trust-options.js';
import { openWorkspace } from '../workspace/judged-workspace.js';
import { readFrameworkText } from '../workspace/load-workspace.js';

export interface SimulateOptions extends FrameworkChoice {
  readonly workspace: string;
  readonly framework?: string;
  /** Trust rules to add, or to put in the place of those of the same id. */
  readonly rules?: string;
  readonly retireRule?: readonly string[];
  readonly layer?: readonly string[];
  readonly asOf?: string;
}

/** `aver simulate [RELEASE…]`: what a change would do, before anybody makes it. Exit 0 when nothing moves, 1 when something does. */
export async function simulate(
  context: Context,
  names: readonly string[],
  options: SimulateOptions,
): Promise<ExitCode> {
  const asOf = momentOf(options.asOf);
  const workspace = await openWorkspace(context.terminal, {
    ...{ file: options.workspace, names, asOf },
    framework: options.framework,
  });
  const put = options.rules === undefined ? [] : await readRules(options.rules);
  const rules = changedRules(workspace.rules, put, options.retireRule ?? []);
  const layers = await Promise.all((options.layer ?? []).map((file) => readFrameworkText(file)));
  const framework = withLayers(await frameworkBy(options, workspace), layers);
  const changed = workspace.under(rules, framework);
  const { catalog, mapping } = workspace.framework;
  const comparisons = workspace.releases.map((release) =>
    compareAssessments(
      { input: workspace.assess(release, asOf).input, catalog, mapping },
      { input: changed(release, asOf).input, catalog: framework.catalog, mapping: framework.mapping },
    ),
  );
  const simulation = summarizeSimulation(comparisons, { leftOut: 0, layers: layerChanges(framework.layers) });
  context.terminal.out(
    context.json
      ? jsonLine({ schema: 'averment.simulation/1', asOf, simulation })
      : renderSimulation(simulation, workspace.pathOf),
  );
  return simulation.moved.length === 0 ? EXIT.met : EXIT.notMet;
}

/** Each layer in the place of the one of the same name, else on top. */
function withLayers(framework: Framework, added: readonly FrameworkText[]): Framework {
  if (added.length === 0) return framework;
  const { texts } = framework;
  const nameOf = (layer: FrameworkText) => layerHead(layer).id;
  const inPlace = texts.layers.map((layer) => added.find((text) => nameOf(text) === nameOf(layer)) ?? layer);
  return composeFramework({ ...texts, layers: [...inPlace, ...added.filter((text) => !inPlace.includes(text))] });
}

function changedRules(
  rules: readonly TrustRule[],
  put: readonly TrustRule[],
  retire: readonly string[],
): readonly TrustRule[] {
  const unknown = retire.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) throw new AppError('not-found', 'RULE_UNKNOWN', `no trust rule "${unknown}" is in force`);
  const gone = new Set([...put.map(({ id }) => id), ...retire]);
  if (gone.has(ORGANIZATION_KEY_RULE)) {
    throw new AppError('conflict', 'RULE_RESERVED', `the id "${ORGANIZATION_KEY_RULE}" is kept for the key that signs`);
  }
  return gone.size === 0 ? rules : [...rules.filter(({ id }) => !gone.has(id)), ...put];
}
