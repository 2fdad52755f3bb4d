import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Instant } from '#kernel';

import { CountColumn, InstantColumn } from './columns.js';

/** Written with its evidence; `leafIndex` is set once, when the leaf is sequenced. */
@Entity('intake_leaf')
@Unique('intake_leaf_index', ['orgId', 'leafIndex'])
@Index('intake_leaf_waiting', ['orgId', 'evidenceId'], { where: 'leaf_index IS NULL' })
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'intake_leaf_evidence' })
export class IntakeLeafRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') evidenceId!: EvidenceId;
  @CountColumn({ nullable: true }) leafIndex!: number | null;
  @Column('bytea') leaf!: Buffer;
  @InstantColumn({ default: () => 'now()' }) storedAt!: Instant;
}
