import { describe, expect, it } from '@jest/globals';

import { addSeconds, AppError, parseInstant, type Digest } from '#kernel';

import type { AuthenticatedToken } from '../ports/index.js';
import { ManualClock } from '../testing/manual-clock.js';
import { testActor } from '../testing/test-actor.js';
import { formatApiToken, hashApiToken } from './api-token.js';
import { AuthenticateToken } from './authenticate-token.js';

const NOW = parseInstant('2026-05-01T12:00:00Z');
const TOKEN = formatApiToken(new Uint8Array(32).fill(7));
const ADA = testActor({ permissions: ['evidence:read'] });
const HELD: AuthenticatedToken = {
  token: {
    id: '01975b00-0000-7000-8000-0000000000cc',
    organization: ADA.organization,
    principal: ADA.principal,
    hash: hashApiToken(TOKEN),
    permissions: ['evidence:read'],
    createdAt: addSeconds(NOW, -60),
    expiresAt: addSeconds(NOW, 1),
  },
  principal: { id: ADA.principal, kind: 'person', name: 'Ada' },
  organization: { id: ADA.organization, slug: 'acme' },
};

function authentication(held: AuthenticatedToken = HELD) {
  const asked: Digest[] = [];
  const find = (hash: Digest) => {
    asked.push(hash);
    return Promise.resolve(held.token.hash === hash ? held : undefined);
  };
  return { use: new AuthenticateToken({ tokens: { find }, clock: new ManualClock(NOW) }), asked };
}

async function refusalFor(text: string, held?: AuthenticatedToken) {
  const error: unknown = await authentication(held)
    .use.run(text)
    .catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) throw new Error('the token was let in');
  const { kind, code, message, details } = error;
  return { kind, code, message, details };
}

const withToken = (changes: Partial<AuthenticatedToken['token']>): AuthenticatedToken => ({
  ...HELD,
  token: { ...HELD.token, ...changes },
});

describe('a token at the door', () => {
  it('lets in its principal with its permissions and no others', async () => {
    expect(await authentication().use.run(TOKEN)).toEqual(ADA);
  });

  it('is looked up by its hash, never as it is', async () => {
    const { use, asked } = authentication();
    await use.run(TOKEN);
    expect(asked).toEqual([hashApiToken(TOKEN)]);
  });

  it('is not looked up at all when it cannot be one of ours', async () => {
    const { use, asked } = authentication();
    await expect(use.run(`${TOKEN.slice(0, -1)}!`)).rejects.toMatchObject({ code: 'TOKEN_REFUSED' });
    expect(asked).toEqual([]);
  });

  it('is refused in the same words whether it is unknown, expired, revoked or malformed', async () => {
    const refusals = [
      await refusalFor(formatApiToken(new Uint8Array(32).fill(8))),
      await refusalFor(TOKEN, withToken({ expiresAt: NOW })),
      await refusalFor(TOKEN, withToken({ revokedAt: addSeconds(NOW, -1) })),
      await refusalFor('avr_nonsense'),
    ];
    expect(refusals[0]).toMatchObject({ kind: 'unauthenticated', code: 'TOKEN_REFUSED' });
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  });
});
