import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Digest } from '#kernel';

/** Evidence that did not stand any more after a statement about a compromise. */
@Entity('felled_evidence')
@Index('felled_evidence_by', ['evidenceId', 'orgId'])
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'felled_evidence_evidence' })
export class FelledEvidenceRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') statement!: Digest;
  @PrimaryColumn('uuid') evidenceId!: EvidenceId;
}
