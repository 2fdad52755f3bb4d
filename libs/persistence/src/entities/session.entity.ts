import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId, SessionId, SessionRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The hash is unique across organizations: it is what a cookie is recognised by before its tenant is known. */
@Entity('session')
@Index('session_hash', ['hash'], { unique: true })
@Index('session_going_on', ['orgId', 'personId'], { where: 'ended_at IS NULL' })
@ForeignKey('person', ['orgId', 'personId'], ['orgId', 'id'], { name: 'session_person' })
@ForeignKey('principal', ['orgId', 'personId'], ['orgId', 'id'], { name: 'session_principal' })
export class SessionRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: SessionId;
  @Column('uuid') personId!: PrincipalId;
  @Column('text') hash!: Digest;
  @InstantColumn() startedAt!: Instant;
  @InstantColumn() seenAt!: Instant;
  @InstantColumn({ nullable: true }) endedAt!: Instant | null;
}

export function toSessionRow(orgId: OrganizationId, session: SessionRecord): Columns<SessionRow> {
  const { person: personId, ...same } = session;
  return { ...same, orgId, personId, endedAt: null };
}
