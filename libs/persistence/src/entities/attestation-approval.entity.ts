import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { ApprovalRecord, AttestationDraftId, OrganizationId, PrincipalId } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** The report that was read is that of the draft, and its author is who drafted it: both by the foreign key. */
@Entity('attestation_approval')
@Unique('attestation_approval_named', ['orgId', 'draftId', 'approvedBy', 'report'])
@Check('attestation_approval_two_people', 'NOT two_people OR approved_by <> author')
@ForeignKey('attestation_draft', ['orgId', 'draftId', 'report', 'author'], ['orgId', 'id', 'report', 'draftedBy'], {
  name: 'attestation_approval_draft',
})
@ForeignKey('principal', ['orgId', 'approvedBy'], ['orgId', 'id'], { name: 'attestation_approval_approved_by' })
export class AttestationApprovalRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') draftId!: AttestationDraftId;
  @PrimaryColumn('uuid') approvedBy!: PrincipalId;
  @Column('text') report!: Digest;
  @Column('uuid') author!: PrincipalId;
  @Column('boolean') twoPeople!: boolean;
  @InstantColumn() approvedAt!: Instant;
}

export function toApprovalRow(orgId: OrganizationId, approval: ApprovalRecord): Columns<AttestationApprovalRow> {
  const { draft, ...same } = approval;
  return { ...same, orgId, draftId: draft };
}

export function fromApprovalRow(row: AttestationApprovalRow): ApprovalRecord {
  const { draftId, approvedBy, report, author, twoPeople, approvedAt } = row;
  return { draft: draftId, approvedBy, report, author, twoPeople, approvedAt };
}
