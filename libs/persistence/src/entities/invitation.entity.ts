import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InvitationRecord, OrganizationId, PrincipalId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The hash is unique across organizations: it is what a link is recognised by before its tenant is known. */
@Entity('invitation')
@Index('invitation_hash', ['hash'], { unique: true })
@Index('invitation_open', ['orgId', 'personId'], { where: 'ended_at IS NULL' })
@ForeignKey('person', ['orgId', 'personId'], ['orgId', 'id'], { name: 'invitation_person' })
export class InvitationRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') personId!: PrincipalId;
  @Column('text') hash!: Digest;
  @InstantColumn() createdAt!: Instant;
  @InstantColumn() expiresAt!: Instant;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

export function toInvitationRow(orgId: OrganizationId, invitation: InvitationRecord): Columns<InvitationRow> {
  const { person: personId, ...same } = invitation;
  return { ...same, orgId, personId, endedAt: null };
}

export function fromInvitationRow(row: InvitationRow): InvitationRecord {
  const { id, personId: person, hash, createdAt, expiresAt } = row;
  return { id, person, hash, createdAt, expiresAt };
}
