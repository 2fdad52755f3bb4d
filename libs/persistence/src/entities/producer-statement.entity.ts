import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId, ProducerStatementRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('producer_statement')
@Index('producer_statement_over', ['attestation', 'orgId', 'signedOn'])
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'producer_statement_attestation' })
@ForeignKey('principal', ['orgId', 'statedBy'], ['orgId', 'id'], { name: 'producer_statement_stated_by' })
export class ProducerStatementRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: Digest;
  @Column('text') attestation!: Digest;
  @Column('text') name!: string;
  @Column('text') title!: string;
  @Column('text') authority!: string;
  @Column('uuid') statedBy!: PrincipalId;
  @InstantColumn() signedOn!: Instant;
  @Column('text') keyFingerprint!: string;
}

export function toProducerStatementRow(
  orgId: OrganizationId,
  record: ProducerStatementRecord,
): Columns<ProducerStatementRow> {
  return { ...record, orgId };
}

export function fromProducerStatementRow(row: ProducerStatementRow): ProducerStatementRecord {
  const { digest, attestation, name, title, authority, statedBy, signedOn, keyFingerprint } = row;
  return { digest, attestation, name, title, authority, statedBy, signedOn, keyFingerprint };
}
