import { describe, expect, it } from '@jest/globals';

import { PasswordHasher, type Actor } from '#application';
import { addSeconds, AppError } from '#kernel';

import { refusalOf } from '../../libs/application/src/testing/refused.js';
import { hire, PASSWORD, type Hired } from './staff.js';
import { withWorkplace } from './workplace.js';

const at = withWorkplace();
const HALF_HOUR = 30 * 60;

async function kimOf(ada: Actor): Promise<Hired> {
  return hire(at.current, ada, { name: 'Kim', roles: ['engineer'] });
}

const authenticate = (secret: string) => at.current.useCases.authenticateSession.run(secret);
const codeFor = (secret: string) => refusalOf(() => authenticate(secret));

describe('signing in', () => {
  it('gives a secret that is not kept, and what the person may do', async () => {
    const ada = await at.current.organization();
    const kim = await kimOf(ada);
    const { secret, view } = await kim.signIn();
    expect(view).toEqual({
      organization: { slug: 'acme', name: 'Acme', synthetic: true },
      person: { id: kim.person.id, name: 'Kim', email: 'kim@example.org' },
      roles: ['engineer'],
      permissions: ['evidence:read', 'evidence:write', 'report:read'],
      expiresAt: addSeconds(at.current.ports.clock.now(), HALF_HOUR),
    });
    const actor = await authenticate(secret);
    expect(actor).toMatchObject({ organization: ada.organization, principal: kim.person.id, principalKind: 'person' });
    expect(actor.permissions).toEqual(view.permissions);
    expect(await at.current.useCases.readSession.run(actor)).toEqual(view);
    expect((await kim.signIn()).secret).not.toBe(secret);
  });

  it('is refused in the same words, after the same work, whatever was wrong', async () => {
    const ada = await at.current.organization();
    const kim = await kimOf(ada);
    const gone = await hire(at.current, ada, { name: 'Gone', roles: ['engineer'] });
    await at.current.useCases.deactivatePerson.run(ada, gone.person.id);
    await at.current.useCases.invitePerson.run(ada, { email: 'new@example.org', name: 'New', roles: ['engineer'] });
    const passwords = new CountingHasher(at.current.ports.passwords);
    const { signIn } = at.current.with({ passwords });
    const right = { organization: 'acme', email: kim.person.email, password: PASSWORD };
    const refusals = [];
    for (const wrong of [
      { password: 'some other plain words' },
      { password: 'x'.repeat(10_000) },
      { email: 'nobody@example.org' },
      { email: 'nobody' },
      { email: gone.person.email },
      { email: 'new@example.org' },
      { organization: 'no-such-organization' },
      { organization: 'Not\u0000a slug' },
    ]) {
      refusals.push(await refusalIn(signIn.run({ ...right, ...wrong })));
    }
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ kind: 'unauthenticated', code: 'SIGN_IN_REFUSED' });
    expect(passwords.verified).toBe(refusals.length);
  });

  it('does not open another organization in which the same address has another password', async () => {
    const one = await at.current.organization('twin-one');
    const other = await at.current.organization('twin-two');
    await kimOf(one);
    const { token } = await at.current.useCases.invitePerson.run(other, {
      ...{ email: 'kim@example.org', name: 'Kim', roles: ['administrator'] },
    });
    await at.current.useCases.acceptInvitation.run({ token, password: 'quite another sentence' });
    const credentials = { organization: 'twin-two', email: 'kim@example.org', password: PASSWORD };
    expect(await refusalOf(() => at.current.useCases.signIn.run(credentials))).toBe('SIGN_IN_REFUSED');
  });

  it('does not succeed for who was deactivated while the password was being checked', async () => {
    const ada = await at.current.organization();
    const kim = await kimOf(ada);
    const passwords = new CountingHasher(at.current.ports.passwords, async () => {
      await at.current.useCases.deactivatePerson.run(ada, kim.person.id);
    });
    const credentials = { organization: 'acme', email: kim.person.email, password: PASSWORD };
    expect(await refusalOf(() => at.current.with({ passwords }).signIn.run(credentials))).toBe('SIGN_IN_REFUSED');
  });
});

