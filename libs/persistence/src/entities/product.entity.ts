import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, ProductId, ProductRecord } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

@Entity('product')
@Unique('product_slug', ['slug', 'orgId'])
@ForeignKey('organization', ['orgId'], ['id'], { name: 'product_organization' })
export class ProductRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: ProductId;
  @Column('text') slug!: string;
  @Column('text') name!: string;
  @InstantColumn() createdAt!: Instant;
}

export function fromProductRow(row: ProductRow): ProductRecord {
  const { id, slug, name, createdAt } = row;
  return { id, slug, name, createdAt };
}
