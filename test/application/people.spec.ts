import { describe, expect, it } from '@jest/globals';

import type { Actor, PrincipalId } from '#application';
import { addSeconds, digestOf, toUtf8 } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { hire, PASSWORD } from './staff.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace();
const KIM = { email: 'Kim@Example.org', name: 'Kim', roles: ['engineer'] };
const DELEGATION = digestOf(toUtf8('Kim signs for us.'));

async function lastAudit(actor: Actor): Promise<string> {
  const page = await at.current.useCases.read.run(actor, 'report:read', ({ audit }) => audit.list({ first: 100 }));
  const entry = page.items.at(-1)?.node;
  return `${entry?.action} ${entry?.target} by ${entry?.actor}`;
}

describe('an invitation', () => {
  it('adds a person who may not sign in yet, is shown once, and is on record', async () => {
    const ada = await at.current.organization();
    const { person, token, invitation } = await at.current.useCases.invitePerson.run(ada, KIM);
    expect(person).toMatchObject({ email: 'kim@example.org', name: 'Kim', roles: ['engineer'], state: 'invited' });
    expect(invitation).toMatchObject({ person: person.id, hash: digestOf(toUtf8(token)) });
    expect(invitation.expiresAt).toBe(addSeconds(invitation.createdAt, 72 * 3600));
    expect(await lastAudit(ada)).toBe(`person.invited ${person.id} by ${ada.principal}`);
    const credentials = { organization: 'acme', email: KIM.email, password: PASSWORD };
    expect(await refusalOf(() => at.current.useCases.signIn.run(credentials))).toBe('SIGN_IN_REFUSED');
  });

  it('is accepted once, with a name of the person’s own, and lets that person sign in', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, invitePerson, signIn } = at.current.useCases;
    const { token, person } = await invitePerson.run(ada, KIM);
    const accepted = await acceptInvitation.run({ token, password: PASSWORD, name: 'Kim Lee' });
    expect(accepted.person).toEqual({ ...person, name: 'Kim Lee', state: 'active' });
    expect(await lastAudit(ada)).toBe(`person.accepted ${person.id} by ${person.id}`);
    expect(await refusalOf(() => acceptInvitation.run({ token, password: PASSWORD }))).toBe('INVITATION_UNKNOWN');
    const { view } = await signIn.run({ organization: 'acme', email: 'KIM@example.org', password: PASSWORD });
    expect(view.person).toEqual({ id: person.id, name: 'Kim Lee', email: 'kim@example.org' });
  });

  it('ends after three days, and with the next one', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, inviteAgain, invitePerson } = at.current.useCases;
    const first = await invitePerson.run(ada, KIM);
    const second = await inviteAgain.run(ada, first.person.id);
    const accept = (token: string) => refusalOf(() => acceptInvitation.run({ token, password: PASSWORD }));
    expect(await accept(first.token)).toBe('INVITATION_UNKNOWN');
    at.current.ports.clock.advance(72 * 3600);
    expect(await accept(second.token)).toBe('INVITATION_UNKNOWN');
    const third = await inviteAgain.run(ada, first.person.id);
    at.current.ports.clock.advance(72 * 3600 - 1);
    expect(await accept(third.token)).toBe('none');
  });

  it('is not used up by a password that is refused', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, invitePerson } = at.current.useCases;
    const { token } = await invitePerson.run(ada, KIM);
    for (const password of ['short', 'kim@example.org', 'x'.repeat(257)]) {
      expect(await refusalOf(() => acceptInvitation.run({ token, password }))).toBe('PASSWORD_REFUSED');
    }
    expect(await refusalOf(() => acceptInvitation.run({ token, password: PASSWORD, name: ' ' }))).toBe('NAME_INVALID');
    expect(await refusalOf(() => acceptInvitation.run({ token, password: PASSWORD }))).toBe('none');
  });

  it('is accepted by one of two who try at once', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, invitePerson } = at.current.useCases;
    const { token } = await invitePerson.run(ada, KIM);
    const tries = ['one plain password', 'other plain password'].map((password) =>
      refusalOf(() => acceptInvitation.run({ token, password })),
    );
    expect((await Promise.all(tries)).sort()).toEqual(['INVITATION_UNKNOWN', 'none']);
  });

  it.each([
    ['a role that does not exist', { roles: ['root'] }, 'ROLES_INVALID'],
    ['no role', { roles: [] }, 'ROLES_INVALID'],
    ['the role that takes two people to give', { roles: ['engineer', 'signatory'] }, 'BINDING_BY_GRANT'],
    ['an address that is none', { email: 'kim' }, 'EMAIL_INVALID'],
    ['an empty name', { name: '' }, 'NAME_INVALID'],
  ])('is refused with %s', async (_, change, code) => {
    const ada = await at.current.organization();
    expect(await refusalOf(() => at.current.useCases.invitePerson.run(ada, { ...KIM, ...change }))).toBe(code);
  });

  it('is one per address in an organization, and another organization has its own', async () => {
    const { invitePerson } = at.current.useCases;
    const [one, other] = [await at.current.organization(), await at.current.organization()];
    await invitePerson.run(one, KIM);
    expect(await refusalOf(() => invitePerson.run(one, { ...KIM, email: 'KIM@EXAMPLE.ORG' }))).toBe('EMAIL_TAKEN');
    expect(await refusalOf(() => invitePerson.run(other, KIM))).toBe('none');
  });

  it('comes with a new organization whose administrator has an address', async () => {
    const { acceptInvitation, createOrganization, signIn } = at.current.useCases;
    const order = { slug: 'first-people', name: 'First', synthetic: false, administrator: 'Ada' };
    const { invited } = await createOrganization.run({ ...order, administratorEmail: 'ada@example.org' });
    await acceptInvitation.run({ token: invited?.token ?? '', password: PASSWORD });
    const { view } = await signIn.run({ organization: order.slug, email: 'ada@example.org', password: PASSWORD });
    expect(view).toMatchObject({ roles: ['administrator'], organization: { slug: 'first-people', synthetic: false } });
  });
});

