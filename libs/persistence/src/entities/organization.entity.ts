import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, OrganizationRecord } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

@Entity('organization')
@Unique('organization_slug', ['slug'])
@Index('organization_keeping_turn', ['keepingTurnAt'])
export class OrganizationRow {
  @PrimaryColumn('uuid') id!: OrganizationId;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @Column('boolean') synthetic!: boolean;
  @Column('boolean', { default: false }) twoPersonSigning!: boolean;
  @InstantColumn() createdAt!: Instant;
  /** When its trust rules or roots last changed, by the clock that settled evidence is dated with. */
  @InstantColumn({ nullable: true }) trustChangedAt!: Instant | null;
  /** When it was last its turn to have everything it holds read back; by the database's clock. */
  @InstantColumn({ default: () => 'now()' }) keepingTurnAt!: Instant;
}

export function fromOrganizationRow(row: OrganizationRow): OrganizationRecord {
  const { id, slug, name, synthetic, twoPersonSigning, createdAt } = row;
  return { id, slug, name, synthetic, twoPersonSigning, createdAt };
}
