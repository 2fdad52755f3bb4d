import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { MappingLayerId, MappingLayerRecord, OrganizationId, PrincipalId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

const KEY: [string, string] = ['orgId', 'id'];

/** One row per proposed text; adopting and retiring are written into it, once each. */
@Entity('mapping_layer')
@Unique('mapping_layer_digest', ['digest', 'framework', 'orgId'])
@Index('mapping_layer_in_force', ['framework', 'position', 'orgId'], {
  unique: true,
  where: 'adopted_at IS NOT NULL AND retired_at IS NULL',
})
@Check('mapping_layer_four_eyes', 'adopted_by <> proposed_by')
@ForeignKey('principal', ['orgId', 'proposedBy'], KEY, { name: 'mapping_layer_proposed_by' })
@ForeignKey('principal', ['orgId', 'adoptedBy'], KEY, { name: 'mapping_layer_adopted_by' })
@ForeignKey('principal', ['orgId', 'retiredBy'], KEY, { name: 'mapping_layer_retired_by' })
@ForeignKey('principal', ['orgId', 'retirementRequestedBy'], KEY, { name: 'mapping_layer_retirement_requested_by' })
export class MappingLayerRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: MappingLayerId;
  @Column('text') framework!: string;
  @Column('text') layer!: string;
  @Column('text') version!: string;
  @Column('text') digest!: Digest;
  @Column('bytea') bytes!: Buffer;
  @Column('uuid') proposedBy!: PrincipalId;
  @InstantColumn() proposedAt!: Instant;
  @Column('uuid', { nullable: true }) adoptedBy!: PrincipalId | null;
  @InstantColumn({ nullable: true }) adoptedAt!: Instant | null;
  @Column('integer', { nullable: true }) position!: number | null;
  @Column('uuid', { nullable: true }) retiredBy!: PrincipalId | null;
  @Column('uuid', { nullable: true }) retirementRequestedBy!: PrincipalId | null;
  @Column('text', { nullable: true }) retirementReason!: string | null;
  @InstantColumn({ nullable: true }) retiredAt!: Instant | null;
}

type Proposal = Omit<MappingLayerRecord, 'adopted' | 'retired'>;

export function toMappingLayerRow(orgId: OrganizationId, proposal: Proposal): Columns<MappingLayerRow> {
  const { id, framework, layer, version, digest, bytes, proposedBy, proposedAt } = proposal;
  return {
    ...{ orgId, id, framework, layer, version, digest, proposedBy, proposedAt, bytes: Buffer.from(bytes) },
    ...{ adoptedBy: null, adoptedAt: null, position: null },
    ...{ retiredBy: null, retirementRequestedBy: null, retirementReason: null, retiredAt: null },
  };
}

export function fromMappingLayerRow(row: MappingLayerRow): MappingLayerRecord {
  const { id, framework, layer, version, digest, proposedBy, proposedAt } = row;
  const { adoptedBy, adoptedAt, position } = row;
  const { retiredBy, retirementRequestedBy: requestedBy, retirementReason: reason, retiredAt } = row;
  return {
    ...{ id, framework, layer, version, digest, proposedBy, proposedAt, bytes: new Uint8Array(row.bytes) },
    ...(adoptedBy !== null &&
      adoptedAt !== null &&
      position !== null && { adopted: { by: adoptedBy, at: adoptedAt, position } }),
    ...(retiredBy !== null &&
      requestedBy !== null &&
      reason !== null &&
      retiredAt !== null && { retired: { by: retiredBy, requestedBy, reason, at: retiredAt } }),
  };
}
