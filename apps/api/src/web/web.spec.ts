import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { createApi } from '../create-api.js';
import type { ApiParts } from '../api.module.js';

const HTML = { accept: 'text/html,application/xhtml+xml' };
const PAGE =
  '<meta property="csp-nonce" nonce="%CSP_NONCE%" /><script type="module" src="/assets/index-a1.js"></script>';

describe('the web application', () => {
  let folder: string;
  let app: NestFastifyApplication;

  async function apiOver(built: string): Promise<NestFastifyApplication> {
    const parts = {
      useCases: {},
      options: { host: '127.0.0.1', port: 0, operatorToken: undefined, maxUploadBytes: 1024, explorer: false },
      readiness: { ready: async () => true },
      errorLog: { record: () => undefined },
    };
    const options = { ...parts.options, web: pathToFileURL(`${built}/`) };
    return createApi({ ...parts, options } as unknown as ApiParts);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'averment-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'secret.txt'), 'not for anybody');
    await writeFile(join(folder, 'assets', 'index-a1.js'), 'export {};');
    app = await apiOver(folder);
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = HTML) => app.inject({ method: 'GET', url, headers });

  it.each(['/', '/coverage', '/controls/PW.4.1?product=app', `/evidence/sha256:${'a'.repeat(64)}`])(
    'survives a reload at %s',
    async (url) => {
      const { statusCode, headers, body } = await get(url);
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(body).toContain('src="/assets/index-a1.js"');
    },
  );

  it('comes under a policy that lets nothing in but its own files, with a nonce of its own each time', async () => {
    const answers = await Promise.all([get('/'), get('/')]);
    const nonces = answers.map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    answers.forEach(({ headers }, index) => {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[index]}'`);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    });
  });

  it('is given to browsers alone: a machine at a wrong address is told so', async () => {
    const { statusCode, body } = await get('/coverage', { accept: '*/*' });
    expect([statusCode, JSON.parse(body)]).toEqual([404, expect.objectContaining({ code: 'NO_SUCH_ADDRESS' })]);
  });

  it.each(['/v1/nothing', '/.well-known/nothing', '/graphql/nothing', '/assets/nothing.js'])(
    'never stands in for a door: %s',
    async (url) => {
      const { statusCode, body } = await get(url);
      expect([statusCode, JSON.parse(body)]).toEqual([404, expect.objectContaining({ code: 'NO_SUCH_ADDRESS' })]);
    },
  );

  it('has its files by the names that the build gave them, for as long as anybody keeps them', async () => {
    const { statusCode, headers, body } = await get('/assets/index-a1.js', { accept: '*/*' });
    expect([statusCode, headers['content-type'], body]).toEqual([200, 'text/javascript; charset=utf-8', 'export {};']);
    expect(headers['cache-control']).toContain('immutable');
  });

  it.each(['..%2fsecret.txt', '%2e%2e%2findex.html', 'index.html', 'secret.txt', 'index-a1.js%00', '.js'])(
    'has no other file: %s',
    async (name) => {
      expect((await get(`/assets/${name}`)).statusCode).toBe(404);
    },
  );

  it('is not there where it was not built', async () => {
    const sources = await mkdtemp(join(tmpdir(), 'averment-web-'));
    await writeFile(join(sources, 'index.html'), '<script type="module" src="/src/main.tsx"></script>');
    const other = await apiOver(sources);
    expect((await other.inject({ method: 'GET', url: '/', headers: HTML })).statusCode).toBe(404);
    await other.close();
    await rm(sources, { recursive: true, force: true });
  });
});
