import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { OrganizationId, PersonRecord, PrincipalId, Role } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn, type Columns } from './columns.js';

@Entity('person')
@Unique('person_email', ['orgId', 'email'])
@ForeignKey('organization', ['orgId'], ['id'], { name: 'person_organization' })
export class PersonRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') id!: PrincipalId;
  @Column('text') email!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') state!: PersonRecord['state'];
  @InstantColumn() createdAt!: Instant;
}

export function toPersonRow(orgId: OrganizationId, person: PersonRecord): Columns<PersonRow> {
  return { ...person, orgId, roles: [...person.roles] };
}

export function fromPersonRow(row: PersonRow): PersonRecord {
  const { id, email, name, roles, state, createdAt } = row;
  return { id, email, name, roles, state, createdAt };
}
