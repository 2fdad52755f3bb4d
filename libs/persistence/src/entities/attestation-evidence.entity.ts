import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';
import type { Digest } from '#kernel';

/** What the results of an attestation rest on, by the evidence: whoever asks comes from that side. */
@Entity('attestation_evidence')
@ForeignKey('attestation', ['orgId', 'attestation'], ['orgId', 'digest'], { name: 'attestation_evidence_attestation' })
export class AttestationEvidenceRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') evidence!: Digest;
  @PrimaryColumn('text') attestation!: Digest;
  @PrimaryColumn('text') control!: string;
}
