import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AttestationRecord, OrganizationId, PrincipalId, ReleaseId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('attestation')
@Index('attestation_time', ['orgId', 'signedAt', 'digest'])
@Index('attestation_release', ['releaseId', 'orgId', 'signedAt', 'digest'])
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'attestation_release_fk' })
@ForeignKey('assessment', ['orgId', 'input'], ['orgId', 'input'], { name: 'attestation_assessment' })
@ForeignKey('principal', ['orgId', 'signedBy'], ['orgId', 'id'], { name: 'attestation_signed_by' })
export class AttestationRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: Digest;
  @Column('uuid') releaseId!: ReleaseId;
  @Column('text') input!: Digest;
  @Column('text') pack!: Digest;
  @Column('uuid') signedBy!: PrincipalId;
  @InstantColumn() signedAt!: Instant;
  @Column('text') keyFingerprint!: string;
}

export function toAttestationRow(orgId: OrganizationId, record: AttestationRecord): Columns<AttestationRow> {
  const { release, ...same } = record;
  return { ...same, orgId, releaseId: release };
}

export function fromAttestationRow(row: AttestationRow): AttestationRecord {
  const { digest, releaseId, input, pack, signedBy, signedAt, keyFingerprint } = row;
  return { digest, release: releaseId, input, pack, signedBy, signedAt, keyFingerprint };
}
