import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, ReleaseId, StandingRecord } from '#application';
import type { AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** What the events of an attestation amount to; the one place that moves. */
@Entity('attestation_standing')
@Index('attestation_standing_watched', ['releaseId', 'orgId', 'attestation'], {
  where: `state IN ('standing', 'affected')`,
})
@Index('attestation_standing_state', ['orgId', 'state', 'signedAt', 'attestation'])
@Index('attestation_standing_due', ['nextChangeAt'], { where: 'next_change_at IS NOT NULL' })
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'attestation_standing_attestation' })
export class AttestationStandingRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') attestation!: Digest;
  @Column('uuid') releaseId!: ReleaseId;
  @InstantColumn() signedAt!: Instant;
  @Column('integer') events!: number;
  @Column('text') state!: AttestationState;
  @InstantColumn() since!: Instant;
  @Column('json') affected!: StandingRecord['affected'];
  @Column('text', { nullable: true }) replacedBy!: Digest | null;
  @InstantColumn({ nullable: true }) nextChangeAt!: Instant | null;
}

export function toStandingRow(orgId: OrganizationId, record: StandingRecord): Columns<AttestationStandingRow> {
  const { release: releaseId, replacedBy = null, nextChange: nextChangeAt = null, ...same } = record;
  return { ...same, orgId, releaseId, replacedBy, nextChangeAt };
}

export function fromStandingRow(row: AttestationStandingRow): StandingRecord {
  const { attestation, releaseId, signedAt, events, state, since, affected, replacedBy, nextChangeAt } = row;
  return {
    ...{ attestation, release: releaseId, signedAt, events, state, since, affected },
    ...(replacedBy !== null && { replacedBy }),
    ...(nextChangeAt !== null && { nextChange: nextChangeAt }),
  };
}
