import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { SubjectDigest } from '#kernel';

/**
 * Digest -> evidence whose bytes name it. A table and not a GIN index over an array: array operators are not leakproof,
 * so under row-level security the planner may not use such an index.
 */
@Entity('evidence_subject')
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'evidence_subject_evidence' })
export class EvidenceSubjectRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: SubjectDigest;
  @PrimaryColumn('uuid') evidenceId!: EvidenceId;
}
