import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, ProductId, ReleaseId, ReleaseRecord } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

@Entity('release')
@Unique('release_version', ['productId', 'version', 'orgId'])
@Index('release_created', ['productId', 'orgId', 'createdAt', 'id'])
@ForeignKey('product', ['orgId', 'productId'], ['orgId', 'id'], { name: 'release_product' })
export class ReleaseRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: ReleaseId;
  @Column('uuid') productId!: ProductId;
  @Column('text') version!: string;
  @InstantColumn() createdAt!: Instant;
}

export function fromReleaseRow(row: ReleaseRow, productSlug: string): ReleaseRecord {
  const { id, productId, version, createdAt } = row;
  return { id, product: productId, productSlug, version, createdAt };
}
