import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { SubjectDigest } from '#kernel';

/**
 * Digest -> SBOMs that list it, and back. A row for each digest of a component; rows of one `component` are names of one
 * thing. It follows from the bytes of an SBOM that was verified once; whether the SBOM counts now, its facts say.
 */
@Entity('sbom_component')
@Index('sbom_component_of', ['evidenceId', 'orgId', 'component'])
@ForeignKey('evidence', ['orgId', 'evidenceId'], ['orgId', 'id'], { name: 'sbom_component_evidence' })
export class SbomComponentRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') digest!: SubjectDigest;
  @PrimaryColumn('uuid') evidenceId!: EvidenceId;
  @PrimaryColumn('integer') component!: number;
  /** How often the SBOM lists the component. */
  @Column('integer') times!: number;
}
