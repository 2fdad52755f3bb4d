import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, ReleaseId } from '#application';
import type { SubjectDigest } from '#kernel';

/** Digest -> releases that any of their manifests, or verified provenance, ties to it. */
@Entity('release_member')
@Index('release_member_release', ['releaseId', 'orgId'])
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'release_member_release_fk' })
export class ReleaseMemberRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: SubjectDigest;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
}