describe('a new invitation for somebody who could sign in', () => {
  it('ends the sessions and the password of before, and keeps the name that was accepted first', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, authenticateSession, inviteAgain } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
    const { secret } = await kim.signIn();
    const { token } = await inviteAgain.run(ada, kim.person.id);
    expect(await refusalOf(() => authenticateSession.run(secret))).toBe('SESSION_NONE');
    expect(await refusalOf(() => kim.signIn())).toBe('SIGN_IN_REFUSED');
    const { person } = await acceptInvitation.run({ token, password: 'some other plain words', name: 'Mallory' });
    expect(person.name).toBe('Kim');
    expect(await refusalOf(() => authenticateSession.run(secret))).toBe('SESSION_NONE');
    expect(await refusalOf(() => kim.signIn())).toBe('SIGN_IN_REFUSED');
    expect(await refusalOf(() => kim.signIn('some other plain words'))).toBe('none');
  });

  it('does not hand authority to bind to the administrator who sees the link', async () => {
    const { ada, officer, signatory } = await threePeople();
    await grantTo(signatory.person.id, { by: ada, confirmedBy: officer });
    const { person } = await at.current.useCases.inviteAgain.run(ada, signatory.person.id);
    expect(person.roles).toEqual(['engineer']);
  });
});

describe('the last active administrator', () => {
  it('is not demoted, deactivated or invited again; with a second one, the first may go', async () => {
    const ada = await at.current.organization();
    const { changeRoles, deactivatePerson, inviteAgain } = at.current.useCases;
    const { person } = await hire(at.current, ada, { name: 'Kim', roles: ['administrator'] });
    for (const vanish of [
      () => changeRoles.run(ada, person.id, ['auditor']),
      () => deactivatePerson.run(ada, person.id),
      () => inviteAgain.run(ada, person.id),
    ]) {
      expect(await refusalOf(vanish)).toBe('LAST_ADMINISTRATOR');
    }
    expect(await refusalOf(() => changeRoles.run(ada, person.id, ['administrator', 'auditor']))).toBe('none');
    await at.current.useCases.invitePerson.run(ada, { email: 'un@accepted.org', name: 'Un', roles: ['administrator'] });
    expect(await refusalOf(() => deactivatePerson.run(ada, person.id))).toBe('LAST_ADMINISTRATOR');
    await hire(at.current, ada, { name: 'Lee', roles: ['administrator'] });
    expect(await refusalOf(() => deactivatePerson.run(ada, person.id))).toBe('none');
  });

  it('stays when two administrators remove each other at once', async () => {
    const ada = await at.current.organization();
    const { changeRoles, deactivatePerson } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['administrator'] });
    const lee = await hire(at.current, ada, { name: 'Lee', roles: ['administrator'] });
    const [asKim, asLee] = [await kim.actor(), await lee.actor()];
    const codes = await Promise.all([
      refusalOf(() => deactivatePerson.run(asKim, lee.person.id)),
      refusalOf(() => changeRoles.run(asLee, kim.person.id, ['engineer'])),
    ]);
    expect(codes.sort()).toEqual(['LAST_ADMINISTRATOR', 'none']);
  });
});

