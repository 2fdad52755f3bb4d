import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Finding } from '#compliance';

@Entity('finding')
@ForeignKey('verdict', ['orgId', 'verdictId'], ['orgId', 'id'], { name: 'finding_verdict' })
export class FindingRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') verdictId!: string;
  /** Its place among the findings of the verdict. */
  @PrimaryColumn('integer') ordinal!: number;
  @Column('uuid') evidenceId!: EvidenceId;
  @Column('json') body!: Finding;
}
