import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { closeApi, createApi, listen } from '#api';
import { Clock } from '#application';
import { addSeconds, parseInstant, toUtf8, type Instant } from '#kernel';

import { HttpClient, Refusal } from '../support/http-client.js';
import { withDatabase } from '../support/postgres.js';
import { tenantAtWork, type TenantAtWork } from './tenant-at-work.js';

class HandClock extends Clock {
  private at = parseInstant('2026-11-20T12:00:00Z');

  now(): Instant {
    return this.at;
  }

  advance(seconds: number): void {
    this.at = addSeconds(this.at, seconds);
  }
}

const ADDRESS = { host: '127.0.0.1', port: 0 };
const db = withDatabase();
const clock = new HandClock();
let tenant: TenantAtWork;
let api: Awaited<ReturnType<typeof createApi>>;
let client: HttpClient;

beforeAll(async () => {
  tenant = await tenantAtWork(db.current.database, 'busy', { clock });
  api = await createApi({
    useCases: tenant.useCases,
    options: { ...ADDRESS, operatorToken: undefined, maxUploadBytes: 1024, explorer: false },
    readiness: { ready: () => Promise.resolve(true) },
    errorLog: { record: () => undefined },
  });
  client = new HttpClient(await listen(api, ADDRESS), tenant.token);
});
afterAll(async () => {
  client.close();
  await closeApi(api);
  await tenant.close();
});

const age = (seconds: number) =>
  db.current.query(`UPDATE outbox SET created_at = now() - make_interval(secs => $1)`, [seconds]);
const held = async (): Promise<number> => {
  const counts = await tenant.useCases.read.run(tenant.actor, 'evidence:read', ({ evidence }) => evidence.counts());
  return counts.stored + counts.settled;
};

describe('a door whose backlog is older than a minute', () => {
  it('answers 429 and says when to come back, over either kind of upload, and keeps nothing', async () => {
    await client.submit(toUtf8('{"before":"the backlog"}'));
    await age(300);
    clock.advance(2);
    for (const contentType of ['application/octet-stream', 'application/x-ndjson']) {
      const answer = await refusal({ contentType });
      expect([answer.status, JSON.parse(answer.body).code]).toEqual([429, 'BACKLOG']);
      expect(answer.retryAfter).toMatch(/^3\d$/); // a tenth of the backlog's age, in seconds
    }
    expect(await held()).toBe(1);
  });

  it('opens again once the backlog is young', async () => {
    await age(59);
    clock.advance(2);
    expect(await client.submit(toUtf8('{"after":"the backlog"}'))).toMatchObject({ outcome: 'received' });
    expect(await held()).toBe(2);
  });

  it('still lets what is held be read', async () => {
    await age(300);
    clock.advance(2);
    expect(await client.get('/v1/evidence/' + (await first()))).toMatchObject({ state: 'stored' });
  });
});

async function first(): Promise<string> {
  const page = await tenant.useCases.read.run(tenant.actor, 'evidence:read', ({ evidence }) =>
    evidence.list({ first: 1 }, {}),
  );
  return page.items[0]?.node.digest ?? '';
}

async function refusal({ contentType }: { readonly contentType: string }) {
  try {
    await client.send({ method: 'POST', path: '/v1/evidence', contentType, body: '{"too":"much"}' });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was accepted');
}
