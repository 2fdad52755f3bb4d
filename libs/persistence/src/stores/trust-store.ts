import type { TrustRootRecord, TrustRuleRecord, TrustStore } from '#application';
import type { Instant } from '#kernel';

import { fromTrustRootRow, toTrustRootRow, TrustRootRow } from '../entities/trust-root.entity.js';
import { fromTrustRuleRow, TrustRuleRow } from '../entities/trust-rule.entity.js';
import { select, type Tenant } from './tenant.js';

export class PostgresTrustStore implements TrustStore {
  constructor(private readonly tenant: Tenant) {}

  /** Known is the same digest; another root of the same name is refused by the schema. */
  async addRoot(root: TrustRootRecord): Promise<'added' | 'known'> {
    const { digest } = root;
    const held = await select(this.tenant, TrustRootRow, 'r').andWhere('r.digest = :digest', { digest }).getCount();
    if (held > 0) return 'known';
    await this.tenant.manager.insert(TrustRootRow, toTrustRootRow(this.tenant.organization, root));
    await this.noteChange(root.addedAt);
    return 'added';
  }

  async roots(): Promise<readonly TrustRootRecord[]> {
    const rows = await select(this.tenant, TrustRootRow, 'r').orderBy('r.name').getMany();
    return rows.map(fromTrustRootRow);
  }

  async putRule({ rule, createdAt, createdBy }: TrustRuleRecord): Promise<void> {
    await this.retireRule(rule.id, createdAt);
    const row = { orgId: this.tenant.organization, ruleId: rule.id, body: rule, createdAt, createdBy };
    await this.tenant.manager.insert(TrustRuleRow, row);
    await this.noteChange(createdAt);
  }

  async retireRule(id: string, at: Instant): Promise<boolean> {
    const { affected } = await this.tenant.manager
      .createQueryBuilder()
      .update(TrustRuleRow)
      .set({ retiredAt: at })
      .where('orgId = :organization AND ruleId = :id AND retiredAt IS NULL', {
        organization: this.tenant.organization,
        id,
      })
      .execute();
    if (affected === 1) await this.noteChange(at);
    return affected === 1;
  }

  async rules(): Promise<readonly TrustRuleRecord[]> {
    const rows = await select(this.tenant, TrustRuleRow, 'r')
      .andWhere('r.retiredAt IS NULL')
      .orderBy('r.ruleId')
      .getMany();
    return rows.map(fromTrustRuleRow);
  }

  /** Evidence that was settled before this is to be judged again; the reconciler looks for it. */
  private async noteChange(at: Instant): Promise<void> {
    const { manager, organization } = this.tenant;
    await manager.query('UPDATE organization SET trust_changed_at = greatest(trust_changed_at, $2) WHERE id = $1', [
      organization,
      at,
    ]);
  }
}
