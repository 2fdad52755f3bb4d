import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId, ReleaseId } from '#application';
import type { Digest } from '#kernel';

/** A release that was judged without evidence which a statement about a compromise fells. */
@Entity('felled_release')
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'felled_release_release' })
export class FelledReleaseRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') statement!: Digest;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
}
