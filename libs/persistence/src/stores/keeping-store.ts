import type { KeepingRecord, KeepingRun, KeepingStore } from '#application';
import type { Instant } from '#kernel';

import { fromKeepingRecordRow, KeepingRecordRow, toKeepingRecordRow } from '../entities/keeping-record.entity.js';
import { fromKeepingRunRow, KeepingRunRow } from '../entities/keeping-run.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresKeepingStore implements KeepingStore {
  constructor(private readonly tenant: Tenant) {}

  async begin(run: Omit<KeepingRun, 'keptAt' | 'moves'>): Promise<void> {
    await insertNew(this.tenant, KeepingRunRow, [{ ...run, orgId: this.tenant.organization }]);
  }

  async noteTurn(): Promise<void> {
    const { manager, organization } = this.tenant;
    await manager.query('UPDATE organization SET keeping_turn_at = now() WHERE id = $1', [organization]);
  }

  async run(number: number): Promise<KeepingRun | undefined> {
    const row = await this.runs().andWhere('r.number = :number', { number }).getOne();
    return row === null ? undefined : fromKeepingRunRow(row);
  }

  async latest(): Promise<KeepingRun | undefined> {
    const row = await this.runs().orderBy('r.number', 'DESC').limit(1).getOne();
    return row === null ? undefined : fromKeepingRunRow(row);
  }

  async advance({ number, moves }: Pick<KeepingRun, 'number' | 'moves'>, progress: KeepingRun['progress']) {
    return this.moved(
      `UPDATE keeping_run SET progress = $4::json, moves = moves + 1, moved_at = now()
       WHERE org_id = $1 AND number = $2 AND moves = $3 AND kept_at IS NULL`,
      [number, moves, JSON.stringify(progress)],
    );
  }

  async keepRecord(record: KeepingRecord): Promise<KeepingRecord> {
    await insertNew(this.tenant, KeepingRecordRow, [toKeepingRecordRow(this.tenant.organization, record)]);
    return (await this.record(record.number)) ?? record;
  }

  async record(number: number): Promise<KeepingRecord | undefined> {
    const row = await this.records().andWhere('k.number = :number', { number }).getOne();
    return row === null ? undefined : fromKeepingRecordRow(row);
  }

  async latestRecord(): Promise<KeepingRecord | undefined> {
    const row = await this.records()
      .innerJoin(KeepingRunRow, 'r', 'r.orgId = k.orgId AND r.number = k.number AND r.keptAt IS NOT NULL')
      .orderBy('k.number', 'DESC')
      .limit(1)
      .getOne();
    return row === null ? undefined : fromKeepingRecordRow(row);
  }

  finish(number: number, at: Instant): Promise<boolean> {
    return this.moved('UPDATE keeping_run SET kept_at = $3 WHERE org_id = $1 AND number = $2 AND kept_at IS NULL', [
      number,
      at,
    ]);
  }

  private async moved(sql: string, parameters: readonly unknown[]): Promise<boolean> {
    const { manager, organization } = this.tenant;
    const [, moved] = await manager.query<[unknown, number]>(sql, [organization, ...parameters]);
    return moved === 1;
  }

  private runs() {
    return select(this.tenant, KeepingRunRow, 'r');
  }

  private records() {
    return select(this.tenant, KeepingRecordRow, 'k');
  }
}
