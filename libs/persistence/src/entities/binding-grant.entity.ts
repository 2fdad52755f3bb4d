import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { BindingGrant, OrganizationId, PrincipalId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

const KEY: [string, string] = ['orgId', 'id'];

/** Three people: who asks, who confirms, who may bind. */
@Entity('binding_grant')
@Index('binding_grant_of', ['orgId', 'personId', 'id'])
@Check(
  'binding_grant_four_eyes',
  'requested_by <> person_id AND confirmed_by <> person_id AND confirmed_by <> requested_by',
)
@ForeignKey('person', ['orgId', 'personId'], KEY, { name: 'binding_grant_person' })
@ForeignKey('principal', ['orgId', 'requestedBy'], KEY, { name: 'binding_grant_requested_by' })
@ForeignKey('principal', ['orgId', 'confirmedBy'], KEY, { name: 'binding_grant_confirmed_by' })
export class BindingGrantRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') personId!: PrincipalId;
  @Column('text') delegation!: Digest;
  @Column('uuid') requestedBy!: PrincipalId;
  @InstantColumn() requestedAt!: Instant;
  @Column('uuid', { nullable: true }) confirmedBy!: PrincipalId | null;
  @InstantColumn({ nullable: true }) confirmedAt!: Instant | null;
}

export function toBindingGrantRow(orgId: OrganizationId, grant: BindingGrant): Columns<BindingGrantRow> {
  const { person: personId, confirmed, ...same } = grant;
  return { ...same, orgId, personId, confirmedBy: confirmed?.by ?? null, confirmedAt: confirmed?.at ?? null };
}

export function fromBindingGrantRow(row: BindingGrantRow): BindingGrant {
  const { id, personId: person, delegation, requestedBy, requestedAt, confirmedBy: by, confirmedAt: at } = row;
  const confirmed = by !== null && at !== null && { confirmed: { by, at } };
  return { id, person, delegation, requestedBy, requestedAt, ...confirmed };
}
