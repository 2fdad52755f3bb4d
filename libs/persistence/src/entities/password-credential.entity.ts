import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { OrganizationId, PrincipalId } from '#application';
import type { Instant } from '#kernel';

import { InstantColumn } from './columns.js';

/** One way to be recognised. The application role writes it and cannot read it. */
@Entity('password_credential')
@ForeignKey('person', ['orgId', 'personId'], ['orgId', 'id'], { name: 'password_credential_person' })
export class PasswordCredentialRow {
  @PrimaryColumn('uuid') orgId!: OrganizationId;
  @PrimaryColumn('uuid') personId!: PrincipalId;
  @Column('text') kept!: string;
  @InstantColumn() keptAt!: Instant;
}
