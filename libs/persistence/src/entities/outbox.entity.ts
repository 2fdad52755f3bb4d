import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

import type { Job, JobName, OrganizationId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/**
 * Jobs that wait to be rung. Equal jobs may stand in several rows: each row belongs to the transaction that wrote it,
 * so that a job is always rung after the commit of everyone who asked for it, and nobody waits for anybody. The relay
 * rings equal ones once.
 */
@Entity('outbox')
@Index('outbox_due', ['background', 'createdAt', 'id'])
@Index('outbox_key', ['orgId', 'key'])
export class OutboxRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @InstantColumn({ default: () => 'now()' }) createdAt!: Instant;
  @Column('text') name!: JobName;
  /** Rung when nothing waits that somebody waits for. */
  @Column('boolean', { default: false }) background!: boolean;
  /** Digest of the job: equal jobs have equal keys. */
  @Column('text') key!: Digest;
  @Column('json') body!: Job;
  @Column('text', { nullable: true }) traceparent!: string | null;
}
