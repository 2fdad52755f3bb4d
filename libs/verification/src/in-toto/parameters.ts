import type { ArtifactRule, ChainItem } from '#evidence';

import { VerificationError } from '../verification-error.js';

/** Values for the `{names}` in a layout's rules, as the one who asks gives them. */
export type LayoutParameters = ReadonlyMap<string, string>;

const NAME = /^[A-Za-z0-9_-]+$/;
const PLACE = /\{([A-Za-z0-9_-]+)\}/g;

/** @throws VerificationError LAYOUT_PARAMETER for a name that no layout could hold */
export function requireParameters(parameters: LayoutParameters): void {
  const bad = [...parameters.keys()].find((name) => !NAME.test(name));
  if (bad !== undefined) throw new VerificationError('LAYOUT_PARAMETER', { found: bad });
}

/** Rules with the values in their places, each once: a value is never read for further names. */
export function withParameters<T extends ChainItem>(item: T, parameters: LayoutParameters): T {
  if (parameters.size === 0) return item;
  const fill = (text: string) => text.replace(PLACE, (whole, name: string) => parameters.get(name) ?? whole);
  const fillAll = (rules: readonly ArtifactRule[]) => rules.map((rule) => filled(rule, fill));
  return {
    ...item,
    expectedMaterials: fillAll(item.expectedMaterials),
    expectedProducts: fillAll(item.expectedProducts),
  };
}

function filled(rule: ArtifactRule, fill: (text: string) => string): ArtifactRule {
  if (rule.kind !== 'match') return { ...rule, pattern: fill(rule.pattern) };
  return {
    ...rule,
    pattern: fill(rule.pattern),
    sourcePrefix: fill(rule.sourcePrefix),
    destinationPrefix: fill(rule.destinationPrefix),
    step: fill(rule.step),
  };
}
