import type { StepLink, SupplyChain } from '#evidence';

import type { Expectation } from '../rungs/expectation.js';
import type { TrustRule } from '../trust-rule.js';
import { VerificationError } from '../verification-error.js';
import { proveChain } from './supply-chain.js';

/**
 * Proves: the links fulfil the layout, at the moment that is asked about where there is one, and the organization knows
 * what was not looked at: inspections are commands, and commands that come with evidence are never run. Without a moment
 * nothing is said about expiry here: the claim of the layout carries it, and assessments watch it.
 * @throws VerificationError LAYOUT_*
 */
export function proveLayout({ inspections }: TrustRule, chain: SupplyChain, expectation: Expectation): string {
  const { at, layoutParameters: parameters = new Map() } = expectation;
  proveChain(chain, { at, parameters });
  const asked = at === undefined ? `it expires at ${chain.layout.expires}, and nobody asked as of when` : `as of ${at}`;
  const names = inspectionsOf(chain);
  if (names.length === 0) return `the layout is fulfilled, ${asked}`;
  const found = `inspections not run: ${names.join(', ')}`;
  if (inspections === 'not-executed') return `the layout is fulfilled, ${asked}; ${found}`;
  throw new VerificationError('LAYOUT_INSPECTION_NOT_RUN', { found });
}

/** By name, those of layouts within it too. */
function inspectionsOf({ layout, links }: SupplyChain): readonly string[] {
  const within = ({ record }: StepLink) => (record.kind === 'chain' ? inspectionsOf(record.chain) : []);
  return [...layout.inspections.map(({ name }) => name), ...links.flatMap(within)];
}
