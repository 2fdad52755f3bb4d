import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId, RecipientRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** Who was handed which bytes; written once. Ids are made in the order of time. */
@Entity('attestation_recipient')
@Index('attestation_recipient_of', ['orgId', 'attestation', 'id'])
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'attestation_recipient_attestation' })
@ForeignKey('principal', ['orgId', 'recordedBy'], ['orgId', 'id'], { name: 'attestation_recipient_recorded_by' })
export class AttestationRecipientRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') attestation!: Digest;
  @Column('text') name!: string;
  @Column('text') organization!: string;
  @Column('text', { nullable: true }) contact!: string | null;
  @Column('text', { nullable: true }) contract!: string | null;
  @Column('text') bytes!: Digest;
  @InstantColumn() handedOverAt!: Instant;
  @Column('uuid') recordedBy!: PrincipalId;
}

export function toRecipientRow(orgId: OrganizationId, record: RecipientRecord): Columns<AttestationRecipientRow> {
  const { contact = null, contract = null, ...same } = record;
  return { ...same, orgId, contact, contract };
}

export function fromRecipientRow(row: AttestationRecipientRow): RecipientRecord {
  const { id, attestation, name, organization, contact, contract, bytes, handedOverAt, recordedBy } = row;
  return {
    ...{ id, attestation, name, organization, bytes, handedOverAt, recordedBy },
    ...(contact !== null && { contact }),
    ...(contract !== null && { contract }),
  };
}
