import type { AuditEntry, AuditStore, Page, PageRequest } from '#application';

import { bySequence, pageStart, toPage } from '../cursor.js';
import { auditHash, FIRST_PREVIOUS } from '../audit-chain.js';
import { AuditEntryRow, fromAuditEntryRow } from '../entities/audit-entry.entity.js';
import type { Columns } from '../entities/columns.js';
import { select, type Tenant } from './tenant.js';

/**
 * Entries are kept until the end of the transaction and written as its last act: the lock that makes their sequence
 * gap-free is then held for a moment, whatever else the transaction does. If writing fails, nothing is committed.
 */
export class PostgresAuditStore implements AuditStore {
  private waiting: AuditEntry[] = [];

  constructor(private readonly tenant: Tenant) {}

  append(entries: readonly AuditEntry[]): Promise<void> {
    this.waiting.push(...entries);
    return Promise.resolve();
  }

  async list(page: PageRequest): Promise<Page<AuditEntry & { readonly sequence: number }>> {
    const { after, take } = pageStart(bySequence, page);
    await this.flush();
    const query = select(this.tenant, AuditEntryRow, 'a').orderBy('a.sequence').limit(take);
    if (after !== undefined) query.andWhere('a.sequence > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({
      cursor: bySequence.write(row.sequence),
      node: fromAuditEntryRow(row),
    }));
  }

  /** Writes what waits, in one statement, linked to the entry before. */
  async flush(): Promise<void> {
    const entries = this.waiting;
    this.waiting = [];
    if (entries.length === 0) return;
    const { manager, organization } = this.tenant;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit ' || $1, 0))`, [organization]);
    const last = await select(this.tenant, AuditEntryRow, 'a').orderBy('a.sequence', 'DESC').limit(1).getOne();
    await this.write(this.link(entries, last));
  }

  private link(entries: readonly AuditEntry[], last: AuditEntryRow | null): Columns<AuditEntryRow>[] {
    let { sequence, hash: previous } = last ?? { sequence: 0, hash: FIRST_PREVIOUS };
    return entries.map((entry) => {
      sequence += 1;
      const { at, actor, action, target, details = null } = entry;
      const content = { orgId: this.tenant.organization, sequence, at, actor, action, target, details };
      const row = { ...content, previous, hash: auditHash(previous, content) };
      previous = row.hash;
      return row;
    });
  }

  private async write(rows: readonly Columns<AuditEntryRow>[]): Promise<void> {
    await this.tenant.manager.query(
      `INSERT INTO audit_entry (org_id, sequence, at, actor, action, target, details, previous, hash)
       SELECT $1, sequence, at, actor, action, target, details::json, previous, hash
       FROM unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::bytea[])
         AS entry (sequence, at, actor, action, target, details, previous, hash)`,
      [
        this.tenant.organization,
        rows.map(({ sequence }) => sequence),
        rows.map(({ at }) => at),
        rows.map(({ actor }) => actor),
        rows.map(({ action }) => action),
        rows.map(({ target }) => target),
        rows.map(({ details }) => (details === null ? null : JSON.stringify(details))),
        rows.map(({ previous }) => previous),
        rows.map(({ hash }) => hash),
      ],
    );
  }
}
