import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { AttestationDraftId, AttestationRecord, OrganizationId, PrincipalId, ReleaseId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('attestation')
@Index('attestation_time', ['orgId', 'signedAt', 'digest'])
@Index('attestation_release', ['releaseId', 'orgId', 'signedAt', 'digest'])
@Index('attestation_successor', ['supersedes', 'orgId'], { where: 'supersedes IS NOT NULL' })
@Unique('attestation_draft_once', ['orgId', 'draftId'])
@Check('attestation_drafted', 'draft_id IS NOT NULL AND report IS NOT NULL')
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'attestation_release_fk' })
@ForeignKey('assessment', ['orgId', 'input'], ['orgId', 'input'], { name: 'attestation_assessment' })
@ForeignKey('principal', ['orgId', 'signedBy'], ['orgId', 'id'], { name: 'attestation_signed_by' })
@ForeignKey(
  'attestation_signature',
  ['orgId', 'draftId', 'digest', 'report'],
  ['orgId', 'draftId', 'digest', 'report'],
  { name: 'attestation_signature_fk' },
)
@ForeignKey('attestation', ['orgId', 'supersedes'], ['orgId', 'digest'], { name: 'attestation_supersedes' })
export class AttestationRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: Digest;
  @Column('uuid') releaseId!: ReleaseId;
  @Column('text') framework!: string;
  @Column('text') input!: Digest;
  /** Like the draft null only in rows from before there were drafts. */
  @Column('text', { nullable: true }) report!: Digest | null;
  @Column('uuid', { nullable: true }) draftId!: AttestationDraftId | null;
  @Column('text', { nullable: true }) supersedes!: Digest | null;
  @Column('text') pack!: Digest;
  @Column('uuid') signedBy!: PrincipalId;
  @InstantColumn() signedAt!: Instant;
  @Column('text') keyFingerprint!: string;
}

export function toAttestationRow(orgId: OrganizationId, record: AttestationRecord): Columns<AttestationRow> {
  const { release, report = null, draft = null, supersedes = null, ...same } = record;
  return { ...same, orgId, releaseId: release, report, draftId: draft, supersedes };
}

export function fromAttestationRow(row: AttestationRow): AttestationRecord {
  const { digest, releaseId, framework, input, pack, signedBy, signedAt, keyFingerprint } = row;
  const { report, draftId, supersedes } = row;
  return {
    ...{ digest, release: releaseId, framework, input, pack, signedBy, signedAt, keyFingerprint },
    ...(report !== null && { report }),
    ...(draftId !== null && { draft: draftId }),
    ...(supersedes !== null && { supersedes }),
  };
}
