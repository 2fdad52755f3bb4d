import { addSeconds, AppError } from '#kernel';

import type { Actor } from '../actor.js';
import { permissionsOf } from '../people/roles.js';
import { hashSecret, isSecret } from '../people/secret.js';
import type { Ports } from '../ports/index.js';
import { sessionEnd, type FoundSession } from './session-record.js';

const SEEN_EVERY_SECONDS = 60;

/** The secret of a cookie -> the person it stands for, with the roles of this moment. Every refusal reads the same. */
export class AuthenticateSession {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'people' | 'clock'>) {}

  /** @throws AppError unauthenticated SESSION_NONE */
  async run(secret: string): Promise<Actor> {
    const found = isSecret(secret) ? await this.ports.people.session(hashSecret(secret)) : undefined;
    if (found === undefined || sessionEnd(found.session) <= this.ports.clock.now()) throw sessionNone();
    const { organization, person } = found;
    const session = await this.see(found);
    return {
      ...{ organization, principal: session.person, principalKind: 'person', name: person.name },
      permissions: permissionsOf(person.roles),
      session: { id: session.id, expiresAt: sessionEnd(session) },
    };
  }

  /** Written once a minute: a page that asks ten things at once writes once. */
  private async see({ organization, session }: FoundSession): Promise<FoundSession['session']> {
    const now = this.ports.clock.now();
    if (addSeconds(session.seenAt, SEEN_EVERY_SECONDS) > now) return session;
    await this.ports.unitOfWork.run(organization, (stores) => stores.sessions.see(session.id, now));
    return { ...session, seenAt: now };
  }
}

export function sessionNone(): AppError {
  return new AppError(
    'unauthenticated',
    'SESSION_NONE',
    'nobody is signed in here, or the session has ended: sign in again',
  );
}
