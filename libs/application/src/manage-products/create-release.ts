import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import type { Ports, Stores } from '../ports/index.js';
import type { ReleaseRecord } from '../records.js';
import { requireVersion } from '../slug.js';

/** A release is named here; what belongs to it is said by a manifest, which is evidence. */
export class CreateRelease {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** Idempotent by version. @throws AppError forbidden; not-found PRODUCT_UNKNOWN; invalid VERSION_INVALID */
  run(
    actor: Actor,
    order: { readonly product: string; readonly version: string },
  ): Promise<{ readonly release: ReleaseRecord; readonly outcome: 'created' | 'known' }> {
    requirePermission(actor, 'evidence:write');
    requireVersion(order.version);
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const { release, outcome } = await ensureRelease(stores, this.ports, order);
      if (outcome === 'created') {
        await stores.outbox.add([{ name: 'evaluate-release', organization: actor.organization, release: release.id }]);
        await this.judgeEarlierManifests(actor, stores, release);
        await stores.audit.append([
          {
            actor: actor.principal,
            action: 'release.created',
            target: `${order.product}@${order.version}`,
            at: release.createdAt,
          },
        ]);
      }
      return { release, outcome };
    });
  }

  /** A manifest may have arrived before its release was named: bring it round again. */
  private async judgeEarlierManifests(actor: Actor, stores: Stores, release: ReleaseRecord): Promise<void> {
    const held = await stores.evidence.about({ product: release.productSlug, release: release.version, digests: [] });
    const digests = held.facts.filter(({ claim }) => claim.kind === 'release-manifest').map(({ evidence }) => evidence);
    const rows = await stores.evidence.byDigests(digests);
    if (rows.length === 0) return;
    await stores.outbox.add([
      { name: 'verify-evidence', organization: actor.organization, evidence: rows.map(({ id }) => id) },
    ]);
  }
}

/** @throws AppError not-found PRODUCT_UNKNOWN */
export async function ensureRelease(
  stores: Stores,
  ports: Pick<Ports, 'clock' | 'identifiers'>,
  order: { readonly product: string; readonly version: string },
): Promise<{ readonly release: ReleaseRecord; readonly outcome: 'created' | 'known' }> {
  const product = await stores.products.bySlug(order.product);
  if (product === undefined)
    throw new AppError('not-found', 'PRODUCT_UNKNOWN', `there is no product "${order.product}": create it first`);
  const release: ReleaseRecord = {
    id: ports.identifiers.next() as ReleaseId,
    product: product.id,
    productSlug: product.slug,
    version: order.version,
    createdAt: ports.clock.now(),
  };
  const outcome = await stores.releases.create(release);
  return { release: (await stores.releases.find(product.slug, order.version)) ?? release, outcome };
}

/** @throws AppError not-found RELEASE_UNKNOWN */
export async function requireRelease(stores: Stores, product: string, version: string): Promise<ReleaseRecord> {
  const release = await stores.releases.find(product, version);
  if (release !== undefined) return release;
  throw new AppError('not-found', 'RELEASE_UNKNOWN', `there is no release "${product}@${version}": create it first`);
}
