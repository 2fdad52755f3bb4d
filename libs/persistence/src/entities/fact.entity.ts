import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { EvidenceId, OrganizationId } from '#application';
import type { Fact } from '#compliance';

@Entity('fact')
@ForeignKey('verdict', ['orgId', 'verdictId'], ['orgId', 'id'], { name: 'fact_verdict' })
export class FactRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') verdictId!: string;
  /** Its place among the facts of the verdict. */
  @PrimaryColumn('integer') ordinal!: number;
  @Column('uuid') evidenceId!: EvidenceId;
  @Column('json') body!: Fact;
}
