import type {
  BindingGrant,
  InvitationRecord,
  Page,
  PageRequest,
  PeopleStore,
  PersonRecord,
  PrincipalId,
} from '#application';
import { groupBy } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { byId, isRowId, pageStart, rowIds, toPage } from '../cursor.js';
import { BindingGrantRow, fromBindingGrantRow, toBindingGrantRow } from '../entities/binding-grant.entity.js';
import { fromInvitationRow, InvitationRow, toInvitationRow } from '../entities/invitation.entity.js';
import { fromPersonRow, PersonRow, toPersonRow } from '../entities/person.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresPeopleStore implements PeopleStore {
  constructor(private readonly tenant: Tenant) {}

  async lock(): Promise<void> {
    const { manager, organization } = this.tenant;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('people ' || $1, 0))`, [organization]);
  }

  async add(person: PersonRecord): Promise<'added' | 'known'> {
    const row = toPersonRow(this.tenant.organization, person);
    return (await insertNew(this.tenant, PersonRow, [row])) === 1 ? 'added' : 'known';
  }

  async byId(id: PrincipalId): Promise<PersonRecord | undefined> {
    if (!isRowId(id)) return undefined;
    const row = await select(this.tenant, PersonRow, 'p').andWhere('p.id = :id', { id }).getOne();
    return row === null ? undefined : fromPersonRow(row);
  }

  async list(page: PageRequest): Promise<Page<PersonRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = select(this.tenant, PersonRow, 'p').orderBy('p.id').limit(take);
    if (after !== undefined) query.andWhere('p.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: fromPersonRow(row) }));
  }

  async change({ id, name, roles, state }: PersonRecord): Promise<void> {
    const { manager, organization: orgId } = this.tenant;
    await manager.update(PersonRow, { orgId, id }, { name, roles: [...roles], state });
  }

  async administrators(): Promise<readonly PrincipalId[]> {
    const rows = await select(this.tenant, PersonRow, 'p')
      .andWhere(`p.state = 'active' AND 'administrator' = ANY(p.roles)`)
      .orderBy('p.id')
      .getMany();
    return rows.map(({ id }) => id);
  }

  /** Past TypeORM, which would read what it wrote: this role cannot. */
  async keepPassword(person: PrincipalId, kept: string, at: Instant): Promise<void> {
    await this.tenant.manager.query(
      `INSERT INTO password_credential (org_id, person_id, kept, kept_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id, person_id) DO UPDATE SET kept = $3, kept_at = $4`,
      [this.tenant.organization, person, kept, at],
    );
  }

  async addInvitation(invitation: InvitationRecord): Promise<void> {
    await this.tenant.manager.insert(InvitationRow, toInvitationRow(this.tenant.organization, invitation));
  }

  async invitation(hash: Digest): Promise<InvitationRecord | undefined> {
    const row = await select(this.tenant, InvitationRow, 'i')
      .andWhere('i.hash = :hash AND i.endedAt IS NULL', { hash })
      .getOne();
    return row === null ? undefined : fromInvitationRow(row);
  }

  async endInvitations(person: PrincipalId, at: Instant): Promise<void> {
    await this.tenant.manager.query(
      'UPDATE invitation SET ended_at = $3 WHERE org_id = $1 AND person_id = $2 AND ended_at IS NULL',
      [this.tenant.organization, person, at],
    );
  }

  async askToBind(grant: BindingGrant): Promise<void> {
    await this.tenant.manager.insert(BindingGrantRow, toBindingGrantRow(this.tenant.organization, grant));
  }

  async confirmBinding(id: string, { by, at }: NonNullable<BindingGrant['confirmed']>): Promise<boolean> {
    const { affected } = await this.tenant.manager
      .createQueryBuilder()
      .update(BindingGrantRow)
      .set({ confirmedBy: by, confirmedAt: at })
      .where('orgId = :organization AND id = :id AND confirmedAt IS NULL', {
        organization: this.tenant.organization,
        id,
      })
      .execute();
    return affected === 1;
  }

  async bindingGrant(id: string): Promise<BindingGrant | undefined> {
    if (!isRowId(id)) return undefined;
    const row = await select(this.tenant, BindingGrantRow, 'b').andWhere('b.id = :id', { id }).getOne();
    return row === null ? undefined : fromBindingGrantRow(row);
  }

  async bindingGrants(people: readonly PrincipalId[]): Promise<ReadonlyMap<PrincipalId, readonly BindingGrant[]>> {
    const rows = await select(this.tenant, BindingGrantRow, 'b')
      .andWhere('b.personId = ANY(:people)', { people: rowIds(people) })
      .orderBy('b.id')
      .getMany();
    return groupBy(rows.map(fromBindingGrantRow), ({ person }) => person);
  }
}
