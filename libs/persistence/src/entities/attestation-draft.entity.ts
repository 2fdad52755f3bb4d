import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { AttestationDraftId, DraftRecord, OrganizationId, PrincipalId, ReleaseId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('attestation_draft')
@Index('attestation_draft_release', ['releaseId', 'orgId', 'id'])
@Unique('attestation_draft_read', ['orgId', 'id', 'report', 'draftedBy'])
@ForeignKey('release', ['orgId', 'releaseId'], ['orgId', 'id'], { name: 'attestation_draft_release_fk' })
@ForeignKey('assessment', ['orgId', 'input'], ['orgId', 'input'], { name: 'attestation_draft_assessment' })
@ForeignKey('attestation', ['orgId', 'supersedes'], ['orgId', 'digest'], { name: 'attestation_draft_supersedes' })
@ForeignKey('principal', ['orgId', 'draftedBy'], ['orgId', 'id'], { name: 'attestation_draft_drafted_by' })
export class AttestationDraftRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: AttestationDraftId;
  @Column('uuid') releaseId!: ReleaseId;
  @Column('text') framework!: string;
  @Column('text') input!: Digest;
  @InstantColumn() asOf!: Instant;
  @InstantColumn() validUntil!: Instant;
  @Column('text') payload!: Digest;
  @Column('text') report!: Digest;
  @Column('text') parts!: Digest;
  @Column('text', { nullable: true }) supersedes!: Digest | null;
  @Column('uuid') draftedBy!: PrincipalId;
  @InstantColumn() draftedAt!: Instant;
}

export function toAttestationDraftRow(orgId: OrganizationId, draft: DraftRecord): Columns<AttestationDraftRow> {
  const { release, supersedes = null, ...same } = draft;
  return { ...same, orgId, releaseId: release, supersedes };
}

export function fromAttestationDraftRow(row: AttestationDraftRow): DraftRecord {
  const { id, releaseId, framework, input, asOf, validUntil, payload, report, parts } = row;
  const { supersedes, draftedBy, draftedAt } = row;
  return {
    ...{ id, release: releaseId, framework, input, asOf, validUntil, payload, report, parts, draftedBy, draftedAt },
    ...(supersedes !== null && { supersedes }),
  };
}
