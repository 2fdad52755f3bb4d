import { Column, Entity, ForeignKey, Generated, PrimaryColumn, Unique } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Digest, Instant } from '#kernel';
import type { Verdict } from '#verification';

import { InstantColumn } from './columns.js';

/**
 * Written once per conclusion: the digest over verdict, facts and findings covers policy, trust root and verifier, so
 * the same conclusion twice is one row, and another trust makes another row.
 */
@Entity('verdict')
@Unique('verdict_conclusion', ['evidenceId', 'conclusion', 'orgId'])
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'verdict_evidence' })
export class VerdictRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('uuid') evidenceId!: EvidenceId;
  @Column('text') conclusion!: Digest;
  @Column('text') trustRoot!: Digest;
  @Column('text') policy!: Digest;
  @Column('text') verifier!: string;
  @Column('text') outcome!: Verdict['outcome'];
  @InstantColumn() judgedAt!: Instant;
  @Column('json') body!: Verdict;
}