describe('a session', () => {
  it('ends half an hour after it was last used', async () => {
    const kim = await kimOf(await at.current.organization());
    const { secret } = await kim.signIn();
    at.current.ports.clock.advance(HALF_HOUR - 1);
    expect(await codeFor(secret)).toBe('none');
    at.current.ports.clock.advance(HALF_HOUR - 1);
    expect(await codeFor(secret)).toBe('none');
    at.current.ports.clock.advance(HALF_HOUR);
    expect(await codeFor(secret)).toBe('SESSION_NONE');
  });

  it('ends twelve hours after it began, however much it is used', async () => {
    const kim = await kimOf(await at.current.organization());
    const { secret } = await kim.signIn();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      at.current.ports.clock.advance(20 * 60);
      expect(await codeFor(secret)).toBe('none');
    }
    at.current.ports.clock.advance(20 * 60);
    expect(await codeFor(secret)).toBe('SESSION_NONE');
  });

  it('is noted as seen once a minute, not at each request', async () => {
    const kim = await kimOf(await at.current.organization());
    const { secret, view } = await kim.signIn();
    at.current.ports.clock.advance(59);
    expect((await authenticate(secret)).session?.expiresAt).toBe(view.expiresAt);
    at.current.ports.clock.advance(1);
    expect((await authenticate(secret)).session?.expiresAt).toBe(addSeconds(view.expiresAt, 60));
  });

  it('ends with signing out, on record, and the others of the same person go on', async () => {
    const ada = await at.current.organization();
    const kim = await kimOf(ada);
    const [one, other] = [await kim.signIn(), await kim.signIn()];
    const actor = await authenticate(one.secret);
    await at.current.useCases.signOut.run(actor);
    await at.current.useCases.signOut.run(actor);
    expect([await codeFor(one.secret), await codeFor(other.secret)]).toEqual(['SESSION_NONE', 'none']);
    const page = await at.current.useCases.read.run(ada, 'report:read', ({ audit }) => audit.list({ first: 100 }));
    const ends = page.items.filter(({ node }) => node.action === 'session.ended');
    expect(ends.map(({ node }) => [node.target, node.actor])).toEqual([[actor.session?.id, kim.person.id]]);
  });

  it('is nothing that a token has', async () => {
    const ada = await at.current.organization();
    expect(await refusalOf(() => at.current.useCases.readSession.run(ada))).toBe('SESSION_NONE');
    expect(await refusalOf(() => at.current.useCases.signOut.run(ada))).toBe('SESSION_NONE');
  });

  it.each(['', 'x', '0'.repeat(43), `${'0'.repeat(42)}\n`])('is not opened by %j', async (secret) => {
    expect(await codeFor(secret)).toBe('SESSION_NONE');
  });

  it('does not let an engineer, or an administrator, state for the organization', async () => {
    const ada = await at.current.organization();
    const administrator = await hire(at.current, ada, { name: 'Kim', roles: ['administrator'] });
    const order = {
      ...{ attestation: `sha256:${'0'.repeat(64)}`, words: 'w', wordsShown: `sha256:${'0'.repeat(64)}` },
      ...{ name: 'Kim', title: 'CEO', authority: 'director' },
    } as const;
    const state = async (actor: Actor) =>
      refusalOf(() => at.current.useCases.stateProducerStatement.run(actor, order as never));
    expect(await state(await administrator.actor())).toBe('PERMISSION_MISSING');
    expect(await state(ada)).toBe('WORDS_DIFFER');
  });
});

/** Counts how often a password was checked, whoever it was for. */
class CountingHasher extends PasswordHasher {
  verified = 0;

  constructor(
    private readonly inner: PasswordHasher,
    private readonly meanwhile: () => Promise<void> = () => Promise.resolve(),
  ) {
    super();
  }

  hash(password: string): Promise<string> {
    return this.inner.hash(password);
  }

  async verify(password: string, kept: string | undefined): Promise<boolean> {
    this.verified += 1;
    const right = await this.inner.verify(password, kept);
    await this.meanwhile();
    return right;
  }
}

async function refusalIn(work: Promise<unknown>) {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error('somebody was let in');
  const { kind, code, message, details } = error;
  return { kind, code, message, details };
}
