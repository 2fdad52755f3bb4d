import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/** Evidence that may be about a component: the releases whose SBOMs list it have not all been told yet. */
@Entity('dependents_due')
@Index('dependents_due_since', ['dueAt'])
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'dependents_due_evidence' })
export class DependentsDueRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') evidenceId!: EvidenceId;
  /** By the database's clock. */
  @InstantColumn({ default: () => 'clock_timestamp()' }) dueAt!: Instant;
}
