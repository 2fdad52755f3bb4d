import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { AttestationEvent, OrganizationId } from '#application';
import type { AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** Written once, in order: how an attestation has stood. */
@Entity('attestation_event')
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'attestation_event_attestation' })
export class AttestationEventRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') attestation!: Digest;
  /** From 1, without gaps. */
  @PrimaryColumn('integer') number!: number;
  @Column('text') state!: AttestationState;
  @InstantColumn() since!: Instant;
  @Column('json') affected!: AttestationEvent['affected'];
  @Column('text', { nullable: true }) replacedBy!: Digest | null;
  @Column('text', { nullable: true }) withdrawal!: Digest | null;
  @InstantColumn() at!: Instant;
  @Column('text') by!: AttestationEvent['by'];
}

export function toEventRow(orgId: OrganizationId, event: AttestationEvent): Columns<AttestationEventRow> {
  const { replacedBy = null, withdrawal = null, ...same } = event;
  return { ...same, orgId, replacedBy, withdrawal };
}

export function fromEventRow(row: AttestationEventRow): AttestationEvent {
  const { attestation, number, state, since, affected, replacedBy, withdrawal, at, by } = row;
  return {
    ...{ attestation, number, state, since, affected, at, by },
    ...(replacedBy !== null && { replacedBy }),
    ...(withdrawal !== null && { withdrawal }),
  };
}
