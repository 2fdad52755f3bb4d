import type { Page, PageRequest, ProductId, ProductRecord, ProductStore } from '#application';

import { byId, pageStart, rowIds, toPage } from '../cursor.js';
import { fromProductRow, ProductRow } from '../entities/product.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresProductStore implements ProductStore {
  constructor(private readonly tenant: Tenant) {}

  async create(product: ProductRecord): Promise<'created' | 'known'> {
    const added = await insertNew(this.tenant, ProductRow, [{ ...product, orgId: this.tenant.organization }]);
    return added === 1 ? 'created' : 'known';
  }

  async bySlug(slug: string): Promise<ProductRecord | undefined> {
    const row = await select(this.tenant, ProductRow, 'p').andWhere('p.slug = :slug', { slug }).getOne();
    return row === null ? undefined : fromProductRow(row);
  }

  async byIds(ids: readonly ProductId[]): Promise<readonly ProductRecord[]> {
    const rows = await select(this.tenant, ProductRow, 'p')
      .andWhere('p.id = ANY(:ids)', { ids: rowIds(ids) })
      .getMany();
    return rows.map(fromProductRow);
  }

  async list(page: PageRequest): Promise<Page<ProductRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = select(this.tenant, ProductRow, 'p').orderBy('p.id').limit(take);
    if (after !== undefined) query.andWhere('p.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: fromProductRow(row) }));
  }
}
