import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PublishedStatus } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/** An attestation that was handed over: its status is anybody's to ask. With the status that was signed last. */
@Entity('published_attestation')
@Index('published_attestation_digest', ['attestation'])
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'published_attestation_attestation' })
export class PublishedAttestationRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') attestation!: Digest;
  @InstantColumn() publishedAt!: Instant;
  @Column('text', { nullable: true }) status!: Digest | null;
  @InstantColumn({ nullable: true }) statusIssuedAt!: Instant | null;
  @InstantColumn({ nullable: true }) statusValidUntil!: Instant | null;
  @Column('integer', { nullable: true }) statusEvents!: number | null;
}

export function fromPublishedRow(row: PublishedAttestationRow): PublishedStatus {
  const {
    publishedAt,
    status: digest,
    statusIssuedAt: issuedAt,
    statusValidUntil: validUntil,
    statusEvents: events,
  } = row;
  if (digest === null || issuedAt === null || validUntil === null || events === null) return { publishedAt };
  return { publishedAt, status: { digest, issuedAt, validUntil, events } };
}
