import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ApiTokenRecord, OrganizationId, Permission, PrincipalId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The hash is unique across organizations: it is what a request is recognised by before its tenant is known. */
@Entity('api_token')
@Index('api_token_hash', ['hash'], { unique: true })
@ForeignKey('principal', ['orgId', 'principalId'], ['orgId', 'id'], { name: 'api_token_principal' })
export class ApiTokenRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') principalId!: PrincipalId;
  @Column('text') hash!: Digest;
  @Column('text', { array: true }) permissions!: Permission[];
  @InstantColumn() createdAt!: Instant;
  @InstantColumn() expiresAt!: Instant;
  @InstantColumn({ nullable: true }) revokedAt!: Instant | null;
}

export function toApiTokenRow(record: ApiTokenRecord): Columns<ApiTokenRow> {
  const { organization, principal, permissions, revokedAt, ...same } = record;
  return {
    ...same,
    orgId: organization,
    principalId: principal,
    permissions: [...permissions],
    revokedAt: revokedAt ?? null,
  };
}

export function fromApiTokenRow(row: ApiTokenRow): ApiTokenRecord {
  const { id, hash, permissions, createdAt, expiresAt, revokedAt } = row;
  return {
    id,
    organization: row.orgId,
    principal: row.principalId,
    hash,
    permissions,
    createdAt,
    expiresAt,
    ...(revokedAt === null ? {} : { revokedAt }),
  };
}
