import { Column, Entity, ForeignKey, Generated, Index, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId, TrustRuleRecord } from '#application';
import type { Instant } from '#kernel';
import type { TrustRule } from '#verification';

import { InstantColumn } from './columns.js';

/** One row per version of a rule; at most one of an id is in force, the others are retired, none is deleted. */
@Entity('trust_rule')
@Index('trust_rule_in_force', ['orgId', 'ruleId'], { unique: true, where: 'retired_at IS NULL' })
@ForeignKey('principal', ['orgId', 'createdBy'], ['orgId', 'id'], { name: 'trust_rule_created_by' })
export class TrustRuleRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') @Generated('uuid') id!: string;
  @Column('text') ruleId!: string;
  @Column('json') body!: TrustRule;
  @InstantColumn() createdAt!: Instant;
  @Column('uuid') createdBy!: PrincipalId;
  @InstantColumn({ nullable: true }) retiredAt!: Instant | null;
}

export function fromTrustRuleRow(row: TrustRuleRow): TrustRuleRecord {
  const { body, createdAt, createdBy, retiredAt } = row;
  return { rule: body, createdAt, createdBy, ...(retiredAt === null ? {} : { retiredAt }) };
}
