import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { KeepingRun, OrganizationId, PrincipalId } from '#application';
import type { Instant } from '#kernel';

import { CountColumn, InstantColumn } from './columns.js';

/** How far one reading back of everything received has come; what it found is a row of keeping_record. */
@Entity('keeping_run')
@Index('keeping_run_waiting', ['movedAt'], { where: 'kept_at IS NULL' })
@ForeignKey('principal', ['orgId', 'keeper'], ['orgId', 'id'], { name: 'keeping_run_keeper' })
export class KeepingRunRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('integer') number!: number;
  @Column('uuid') keeper!: PrincipalId;
  @InstantColumn() startedAt!: Instant;
  @CountColumn() size!: number;
  @Column('text') checkpoint!: string;
  @Column('json') progress!: KeepingRun['progress'];
  @Column('integer', { default: 0 }) moves!: number;
  /** By the database's clock; the reconciler measures waiting by it. */
  @InstantColumn({ default: () => 'now()' }) movedAt!: Instant;
  @InstantColumn({ nullable: true }) keptAt!: Instant | null;
}

export function fromKeepingRunRow(row: KeepingRunRow): KeepingRun {
  const { number, keeper, startedAt, size, checkpoint, progress, moves, keptAt } = row;
  const run = { number, keeper, startedAt, size, checkpoint, progress, moves };
  return keptAt === null ? run : { ...run, keptAt };
}
