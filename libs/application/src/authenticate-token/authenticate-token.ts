import { AppError } from '#kernel';

import type { Actor } from '../actor.js';
import type { Ports } from '../ports/index.js';
import { hashApiToken, isApiToken } from './api-token.js';

/** Text from an Authorization header -> the actor it stands for. Every refusal reads the same: no oracle. */
export class AuthenticateToken {
  constructor(private readonly ports: Pick<Ports, 'tokens' | 'clock'>) {}

  /** @throws AppError unauthenticated TOKEN_REFUSED */
  async run(token: string): Promise<Actor> {
    const found = isApiToken(token) ? await this.ports.tokens.find(hashApiToken(token)) : undefined;
    const now = this.ports.clock.now();
    if (found === undefined || found.token.revokedAt !== undefined || found.token.expiresAt <= now) throw refused();
    return {
      organization: found.organization.id,
      principal: found.principal.id,
      principalKind: found.principal.kind,
      name: found.principal.name,
      permissions: found.token.permissions,
    };
  }
}

function refused(): AppError {
  return new AppError(
    'unauthenticated',
    'TOKEN_REFUSED',
    'no such token, or it has expired or been revoked: send a current one as "Authorization: Bearer avr_…"',
  );
}
