import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { AuditEntry, OrganizationId } from '#application';
import type { Instant } from '#kernel';

import { CountKey, InstantColumn } from './columns.js';

@Entity('audit_entry')
export class AuditEntryRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  /** From 1, without gaps: allocated under the organization's audit lock, not by a sequence. */
  @CountKey() sequence!: number;
  @InstantColumn() at!: Instant;
  @Column('text') actor!: AuditEntry['actor'];
  @Column('text') action!: string;
  @Column('text') target!: string;
  @Column('json', { nullable: true }) details!: AuditEntry['details'] | null;
  /** Hash of the entry before; 32 zero bytes before the first. */
  @Column('bytea') previous!: Buffer;
  @Column('bytea') hash!: Buffer;
}

export function fromAuditEntryRow(row: AuditEntryRow): AuditEntry & { readonly sequence: number } {
  const { sequence, at, actor, action, target, details } = row;
  return { sequence, at, actor, action, target, ...(details === null || details === undefined ? {} : { details }) };
}
