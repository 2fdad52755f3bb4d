import { plansAmong, type PlanItem } from '#compliance';
import { AppError, type Instant } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import { requireRelease } from '../manage-products/create-release.js';
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

  /** @throws AppError forbidden; not-found PRODUCT_UNKNOWN, RELEASE_UNKNOWN */
  run(actor: Actor, { product, release, asOf }: PlansAsked): Promise<readonly PlanItem[]> {
    requirePermission(actor, 'report:read');
    const at = asOf ?? this.ports.clock.now();
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      await requirePlace(stores, product, release);
      return plansAmong(await plannedFacts(stores, { product, ...(release !== undefined && { release }) }), at);
    });
  }
}

async function requirePlace(stores: Stores, product: string, release: string | undefined): Promise<void> {
  if (release !== undefined) {
    await requireRelease(stores, product, release);
  } else if ((await stores.products.bySlug(product)) === undefined) {
    throw new AppError('not-found', 'PRODUCT_UNKNOWN', `there is no product "${product}": create it first`);
  }
}

/** Facts that people stated about exactly this place or what holds it. Neither slugs nor versions are empty. */
export async function plannedFacts(stores: Stores, scope: { readonly product?: string; readonly release?: string }) {
  const { product = '', release = '' } = scope;
  return (await stores.evidence.about({ product, release, digests: [] })).facts;
}
