import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

import type { AttestationDraftId, OrganizationId, PrincipalId, SignatureRecord } from '#application';
import type { Digest, Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

/** One per draft; without an approval of the same report there is none. */
@Entity('attestation_signature')
@Index('attestation_signature_time', ['signedAt'])
@Unique('attestation_signature_named', ['orgId', 'draftId', 'digest', 'report'])
@ForeignKey(
  'attestation_approval',
  ['orgId', 'draftId', 'approvedBy', 'report'],
  ['orgId', 'draftId', 'approvedBy', 'report'],
  { name: 'attestation_signature_approval' },
)
@ForeignKey('principal', ['orgId', 'signedBy'], ['orgId', 'id'], { name: 'attestation_signature_signed_by' })
export class AttestationSignatureRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') draftId!: AttestationDraftId;
  @Column('text') report!: Digest;
  @Column('uuid') approvedBy!: PrincipalId;
  @Column('text') digest!: Digest;
  @Column('text') summary!: Digest;
  @Column('uuid') signedBy!: PrincipalId;
  @InstantColumn() signedAt!: Instant;
  @Column('text') keyFingerprint!: string;
  @Column('text', { nullable: true }) publicKey!: string | null;
}

export function toSignatureRow(orgId: OrganizationId, signature: SignatureRecord): Columns<AttestationSignatureRow> {
  const { draft, publicKey = null, ...same } = signature;
  return { ...same, orgId, draftId: draft, publicKey };
}

export function fromSignatureRow(row: AttestationSignatureRow): SignatureRecord {
  const { draftId, report, approvedBy, digest, summary, signedBy, signedAt, keyFingerprint, publicKey } = row;
  return {
    ...{ draft: draftId, report, approvedBy, digest, summary, signedBy, signedAt, keyFingerprint },
    ...(publicKey !== null && { publicKey }),
  };
}
