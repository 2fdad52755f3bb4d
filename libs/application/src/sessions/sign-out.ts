import type { Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import { sessionNone } from './authenticate-session.js';

/** Ends the session of who asks, at once. */
export class SignOut {
  constructor(private readonly ports: Pick<Ports, 'unitOfWork' | 'clock'>) {}

  /** @throws AppError unauthenticated SESSION_NONE where a token asks */
  run({ organization, principal, session }: Actor): Promise<void> {
    if (session === undefined) throw sessionNone();
    const at = this.ports.clock.now();
    return this.ports.unitOfWork.run(organization, async (stores) => {
      if (!(await stores.sessions.end(session.id, at))) return;
      await stores.audit.append([{ actor: principal, action: 'session.ended', target: session.id, at }]);
    });
  }
}
