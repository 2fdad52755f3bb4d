import {
  type ApiTokenRecord,
  type OrganizationRecord,
  type OrganizationStore,
  type Page,
  type PageRequest,
  type PrincipalId,
  type PrincipalRecord,
} from '#application';
import { AppError, type Instant } from '#kernel';

import { byId, isRowId, pageStart, rowIds, toPage } from '../cursor.js';
import { ApiTokenRow, fromApiTokenRow, toApiTokenRow } from '../entities/api-token.entity.js';
import { fromOrganizationRow, OrganizationRow } from '../entities/organization.entity.js';
import { fromPrincipalRow, PrincipalRow } from '../entities/principal.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresOrganizationStore implements OrganizationStore {
  constructor(private readonly tenant: Tenant) {}

  /** @throws AppError conflict ORGANIZATION_EXISTS */
  async create(organization: OrganizationRecord): Promise<void> {
    if ((await insertNew(this.tenant, OrganizationRow, [organization])) === 1) return;
    throw new AppError('conflict', 'ORGANIZATION_EXISTS', `an organization "${organization.slug}" exists already`);
  }

  async current(): Promise<OrganizationRecord | undefined> {
    const row = await this.tenant.manager.findOneBy(OrganizationRow, { id: this.tenant.organization });
    return row === null ? undefined : fromOrganizationRow(row);
  }

  async askTwoPeopleToSign(asked: boolean): Promise<void> {
    const { manager, organization } = this.tenant;
    await manager.update(OrganizationRow, { id: organization }, { twoPersonSigning: asked });
  }

  async addPrincipal(principal: PrincipalRecord): Promise<void> {
    await this.tenant.manager.insert(PrincipalRow, { ...principal, orgId: this.tenant.organization });
  }

  async principals(ids: readonly PrincipalId[]): Promise<readonly PrincipalRecord[]> {
    const rows = await select(this.tenant, PrincipalRow, 'p')
      .andWhere('p.id = ANY(:ids)', { ids: rowIds(ids) })
      .getMany();
    return rows.map(fromPrincipalRow);
  }

  async addToken(token: ApiTokenRecord): Promise<void> {
    await this.tenant.manager.insert(ApiTokenRow, toApiTokenRow(token));
  }

  async revokeToken(id: string, at: Instant): Promise<boolean> {
    if (!isRowId(id)) return false;
    const { affected } = await this.tenant.manager
      .createQueryBuilder()
      .update(ApiTokenRow)
      .set({ revokedAt: at })
      .where('orgId = :organization AND id = :id AND revokedAt IS NULL', {
        organization: this.tenant.organization,
        id,
      })
      .execute();
    return affected === 1;
  }

  async tokens(page: PageRequest): Promise<Page<ApiTokenRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = select(this.tenant, ApiTokenRow, 't').orderBy('t.id').limit(take);
    if (after !== undefined) query.andWhere('t.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: fromApiTokenRow(row) }));
  }
}
