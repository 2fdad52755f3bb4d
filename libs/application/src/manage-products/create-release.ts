import { AppError } from '#kernel';

import { requirePermission, type Actor } from '../actor.js';
import type { OrganizationId, PrincipalId, ReleaseId } from '../ids.js';
import { verifyJobs } from '../jobs.js';
import type { Ports, Stores } from '../ports/index.js';
import type { ReleaseRecord } from '../records.js';
import { requireVersion } from '../slug.js';

interface NamedRelease {
  readonly release: ReleaseRecord;
  readonly outcome: 'created' | 'known';
}

interface ReleaseOrder {
  readonly organization: OrganizationId;
  /** `system` where a verified manifest names the release. */
  readonly by: PrincipalId | 'system';
  readonly product: string;
  readonly version: string;
}

/** A release is named here; what belongs to it is said by a manifest, which is evidence. */
export class CreateRelease {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock' | 'identifiers'>) {}

  /** Idempotent by version. @throws AppError forbidden; not-found PRODUCT_UNKNOWN; invalid VERSION_INVALID */
  run(actor: Actor, order: { readonly product: string; readonly version: string }): Promise<NamedRelease> {
    requirePermission(actor, 'evidence:write');
    requireVersion(order.version);
    const { organization, principal: by } = actor;
    return this.ports.unitOfWork.run(organization, (stores) =>
      ensureRelease(stores, this.ports, { organization, by, ...order }),
    );
  }
}

/** The release of this name; a new one is evaluated, and manifests that came before it are judged again. @throws AppError not-found PRODUCT_UNKNOWN */
export async function ensureRelease(
  stores: Stores,
  ports: Pick<Ports, 'clock' | 'identifiers'>,
  order: ReleaseOrder,
): Promise<NamedRelease> {
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
  if (outcome === 'created') await announce(stores, release, order);
  return { release: (await stores.releases.find(product.slug, order.version)) ?? release, outcome };
}

async function announce(stores: Stores, release: ReleaseRecord, { organization, by }: ReleaseOrder): Promise<void> {
  const { id, productSlug, version, createdAt } = release;
  await stores.outbox.add([
    { name: 'evaluate-release', organization, release: id },
    ...verifyJobs(organization, await earlierManifests(stores, release)),
  ]);
  const target = `${productSlug}@${version}`;
  await stores.audit.append([{ actor: by, action: 'release.created', target, at: createdAt }]);
}

/** A manifest may have arrived before its release was named. */
async function earlierManifests(stores: Stores, { productSlug, version }: ReleaseRecord) {
  const held = await stores.evidence.about({ product: productSlug, release: version, digests: [] });
  const digests = held.facts.filter(({ claim }) => claim.kind === 'release-manifest').map(({ evidence }) => evidence);
  const rows = await stores.evidence.byDigests(digests);
  return rows.map(({ id }) => id);
}

/** @throws AppError not-found RELEASE_UNKNOWN */
export async function requireRelease(stores: Stores, product: string, version: string): Promise<ReleaseRecord> {
  const release = await stores.releases.find(product, version);
  if (release !== undefined) return release;
  throw new AppError('not-found', 'RELEASE_UNKNOWN', `there is no release "${product}@${version}": create it first`);
}