describe('roles', () => {
  it('that change end the sessions of before; the next one has the new permissions', async () => {
    const ada = await at.current.organization();
    const { authenticateSession, changeRoles } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
    const { secret } = await kim.signIn();
    await changeRoles.run(ada, kim.person.id, ['auditor']);
    expect(await lastAudit(ada)).toBe(`person.roles-changed ${kim.person.id} by ${ada.principal}`);
    expect(await refusalOf(() => authenticateSession.run(secret))).toBe('SESSION_NONE');
    expect((await kim.actor()).permissions).toEqual(['evidence:read', 'report:read']);
  });

  it('that stay end nothing and leave no trace', async () => {
    const ada = await at.current.organization();
    const { authenticateSession, changeRoles } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
    const { secret } = await kim.signIn();
    const before = await lastAudit(ada);
    await changeRoles.run(ada, kim.person.id, ['engineer']);
    expect(await lastAudit(ada)).toBe(before);
    expect(await refusalOf(() => authenticateSession.run(secret))).toBe('none');
  });

  it('of nobody, or of somebody elsewhere, cannot be changed', async () => {
    const [ada, other] = [await at.current.organization(), await at.current.organization()];
    const { person } = await hire(at.current, other, { name: 'Kim', roles: ['engineer'] });
    const { changeRoles, deactivatePerson, inviteAgain } = at.current.useCases;
    for (const id of [person.id, 'nobody' as PrincipalId]) {
      for (const use of [
        () => changeRoles.run(ada, id, ['auditor']),
        () => deactivatePerson.run(ada, id),
        () => inviteAgain.run(ada, id),
      ]) {
        expect(await refusalOf(use)).toBe('PERSON_UNKNOWN');
      }
    }
  });
});

describe('who is deactivated', () => {
  it('is out at once, on record once, and comes back by a new invitation only', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, authenticateSession, deactivatePerson, inviteAgain } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
    const { secret } = await kim.signIn();
    await deactivatePerson.run(ada, kim.person.id);
    expect(await refusalOf(() => authenticateSession.run(secret))).toBe('SESSION_NONE');
    expect(await refusalOf(() => kim.signIn())).toBe('SIGN_IN_REFUSED');
    const recorded = await lastAudit(ada);
    expect(recorded).toBe(`person.deactivated ${kim.person.id} by ${ada.principal}`);
    expect((await deactivatePerson.run(ada, kim.person.id)).state).toBe('deactivated');
    const { token } = await inviteAgain.run(ada, kim.person.id);
    await acceptInvitation.run({ token, password: PASSWORD });
    expect(await refusalOf(() => kim.signIn())).toBe('none');
  });

  it('takes an open invitation along', async () => {
    const ada = await at.current.organization();
    const { acceptInvitation, deactivatePerson, invitePerson } = at.current.useCases;
    const { token, person } = await invitePerson.run(ada, KIM);
    await deactivatePerson.run(ada, person.id);
    expect(await refusalOf(() => acceptInvitation.run({ token, password: PASSWORD }))).toBe('INVITATION_UNKNOWN');
  });
});

