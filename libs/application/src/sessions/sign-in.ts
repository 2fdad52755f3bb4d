import { AppError } from '#kernel';

import type { SessionId } from '../ids.js';
import { isEmail, normalizeEmail } from '../people/email.js';
import { couldBePassword } from '../people/password.js';
import { personOf } from '../people/person-of.js';
import type { KeptPassword } from '../people/person-record.js';
import { formatSecret, hashSecret } from '../people/secret.js';
import type { Ports } from '../ports/index.js';
import { isSlug } from '../slug.js';
import { requireTenant } from '../tenant.js';
import { viewOf, type SessionView } from './read-session.js';
import { sessionEnd, type SessionRecord } from './session-record.js';

export interface Credentials {
  /** Slug. */
  readonly organization: string;
  readonly email: string;
  readonly password: string;
}

export interface SignedIn {
  /** For the cookie; never kept. */
  readonly secret: string;
  readonly view: SessionView;
}

/** An e-mail address and a password -> a session. Who cannot sign in learns nothing else, not even by waiting. */
export class SignIn {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'people' | 'passwords' | 'clock' | 'identifiers'>) {}

  /** @throws AppError unauthenticated SIGN_IN_REFUSED; too-busy PASSWORDS_BUSY */
  async run(credentials: Credentials): Promise<SignedIn> {
    const { passwords } = this.ports;
    const { password } = credentials;
    const found = couldBePassword(password) ? await this.find(credentials) : undefined;
    // Nobody found costs the same work: the time taken says nothing.
    const right = await passwords.verify(couldBePassword(password) ? password : '', found?.kept);
    if (found === undefined || !right) throw refused();
    return this.start(credentials, found);
  }

  private async find({ organization, email }: Credentials): Promise<KeptPassword | undefined> {
    const address = normalizeEmail(email);
    if (!isSlug(organization) || !isEmail(address)) return undefined;
    return this.ports.people.password(organization, address);
  }

  private start(credentials: Credentials, { organization: tenant, person, kept }: KeptPassword): Promise<SignedIn> {
    const { clock, identifiers, unitOfWork } = this.ports;
    const secret = formatSecret(identifiers.secret());
    const now = clock.now();
    const id = identifiers.next() as SessionId;
    const session: SessionRecord = { id, person, hash: hashSecret(secret), startedAt: now, seenAt: now };
    return unitOfWork.run(tenant, async (stores) => {
      await stores.people.lock();
      // Deactivated, or given another password, while we were looking: what was right is not any more.
      if ((await this.find(credentials))?.kept !== kept) throw refused();
      await stores.sessions.start(session);
      await stores.audit.append([{ actor: person, action: 'session.started', target: id, at: now }]);
      const [organization, record] = [await requireTenant(stores), await personOf(stores, person)];
      return { secret, view: viewOf(organization, record, sessionEnd(session)) };
    });
  }
}

function refused(): AppError {
  return new AppError(
    'unauthenticated',
    'SIGN_IN_REFUSED',
    'no active person of this organization has this address and password: check all three, or ask an administrator for a new invitation',
  );
}
