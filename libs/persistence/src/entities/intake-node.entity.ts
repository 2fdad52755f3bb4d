import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';

import { CountKey } from './columns.js';

/** A complete subtree of the intake log; level 0 are the leaf hashes. */
@Entity('intake_node')
export class IntakeNodeRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('integer') level!: number;
  @CountKey() nodeIndex!: number;
  @Column('bytea') hash!: Buffer;
}
