import { plansAmong, type PlanItem } from '#compliance';
import type { Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { Ports, Stores } from '../ports/index.js';

export interface PlansAsked {
  readonly product: string;
  /** Absent: what is planned for the product as a whole, and for the organization. */
  readonly release?: string;
  readonly asOf?: Instant;
}

/** What is planned about a product or a release, completed items included. */
export class ReadPlans {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** Undefined when there is no such product or release. @throws AppError forbidden */
  run(actor: Actor, { product, release, asOf }: PlansAsked): Promise<readonly PlanItem[] | undefined> {
    requirePermission(actor, 'report:read');
    const at = asOf ?? this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      if (!(await isThere(stores, product, release))) return undefined;
      return plansAmong(await plannedFacts(stores, { product, ...(release !== undefined && { release }) }), at);
    });
  }
}

async function isThere(stores: Stores, product: string, release: string | undefined): Promise<boolean> {
  const found =
    release === undefined ? await stores.products.bySlug(product) : await stores.releases.find(product, release);
  return found !== undefined;
}

/** Facts that people stated about exactly this place or what holds it. Neither slugs nor versions are empty. */
export async function plannedFacts(stores: Stores, scope: { readonly product?: string; readonly release?: string }) {
  const { product = '', release = '' } = scope;
  return (await stores.evidence.about({ product, release, digests: [] })).facts;
}