describe('authority to bind', () => {
  it('is asked for by one, confirmed by another, held by a third, and on record with its document', async () => {
    const { ada, officer, signatory } = await threePeople();
    const { secret } = await signatory.signIn();
    const person = await grantTo(signatory.person.id, { by: ada, confirmedBy: officer });
    expect(person.roles).toEqual(['signatory', 'engineer']);
    expect((await signatory.actor()).permissions).toContain('statement:bind');
    expect(await refusalOf(() => at.current.useCases.authenticateSession.run(secret))).toBe('SESSION_NONE');
  });

  it('is not an administrator’s to give alone: not by roles, not to himself, not by confirming what he asked', async () => {
    const { officer, signatory } = await threePeople();
    const { askToBind, changeRoles, confirmBinding } = at.current.useCases;
    const root = await at.current.organization('granting');
    const kim = await hire(at.current, root, { name: 'Kim', roles: ['administrator'] });
    const lee = await hire(at.current, root, { name: 'Lee', roles: ['engineer'] });
    const asKim = await kim.actor();
    const ask = (person: PrincipalId) => askToBind.run(asKim, { person, delegation: DELEGATION });
    expect(await refusalOf(() => changeRoles.run(asKim, kim.person.id, ['administrator', 'signatory']))).toBe(
      'BINDING_BY_GRANT',
    );
    expect(await refusalOf(() => ask(kim.person.id))).toBe('FOUR_EYES');
    const grant = await ask(lee.person.id);
    expect(await refusalOf(() => confirmBinding.run(asKim, grant.id))).toBe('FOUR_EYES');
    expect(await refusalOf(() => ask(signatory.person.id))).toBe('PERSON_UNKNOWN');
    expect(await refusalOf(() => confirmBinding.run(officer, grant.id))).toBe('GRANT_UNKNOWN');
  });

  it('is not confirmed by who is to hold it, by a machine, or by the same person under another account', async () => {
    const ada = await at.current.organization();
    const { askToBind, confirmBinding } = at.current.useCases;
    const kim = await hire(at.current, ada, { name: 'Kim', roles: ['compliance-officer'] });
    const grant = await askToBind.run(ada, { person: kim.person.id, delegation: DELEGATION });
    const machine = await at.current.colleague(ada, 'CI', { principalKind: 'machine' });
    const again = await at.current.colleague(ada, 'Ada');
    expect(await refusalOf(async () => confirmBinding.run(await kim.actor(), grant.id))).toBe('FOUR_EYES');
    expect(await refusalOf(() => confirmBinding.run(machine, grant.id))).toBe('PERSON_NEEDED');
    expect(await refusalOf(() => confirmBinding.run(again, grant.id))).toBe('FOUR_EYES');
  });

  it('is confirmed once: who lost it needs to be asked for anew', async () => {
    const { ada, officer, signatory } = await threePeople();
    const { askToBind, changeRoles, confirmBinding } = at.current.useCases;
    const { id } = signatory.person;
    const grant = await askToBind.run(ada, { person: id, delegation: DELEGATION });
    await confirmBinding.run(officer, grant.id);
    await changeRoles.run(ada, id, ['engineer']);
    expect(await refusalOf(() => changeRoles.run(ada, id, ['engineer', 'signatory']))).toBe('BINDING_BY_GRANT');
    expect(await refusalOf(() => confirmBinding.run(officer, grant.id))).toBe('GRANT_CONFIRMED');
  });

  it('is not asked for, nor confirmed, for who cannot sign in', async () => {
    const { ada, officer, signatory } = await threePeople();
    const { askToBind, confirmBinding, deactivatePerson } = at.current.useCases;
    const { id: person } = signatory.person;
    const grant = await askToBind.run(ada, { person, delegation: DELEGATION });
    await deactivatePerson.run(ada, person);
    expect(await refusalOf(() => confirmBinding.run(officer, grant.id))).toBe('PERSON_INACTIVE');
    expect(await refusalOf(() => askToBind.run(ada, { person, delegation: DELEGATION }))).toBe('PERSON_INACTIVE');
  });
});

async function threePeople() {
  const ada = await at.current.organization();
  const officer = await (await hire(at.current, ada, { name: 'Robin', roles: ['compliance-officer'] })).actor();
  const signatory = await hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
  return { ada, officer, signatory };
}

async function grantTo(person: PrincipalId, { by, confirmedBy }: { readonly by: Actor; readonly confirmedBy: Actor }) {
  const { askToBind, confirmBinding } = at.current.useCases;
  const { id } = await askToBind.run(by, { person, delegation: DELEGATION });
  return confirmBinding.run(confirmedBy, id);
}
