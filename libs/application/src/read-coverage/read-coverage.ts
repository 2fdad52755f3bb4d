import { groupBy } from '#compliance';

import { requirePermission, type Actor } from '../actor.js';
import { standingFramework } from '../evaluate-release/standing-framework.js';
import type { ProductId } from '../ids.js';
import type { Page, PageRequest } from '../page.js';
import type { CoverageMoment, Ports, Stores } from '../ports/index.js';
import type { CoverageCell, ProductRecord, ReleaseRecord } from '../records.js';

export type CoverageOrder = Partial<CoverageMoment> & { readonly product?: ProductId };

/** How the newest release of a product stands. */
export interface CoverageRow {
  readonly product: ProductRecord;
  /** Absent where no release was known by then. */
  readonly release?: ReleaseRecord;
  /** In catalog order; none where the release was not judged by then. */
  readonly cells: readonly CoverageCell[];
}

/**
 * The coverage matrix: products by controls. A product is shown by the release that was created last: that order is ours,
 * nobody who is judged can change it afterwards, and what it said at a past moment it says for ever.
 */
export class ReadCoverage {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'frameworks' | 'clock'>) {}

  /** @throws AppError forbidden; not-found FRAMEWORK_NOT_STANDING */
  run(actor: Actor, page: PageRequest, order: CoverageOrder): Promise<Page<CoverageRow>> {
    requirePermission(actor, 'report:read');
    const moment = coverageMoment(this.ports, order);
    return this.ports.unitOfWork.run(actor.organization, async (stores) => {
      const products = await productsOf(stores, page, order.product);
      const ids = products.items.map(({ node }) => node.id);
      const newest = await stores.releases.newest(ids, moment.knownAt);
      const cells = await stores.assessments.coverage(
        [...newest.values()].map(({ id }) => id),
        moment,
      );
      const byRelease = groupBy(cells, ({ release }) => release);
      const toRow = (product: ProductRecord): CoverageRow => {
        const release = newest.get(product.id);
        return release === undefined
          ? { product, cells: [] }
          : { product, release, cells: byRelease.get(release.id) ?? [] };
      };
      return { ...products, items: products.items.map(({ cursor, node }) => ({ cursor, node: toRow(node) })) };
    });
  }
}

/** By default the main framework, now. @throws AppError not-found FRAMEWORK_NOT_STANDING */
export function coverageMoment(
  ports: Pick<Ports, 'frameworks' | 'clock'>,
  { framework, asOf, knownAt }: Partial<CoverageMoment>,
): CoverageMoment {
  const now = ports.clock.now();
  return { framework: standingFramework(ports.frameworks, framework), asOf: asOf ?? now, knownAt: knownAt ?? now };
}

async function productsOf(
  stores: Stores,
  page: PageRequest,
  only: ProductId | undefined,
): Promise<Page<ProductRecord>> {
  if (only === undefined) return stores.products.list(page);
  const found = await stores.products.byIds([only]);
  return { items: found.map((node) => ({ cursor: '', node })), hasNextPage: false };
}
