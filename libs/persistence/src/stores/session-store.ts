import type { PrincipalId, SessionId, SessionRecord, SessionStore } from '#application';
import type { Instant } from '#kernel';

import { SessionRow, toSessionRow } from '../entities/session.entity.js';
import type { Tenant } from './tenant.js';

export class PostgresSessionStore implements SessionStore {
  constructor(private readonly tenant: Tenant) {}

  async start(session: SessionRecord): Promise<void> {
    await this.tenant.manager.insert(SessionRow, toSessionRow(this.tenant.organization, session));
  }

  async see(id: SessionId, at: Instant): Promise<boolean> {
    const { manager, organization } = this.tenant;
    const { affected } = await manager
      .createQueryBuilder()
      .update(SessionRow)
      .set({ seenAt: at })
      .where('orgId = :organization AND id = :id AND endedAt IS NULL', { organization, id })
      .andWhere(`seenAt <= :at::timestamptz - interval '1 minute'`, { at })
      .execute();
    return affected === 1;
  }

  async end(id: SessionId, at: Instant): Promise<boolean> {
    return (await this.endWhere('id = :one', id, at)) === 1;
  }

  endAll(person: PrincipalId, at: Instant): Promise<number> {
    return this.endWhere('personId = :one', person, at);
  }

  private async endWhere(which: string, one: string, at: Instant): Promise<number> {
    const { manager, organization } = this.tenant;
    const { affected } = await manager
      .createQueryBuilder()
      .update(SessionRow)
      .set({ endedAt: at })
      .where(`orgId = :organization AND endedAt IS NULL AND ${which}`, { organization, one })
      .execute();
    return affected ?? 0;
  }
}
