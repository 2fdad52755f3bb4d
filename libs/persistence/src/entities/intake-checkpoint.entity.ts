import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { IntakeCheckpointRecord, OrganizationId } from '#application';
import type { Instant } from '#kernel';

import { CountKey, InstantColumn } from './columns.js';

@Entity('intake_checkpoint')
export class IntakeCheckpointRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @CountKey() size!: number;
  @Column('text') note!: string;
  @InstantColumn() createdAt!: Instant;
  @Column('bytea', { nullable: true }) timestamp!: Buffer | null;
}

export function fromIntakeCheckpointRow(row: IntakeCheckpointRow): IntakeCheckpointRecord {
  const { size, note, createdAt, timestamp } = row;
  return { size, note, createdAt, ...(timestamp && { timestamp: new Uint8Array(timestamp) }) };
}
