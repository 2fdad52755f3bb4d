import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { PeopleDirectory, PersonRecord, PrincipalId, Stores, UnitOfWork } from '#application';

import { buildBindingGrant, buildInvitation, buildPerson, buildSession } from '../support/people-records.js';
import { buildDigest, buildId, minute, seedTenant, type Tenant } from '../support/records.js';

interface Place {
  readonly unitOfWork: UnitOfWork;
  readonly people: PeopleDirectory;
}

/** What the stores and the directory owe whoever invites people and lets them in. */
export function peopleContract(name: string, open: () => Promise<Place>): void {
  describe(`people in ${name}`, () => {
    let place: Place;
    let tenant: Tenant;
    const run = <T>(work: (stores: Stores) => Promise<T>) => place.unitOfWork.run(tenant.id, work);

    beforeAll(async () => {
      place = await open();
    });
    beforeEach(async () => {
      tenant = await seedTenant(place.unitOfWork);
    });

    const add = async (changes: Partial<PersonRecord> = {}): Promise<PersonRecord> => {
      const person = buildPerson(changes);
      await run(async ({ organizations, people }) => {
        await people.add(person);
        await organizations.addPrincipal({ id: person.id, kind: 'person', name: person.name });
      });
      return person;
    };

    it('keeps one person per address, and what of a person may change', async () => {
      const person = await add();
      const twin = buildPerson({ email: person.email });
      expect(await run(({ people }) => people.add(twin))).toBe('known');
      expect(await run(({ people }) => people.byId(twin.id))).toBeUndefined();
      const changed = { ...person, name: 'Lee', roles: ['auditor'], state: 'deactivated' } as const;
      await run(({ people }) => people.change(changed));
      expect(await run(({ people }) => people.byId(person.id))).toEqual(changed);
      expect(await run(({ people }) => people.byId('x' as PrincipalId))).toBeUndefined();
    });

    it('lists people page by page', async () => {
      const everybody = [await add(), await add(), await add()];
      const first = await run(({ people }) => people.list({ first: 2 }));
      const after = first.items.at(-1)?.cursor ?? '';
      const second = await run(({ people }) => people.list({ first: 2, after }));
      expect([...first.items, ...second.items].map(({ node }) => node)).toEqual(everybody);
      expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false]);
    });

    it('counts as administrators those that are active', async () => {
      const one = await add({ roles: ['administrator', 'auditor'] });
      await add({ state: 'invited' });
      await add({ state: 'deactivated' });
      await add({ roles: ['auditor'] });
      expect(await run(({ people }) => people.administrators())).toEqual([one.id]);
    });

    it('makes whoever takes the lock wait for the other', async () => {
      const order: string[] = [];
      let locked: () => void = () => undefined;
      const first = new Promise<void>((resolve) => (locked = resolve));
      const slow = run(async ({ people }) => {
        await people.lock();
        locked();
        await people.list({ first: 1 });
        order.push('first');
      });
      await first;
      await run(async ({ people }) => {
        await people.lock();
        order.push('second');
      });
      await slow;
      expect(order).toEqual(['first', 'second']);
    });

    it('recognises an active person by organization and address, with the password that was kept last', async () => {
      const person = await add();
      const found = () => place.people.password(tenant.record.slug, person.email);
      expect(await found()).toBeUndefined();
      await run(({ people }) => people.keepPassword(person.id, 'first', minute(2)));
      await run(({ people }) => people.keepPassword(person.id, 'second', minute(3)));
      expect(await found()).toEqual({ organization: tenant.id, person: person.id, kept: 'second' });
      expect(await place.people.password('elsewhere', person.email)).toBeUndefined();
      for (const state of ['invited', 'deactivated'] as const) {
        await run(({ people }) => people.change({ ...person, state }));
        expect(await found()).toBeUndefined();
      }
    });

    it('knows an invitation until it, or all of its person, are ended', async () => {
      const [person, other] = [await add(), await add()];
      const [mine, theirs] = [buildInvitation(person), buildInvitation(other)];
      await run(async ({ people }) => {
        await people.addInvitation(mine);
        await people.addInvitation(theirs);
      });
      expect(await run(({ people }) => people.invitation(mine.hash))).toEqual(mine);
      expect(await place.people.invitation(mine.hash)).toBe(tenant.id);
      await run(({ people }) => people.endInvitations(person.id, minute(5)));
      expect(await run(({ people }) => people.invitation(mine.hash))).toBeUndefined();
      expect(await place.people.invitation(mine.hash)).toBeUndefined();
      expect(await place.people.invitation(theirs.hash)).toBe(tenant.id);
    });

    it('recognises a session with the name and roles of this moment, until it or its person is not there any more', async () => {
      const person = await add();
      const session = buildSession(person);
      await run(({ sessions }) => sessions.start(session));
      const found = () => place.people.session(session.hash);
      expect(await found()).toEqual({
        organization: tenant.id,
        session,
        person: { name: person.name, roles: person.roles },
      });
      await run(({ people }) => people.change({ ...person, roles: ['auditor'] }));
      expect((await found())?.person.roles).toEqual(['auditor']);
      await run(({ people }) => people.change({ ...person, state: 'deactivated' }));
      expect(await found()).toBeUndefined();
      await run(({ people }) => people.change(person));
      expect(await run(({ sessions }) => sessions.end(session.id, minute(5)))).toBe(true);
      expect(await run(({ sessions }) => sessions.end(session.id, minute(5)))).toBe(false);
      expect(await found()).toBeUndefined();
    });

    it('writes once a minute that a session was seen, and never after its end', async () => {
      const session = buildSession(await add());
      await run(({ sessions }) => sessions.start(session));
      const see = (at: number) => run(({ sessions }) => sessions.see(session.id, minute(at)));
      expect([await see(4), await see(5), await see(5), await see(6)]).toEqual([false, true, false, true]);
      expect((await place.people.session(session.hash))?.session.seenAt).toBe(minute(6));
      await run(({ sessions }) => sessions.end(session.id, minute(7)));
      expect(await see(9)).toBe(false);
    });

    it('ends all sessions of a person and no others', async () => {
      const [person, other] = [await add(), await add()];
      const [one, two, theirs] = [buildSession(person), buildSession(person), buildSession(other)];
      await run(async ({ sessions }) => {
        for (const session of [one, two, theirs]) await sessions.start(session);
      });
      expect(await run(({ sessions }) => sessions.endAll(person.id, minute(5)))).toBe(2);
      expect(await run(({ sessions }) => sessions.endAll(person.id, minute(6)))).toBe(0);
      expect(await place.people.session(theirs.hash)).toBeDefined();
    });

    it('gives no session to who has not accepted, and is no principal', async () => {
      const person = buildPerson({ state: 'invited' });
      await run(({ people }) => people.add(person));
      await expect(run(({ sessions }) => sessions.start(buildSession(person)))).rejects.toMatchObject({
        code: 'REFERENCE_UNKNOWN',
      });
    });

    it('has authority to bind confirmed once, and by three people whatever the code says', async () => {
      const person = await add();
      const colleague = await add();
      const grant = buildBindingGrant(tenant, person);
      await run(({ people }) => people.askToBind(grant));
      const confirm = (by: PrincipalId) => run(({ people }) => people.confirmBinding(grant.id, { by, at: minute(5) }));
      for (const same of [tenant.principal, person.id]) {
        await expect(confirm(same)).rejects.toThrow('binding_grant_four_eyes');
      }
      const own = { ...buildBindingGrant(tenant, person), requestedBy: person.id };
      await expect(run(({ people }) => people.askToBind(own))).rejects.toThrow('binding_grant_four_eyes');
      expect([await confirm(colleague.id), await confirm(colleague.id)]).toEqual([true, false]);
      const confirmed = { ...grant, confirmed: { by: colleague.id, at: minute(5) } };
      expect(await run(({ people }) => people.bindingGrant(grant.id))).toEqual(confirmed);
      expect(await run(({ people }) => people.bindingGrants([person.id, colleague.id]))).toEqual(
        new Map([[person.id, [confirmed]]]),
      );
      expect(await run(({ people }) => people.bindingGrant('x'))).toBeUndefined();
    });

    it('finds nobody by what nobody has', async () => {
      expect(await place.people.session(buildDigest('nothing'))).toBeUndefined();
      expect(await place.people.invitation(buildDigest('nothing'))).toBeUndefined();
      expect(await run(({ people }) => people.bindingGrant(buildId()))).toBeUndefined();
    });
  });
}
