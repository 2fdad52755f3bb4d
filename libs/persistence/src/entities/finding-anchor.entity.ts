import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';

/** Anchor key -> findings; see `anchorKeys` for the keys, and `evidence_subject` for why this is a table. */
@Entity('finding_anchor')
@ForeignKey('finding', ['orgId', 'verdictId', 'ordinal'], ['orgId', 'verdictId', 'ordinal'], {
  name: 'finding_anchor_finding',
})
export class FindingAnchorRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') key!: string;
  @PrimaryColumn('uuid') verdictId!: string;
  @PrimaryColumn('integer') ordinal!: number;
}
