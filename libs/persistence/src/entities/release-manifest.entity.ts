import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { ManifestRecord, OrganizationId, ReleaseId } from '#application';
import type { Digest, Instant, SubjectDigest } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** Every manifest a release was given; which one speaks is decided at reading, by verdict, source and time. */
@Entity('release_manifest')
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'release_manifest_release' })
@ForeignKey('evidence', ['orgId', 'evidence'], ['orgId', 'digest'], { name: 'release_manifest_evidence' })
export class ReleaseManifestRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') releaseId!: ReleaseId;
  @PrimaryColumn('text') evidence!: Digest;
  @Column('text') source!: ManifestRecord['source'];
  @Column('json') artifacts!: ManifestRecord['artifacts'];
  @Column('text', { array: true }) revisions!: SubjectDigest[];
  @InstantColumn() issuedAt!: Instant;
}

export function toReleaseManifestRow(
  orgId: OrganizationId,
  releaseId: ReleaseId,
  record: ManifestRecord,
): Columns<ReleaseManifestRow> {
  return { ...record, orgId, releaseId, revisions: [...record.revisions] };
}

export function fromReleaseManifestRow(row: ReleaseManifestRow): ManifestRecord {
  const { evidence, source, artifacts, revisions, issuedAt } = row;
  return { evidence, source, artifacts, revisions, issuedAt };
}
