import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId } from '#application';

/** Anchor key -> facts; see `anchorKeys` for the keys, and `evidence_subject` for why this is a table. */
@Entity('fact_anchor')
@ForeignKey('fact', ['orgId', 'verdictId', 'ordinal'], ['orgId', 'verdictId', 'ordinal'], { name: 'fact_anchor_fact' })
export class FactAnchorRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('text') key!: string;
  @PrimaryColumn('uuid') verdictId!: string;
  @PrimaryColumn('integer') ordinal!: number;
}
