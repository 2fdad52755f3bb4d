import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, ProductId, ReleaseId, ReleaseRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn } from './columns.js';

@Entity('release')
@Unique('release_version', ['productId', 'version', 'orgId'])
@ForeignKey('product', ['orgId', 'productId'], ['orgId', 'id'], { name: 'release_product' })
@ForeignKey('assessment', ['orgId', 'currentAssessment'], ['orgId', 'input'], { name: 'release_current_assessment' })
export class ReleaseRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: ReleaseId;
  @Column('uuid') productId!: ProductId;
  @Column('text') version!: string;
  @InstantColumn() createdAt!: Instant;
  /** Input digest of the assessment that is shown unless another is asked for. */
  @Column('text', { nullable: true }) currentAssessment!: Digest | null;
  @InstantColumn({ nullable: true }) currentAsOf!: Instant | null;
  @InstantColumn({ nullable: true }) currentKnownAt!: Instant | null;
}

export function fromReleaseRow(row: ReleaseRow, productSlug: string): ReleaseRecord {
  const { id, productId, version, createdAt } = row;
  return { id, product: productId, productSlug, version, createdAt };
}
