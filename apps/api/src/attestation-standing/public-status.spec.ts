import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { UseCases } from '#application';
import { addDays, addSeconds, AppError, parseInstant, toUtf8 } from '#kernel';

import { createApi } from '../create-api.js';

const PUBLISHED = `sha256:${'a'.repeat(64)}`;
const UNKNOWN = `sha256:${'b'.repeat(64)}`;
const SIGNED = toUtf8('{"a bundle":true}');
const KEY = { fingerprint: 'ab'.repeat(32), pem: 'PEM', since: parseInstant('2026-11-01') };

describe('without an account', () => {
  const asked: string[] = [];
  let validUntil = addDays(KEY.since, 7);
  let app: NestFastifyApplication;

  beforeEach(async () => {
    asked.length = 0;
    validUntil = addDays(KEY.since, 7);
    const publishStatus = {
      run: (digest: string) => {
        asked.push(digest);
        if (digest !== PUBLISHED)
          return Promise.reject(new AppError('not-found', 'STATUS_UNKNOWN', 'no status is published for this digest'));
        return Promise.resolve({ bytes: SIGNED, issuedAt: KEY.since, validUntil });
      },
      keys: (after?: string) =>
        Promise.resolve(after === undefined ? { keys: [KEY], next: KEY.fingerprint } : { keys: [] }),
    };
    app = await createApi({
      useCases: { publishStatus, clock: { now: () => KEY.since } } as unknown as UseCases,
      options: { host: '127.0.0.1', port: 0, operatorToken: undefined, explorer: false, maxUploadBytes: 1000 },
      readiness: { ready: () => Promise.resolve(true) },
      errorLog: { record: () => undefined },
    });
  });
  afterEach(() => app.close());

  const get = (url: string, remoteAddress = '192.0.2.1') => app.inject({ method: 'GET', url, remoteAddress });

  it('gives the signed status of what was published, byte for byte, to be kept for a few minutes', async () => {
    const response = await get(`/v1/attestations/${PUBLISHED}/status`);
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload).toEqual(Buffer.from(SIGNED));
    expect(response.headers).toMatchObject({
      'content-type': 'application/vnd.dev.sigstore.bundle.v0.3+json',
      'cache-control': 'public, max-age=300',
      'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT',
    });
  });

  it('lets nobody keep it longer than it is valid', async () => {
    validUntil = addSeconds(KEY.since, 90);
    const { headers } = await get(`/v1/attestations/${PUBLISHED}/status`);
    expect(headers['cache-control']).toBe('public, max-age=90');
  });

  it('knows nothing of what was not, and says so in the same words whatever was asked', async () => {
    const answers = await Promise.all(
      [UNKNOWN, `sha256:${'c'.repeat(64)}`].map((digest) => get(`/v1/attestations/${digest}/status`)),
    );
    const [one, other] = answers.map((answer) => answer.json<Record<string, unknown>>());
    expect(one).toMatchObject({ status: 404, code: 'STATUS_UNKNOWN' });
    expect({ ...one, requestId: '' }).toEqual({ ...other, requestId: '' });
    expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'no-store']);
  });

  it('refuses what is no digest before anybody is asked', async () => {
    const response = await get('/v1/attestations/latest/status');
    expect([response.statusCode, response.json().code]).toEqual([400, 'DIGEST_INVALID']);
    expect(asked).toEqual([]);
  });

  it('still asks for a token where the attestation itself is', async () => {
    expect((await get(`/v1/attestations/${PUBLISHED}`)).json().code).toBe('TOKEN_MISSING');
  });

  it('shows the keys that sign what is published, and nothing about whose they are', async () => {
    const response = await get('/.well-known/averment/keys');
    const { fingerprint, pem: publicKey, since } = KEY;
    expect(response.json()).toEqual({ keys: [{ fingerprint, publicKey, since }], next: fingerprint });
    expect(response.headers['cache-control']).toBe('public, max-age=300');
    expect((await get(`/.well-known/averment/keys?after=${fingerprint}`)).json()).toEqual({ keys: [] });
  });

  it('answers one address only so often, over both doors together, and others meanwhile', async () => {
    const url = `/v1/attestations/${PUBLISHED}/status`;
    for (let time = 0; time < 30; time++) {
      await get(url);
      await get('/.well-known/averment/keys');
    }
    let response = await get(url);
    // The bucket fills while we ask.
    for (let more = 0; more < 30 && response.statusCode === 200; more++) response = await get(url);
    expect([response.statusCode, response.json().code]).toEqual([429, 'RATE_LIMITED']);
    expect(response.headers['retry-after']).toBe('1');
    expect((await get(url, '192.0.2.2')).statusCode).toBe(200);
  });
});
