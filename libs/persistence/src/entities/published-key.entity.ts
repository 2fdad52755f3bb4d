import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/** A public key that signs what is published, attestations or their status. */
@Entity('published_key')
@Index('published_key_fingerprint', ['fingerprint'])
export class PublishedKeyRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') fingerprint!: string;
  @Column('text') pem!: string;
  @InstantColumn() since!: Instant;
}
