import type {
  Adoption,
  MappingLayerId,
  MappingLayerProposal,
  MappingLayerRecord,
  MappingLayerStore,
  Retirement,
} from '#application';
import type { Digest } from '#kernel';

import { isRowId } from '../cursor.js';
import { fromMappingLayerRow, MappingLayerRow, toMappingLayerRow } from '../entities/mapping-layer.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

/** Whoever looks for something among everything that was ever proposed gets the newest. */
const LISTED = 200;

export class PostgresMappingLayerStore implements MappingLayerStore {
  constructor(private readonly tenant: Tenant) {}

  async lock(): Promise<void> {
    const { manager, organization } = this.tenant;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('mapping layers ' || $1, 0))`, [organization]);
  }

  async propose(proposal: MappingLayerProposal): Promise<'proposed' | 'known'> {
    const row = toMappingLayerRow(this.tenant.organization, proposal);
    return (await insertNew(this.tenant, MappingLayerRow, [row])) === 1 ? 'proposed' : 'known';
  }

  async adopt(id: MappingLayerId, { by, at, position }: Adoption): Promise<boolean> {
    return this.move(id, { adoptedBy: by, adoptedAt: at, position }, 'adoptedAt IS NULL AND retiredAt IS NULL');
  }

  async retire(id: MappingLayerId, { by, requestedBy, reason, at }: Retirement): Promise<boolean> {
    const retirement = { retiredBy: by, retirementRequestedBy: requestedBy, retirementReason: reason, retiredAt: at };
    return this.move(id, retirement, 'retiredAt IS NULL');
  }

  async byId(id: MappingLayerId): Promise<MappingLayerRecord | undefined> {
    if (!isRowId(id)) return undefined;
    const row = await select(this.tenant, MappingLayerRow, 'l').andWhere('l.id = :id', { id }).getOne();
    return row === null ? undefined : fromMappingLayerRow(row);
  }

  async byDigests(framework: string, digests: readonly Digest[]): Promise<readonly MappingLayerRecord[]> {
    if (digests.length === 0) return [];
    const rows = await select(this.tenant, MappingLayerRow, 'l')
      .andWhere('l.framework = :framework AND l.digest IN (:...digests)', { framework, digests })
      .getMany();
    return rows.map(fromMappingLayerRow);
  }

  async inForce(): Promise<readonly MappingLayerRecord[]> {
    const rows = await select(this.tenant, MappingLayerRow, 'l')
      .andWhere('l.adoptedAt IS NOT NULL AND l.retiredAt IS NULL')
      .orderBy('l.framework')
      .addOrderBy('l.position')
      .getMany();
    return rows.map(fromMappingLayerRow);
  }

  async list(): Promise<readonly MappingLayerRecord[]> {
    const rows = await select(this.tenant, MappingLayerRow, 'l')
      .orderBy('l.proposedAt', 'DESC')
      .addOrderBy('l.id')
      .limit(LISTED)
      .getMany();
    return rows.map(fromMappingLayerRow);
  }

  private async move(id: MappingLayerId, step: Partial<MappingLayerRow>, while_: string): Promise<boolean> {
    const { manager, organization } = this.tenant;
    const { affected } = await manager
      .createQueryBuilder()
      .update(MappingLayerRow)
      .set(step)
      .where(`orgId = :organization AND id = :id AND ${while_}`, { organization, id })
      .execute();
    return affected === 1;
  }
}
