import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, TrustRootRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('trust_root')
@Unique('trust_root_name', ['orgId', 'name'])
@ForeignKey('organization', ['orgId'], ['id'], { name: 'trust_root_organization' })
export class TrustRootRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: Digest;
  @Column('text') name!: string;
  @Column('bytea') bytes!: Buffer;
  @Column('text') source!: TrustRootRecord['source'];
  @InstantColumn({ nullable: true }) expires!: Instant | null;
  @InstantColumn({ nullable: true }) refreshedAt!: Instant | null;
  @InstantColumn() addedAt!: Instant;
}

export function toTrustRootRow(orgId: OrganizationId, record: TrustRootRecord): Columns<TrustRootRow> {
  const { digest, name, source, addedAt } = record;
  return {
    orgId,
    digest,
    name,
    source,
    addedAt,
    bytes: Buffer.from(record.bytes),
    expires: record.expires ?? null,
    refreshedAt: record.refreshedAt ?? null,
  };
}

export function fromTrustRootRow(row: TrustRootRow): TrustRootRecord {
  const { digest, name, source, addedAt, expires, refreshedAt } = row;
  return {
    digest,
    name,
    source,
    addedAt,
    bytes: new Uint8Array(row.bytes),
    ...(expires === null ? {} : { expires }),
    ...(refreshedAt === null ? {} : { refreshedAt }),
  };
}
