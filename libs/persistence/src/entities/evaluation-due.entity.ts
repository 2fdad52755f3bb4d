import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, ReleaseId } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/**
 * A release whose evaluation was asked for and has not come. Each row belongs to the transaction that asked, so that
 * nobody waits for anybody; the evaluation that knows more takes all of them away. There is no foreign key: it would
 * lock the release under the evaluation that is just becoming its current one.
 */
@Entity('evaluation_due')
@Index('evaluation_due_since', ['dueAt'])
export class EvaluationDueRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  /** Asked for by something that concerns many releases. */
  @Column('boolean', { default: false }) background!: boolean;
  /** By the database's clock. */
  @InstantColumn({ default: () => 'clock_timestamp()' }) dueAt!: Instant;
}
