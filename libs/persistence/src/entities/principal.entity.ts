import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId, PrincipalRecord } from '#application';

@Entity('principal')
@ForeignKey('organization', ['orgId'], ['id'], { name: 'principal_organization' })
export class PrincipalRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: PrincipalId;
  @Column('text') kind!: PrincipalRecord['kind'];
  @Column('text') name!: string;
}

export function fromPrincipalRow(row: PrincipalRow): PrincipalRecord {
  const { id, kind, name } = row;
  return { id, kind, name };
}
