import type { SupplyChain } from '#evidence';
import type { Instant } from '#kernel';

/**
 * The steps that a layout asks for were carried out by whom it names, on artifacts that flowed as it says: proven by
 * verification, which this claim only repeats. Inspections are commands, and never run.
 */
export interface SupplyChainLayoutClaim {
  readonly kind: 'supply-chain-layout';
  readonly steps: readonly string[];
  /** The lowest number of functionaries who had to agree on a step. */
  readonly threshold: number;
  /** How many inspections the layout asks for that nobody ran. */
  readonly inspections: number;
  /** The first moment at which it, or a layout within it, holds no longer. */
  readonly expires: Instant;
}

export function claimOfSupplyChainLayout(chain: SupplyChain): SupplyChainLayoutClaim {
  const { steps, inspections } = chain.layout;
  return {
    kind: 'supply-chain-layout',
    steps: steps.map(({ name }) => name),
    threshold: Math.min(...steps.map(({ threshold }) => threshold)),
    inspections: inspections.length,
    expires: earliestExpiry(chain),
  };
}

/** A link that stands for a step may be a layout of its own, with an end of its own. */
function earliestExpiry({ layout, links }: SupplyChain): Instant {
  const within = links.flatMap(({ record }) => (record.kind === 'chain' ? [earliestExpiry(record.chain)] : []));
  return within.reduce((first, next) => (next < first ? next : first), layout.expires);
}
