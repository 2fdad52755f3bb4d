import type { StepLink, SupplyChain } from '#evidence';

import type { Expectation } from '../rungs/expectation.js';
import type { TrustRule } from '../trust-rule.js';
import { VerificationError } from '../verification-error.js';
import { proveChain } from './supply-chain.js';

/**
 * Proves: the links fulfil the layout at the moment that is asked about, and the organization knows what was not looked
 * at: inspections are commands, and commands that come with evidence are never run. Says which ones there are.
 * @throws VerificationError LAYOUT_*
 */
export function proveLayout({ inspections }: TrustRule, chain: SupplyChain, expectation: Expectation): string {
  const { at, layoutParameters: parameters = new Map() } = expectation;
  proveChain(chain, { at, parameters });
  if (at === undefined)
    throw new VerificationError('LAYOUT_TIME_UNKNOWN', { found: `expires ${chain.layout.expires}` });
  const names = inspectionsOf(chain);
  if (names.length === 0) return 'the layout is fulfilled';
  const found = `inspections not run: ${names.join(', ')}`;
  if (inspections === 'not-executed') return `the layout is fulfilled, ${found}`;
  throw new VerificationError('LAYOUT_INSPECTION_NOT_RUN', { found });
}

/** By name, those of layouts within it too. */
function inspectionsOf({ layout, links }: SupplyChain): readonly string[] {
  const within = ({ record }: StepLink) => (record.kind === 'chain' ? inspectionsOf(record.chain) : []);
  return [...layout.inspections.map(({ name }) => name), ...links.flatMap(within)];
}
