import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { AppError } from '#kernel';
import { BrowseCatalogs, BrowseRecipes, type Actor, type Submission, type UseCases } from '#application';
import { packageFrameworks } from '#platform';

import { createApi } from './create-api.js';

const ACTOR = {
  organization: 'o',
  principal: 'p',
  principalKind: 'machine',
  name: 'ci',
  permissions: ['evidence:write', 'report:read'],
} as unknown as Actor;
const TOKEN = 'avr_test';
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the HTTP door', () => {
  const logged: unknown[] = [];
  const submitted: Submission[] = [];
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await createApi({
      useCases: fakeUseCases(submitted),
      options: {
        host: '127.0.0.1',
        port: 0,
        operatorToken: 'operator-secret',
        explorer: true,
        maxUploadBytes: 1_000_000,
      },
      readiness: { ready: () => Promise.resolve(false) },
      errorLog: { record: (error) => void logged.push(error) },
    });
  });
  afterAll(() => app.close());

  const get = (url: string, token?: string) =>
    app.inject({ method: 'GET', url, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  const graphql = (query: string, token: string | undefined = TOKEN) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      payload: JSON.stringify({ query }),
    });
  const submit = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/evidence',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/octet-stream', ...headers },
      payload,
    });

  it('is alive without a database, but not ready', async () => {
    expect((await get('/livez')).statusCode).toBe(200);
    const ready = await get('/readyz');
    expect([ready.statusCode, ready.json().code]).toEqual([503, 'NOT_READY']);
  });

  it('answers an unknown address with problem details', async () => {
    const response = await get('/v1/nothing', TOKEN);
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status: 404, code: 'NO_SUCH_ADDRESS' });
  });

  it('refuses a request without a token, saying how to send one', async () => {
    const response = await get(`/v1/evidence/${DIGEST}`);
    expect([response.statusCode, response.json().code]).toEqual([401, 'TOKEN_MISSING']);
    expect(response.headers['www-authenticate']).toContain('Bearer');
  });

  it('refuses a token it does not know', async () => {
    expect((await get(`/v1/evidence/${DIGEST}`, 'avr_other')).json().code).toBe('TOKEN_REFUSED');
  });

  it('refuses a token without the permission that the door declares', async () => {
    const response = await get(`/v1/evidence/${DIGEST}`, TOKEN);
    expect([response.statusCode, response.json().code]).toEqual([403, 'PERMISSION_MISSING']);
  });

  it('hands evidence on byte for byte, whatever its content type says', async () => {
    submitted.length = 0;
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    expect((await submit(bytes, { 'content-type': 'application/json' })).statusCode).toBe(202);
    expect(Buffer.compare(submitted[0]!.bytes, bytes)).toBe(0);
  });

  it('takes one document per line of NDJSON and acknowledges each', async () => {
    submitted.length = 0;
    const response = await submit('{"a":1}\n\n{"b":2}', { 'content-type': 'application/x-ndjson' });
    const lines = response.payload
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number });
    expect(lines.map(({ line }) => line)).toEqual([1, 2]);
    expect(submitted.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('takes a container apart and acknowledges each piece, byte for byte', async () => {
    submitted.length = 0;
    const response = await submit('{"attestations":[{"bundle":{"a": 1}},{"bundle":{"b":2}}]}');
    expect([response.statusCode, response.headers['content-type']]).toEqual([202, 'application/x-ndjson']);
    expect(response.payload.trim().split('\n')).toHaveLength(2);
    expect(submitted.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['{"a": 1}', '{"b":2}']);
  });

  it('refuses bytes that do not hash to what Content-Digest says', async () => {
    const response = await submit('{}', { 'content-digest': 'sha-256=:AAAA:' });
    expect([response.statusCode, response.json().code]).toEqual([400, 'CONTENT_DIGEST']);
  });

  it('passes on how long a busy server wants to be left alone', async () => {
    const response = await submit('busy');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '7']);
  });

  it('shows nothing of an error it did not expect, and logs it', async () => {
    logged.length = 0;
    const response = await submit('explode');
    expect(response.statusCode).toBe(500);
    expect(response.payload).not.toContain('secret stack');
    expect(logged).toHaveLength(1);
  });

  it('lets only the operator create organizations', async () => {
    const create = (token: string) =>
      app.inject({
        method: 'POST',
        url: '/v1/organizations',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        payload: '{}',
      });
    expect((await create(TOKEN)).json().code).toBe('OPERATOR_REFUSED');
    expect((await create('operator-secret')).json().code).toBe('FIELD_MISSING');
  });

  it('answers GraphQL, and says UNAUTHENTICATED without a token', async () => {
    expect((await graphql('{ product(slug: "x") { slug } }')).json()).toEqual({ data: { product: { slug: 'x' } } });
    expect((await graphql('{ product(slug: "x") { slug } }', '')).json().errors[0].extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('shows how evidence is made with each tool, or why there is nothing to paste', async () => {
    const { data } = (await graphql('{ recipes { id claim title makes snippets { tool none } } }')).json();
    expect(data.recipes).toContainEqual(expect.objectContaining({ id: 'sbom', claim: 'sbom' }));
    const one = `{ recipe(id: "build-provenance") { snippets { tool language text rule needs notes none
      replace { name says example } filled { name value or } } } }`;
    const { snippets } = (await graphql(one)).json().data.recipe;
    expect(snippets).toContainEqual(
      expect.objectContaining({ tool: 'github-actions', language: 'yaml', needs: ['aver'], none: null }),
    );
    expect(snippets).toContainEqual(
      expect.objectContaining({ tool: 'cosign', none: expect.any(String), text: null, replace: [] }),
    );
    expect((await graphql('{ recipe(id: "../sbom") { id } }')).json().data).toEqual({ recipe: null });
  });

  it('lists the catalogs there are, and shows each whole', async () => {
    const { data } = (await graphql('{ catalogs { id status source controlCount overlays } }')).json();
    expect(data.catalogs).toContainEqual(
      expect.objectContaining({ id: 'ssdf-1.1', status: 'final', controlCount: 42 }),
    );
    expect(data.catalogs).toContainEqual(expect.objectContaining({ id: 'sp800-218a', overlays: 'ssdf-1.1' }));
    const whole = `{ catalog(id: "ssdf-1.1") {
      groups { levels { id } practices { controls { id summary } } } adopts { id }
      views { of: id groups { controls } } crosswalks { id from { catalog } to { catalog publication } rows { from to } }
    } }`;
    const { catalog } = (await graphql(whole)).json<{ data: { catalog: WholeCatalog } }>().data;
    const controls = catalog.groups.flatMap(({ practices }) => practices.flatMap((practice) => practice.controls));
    expect(controls).toHaveLength(42);
    expect(catalog.crosswalks).toContainEqual(
      expect.objectContaining({
        from: { catalog: 'ssdf-1.1' },
        to: { catalog: null, publication: expect.any(String) },
      }),
    );
    expect((await graphql('{ catalog(id: "../ssdf-1.1") { id } }')).json().data).toEqual({ catalog: null });
  });

  it('tells a GraphQL caller which permission is missing', async () => {
    const { errors } = (await graphql(`{ evidence(digest: "${DIGEST}") { id } }`)).json();
    expect(errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'PERMISSION_MISSING' });
  });

  it.each([
    [
      'depth',
      '{ product(slug: "x") { releases { edges { node { product { releases { edges { node { product { releases { edges { cursor } } } } } } } } } } } }',
    ],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: product(slug: "x") { slug }`).join(' ')} }`],
    ['rootFields', `{ ${Array.from({ length: 11 }, () => 'organization { slug }').join(' ')} }`],
    ['cost', '{ products(first: 100) { edges { node { releases(first: 100) { edges { node { version } } } } } } }'],
    [
      'cost',
      `{ ${Array.from({ length: 10 }, (_, i) => `a${i}: explainControl(release: {product: "x", version: "1"}, control: "A.1") { status }`).join(' ')} }`,
    ],
    [
      'cost',
      `{ ${['a', 'b', 'c'].map((alias) => `${alias}: gapPlan(release: {product: "x", version: "1"}, profile: "p") { of }`).join(' ')} }`,
    ],
    ['directives', `{ product(slug: "x") { slug ${'@skip(if: false) '.repeat(21)} } }`],
  ])('refuses a document over the limit of %s before running it', async (limit, query) => {
    const { errors } = (await graphql(query)).json();
    expect(errors[0].extensions).toMatchObject({
      code: expect.stringMatching(/QUERY_TOO_LARGE|GRAPHQL_VALIDATION_FAILED/),
    });
    expect(JSON.stringify(errors)).toContain(limit === 'directives' ? 'irective' : limit);
  });

  it('answers malformed GraphQL with 400 and an error', async () => {
    const response = await graphql('{ product(');
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toHaveLength(1);
  });

  it('refuses mutations over GET', async () => {
    const response = await app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent('mutation { revokeToken(id: "x") }')}`,
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(response.payload).not.toContain('"data":{"revokeToken"');
  });

  it('refuses a body over the limit', async () => {
    const response = await graphql(`{ product(slug: "${'x'.repeat(300_000)}") { slug } }`);
    expect(response.statusCode).toBe(413);
  });

  it('serves GraphiQL without naming another host', async () => {
    const page = await get('/graphiql');
    expect(page.statusCode).toBe(200);
    expect(page.payload).not.toMatch(/https?:\/\//);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

interface WholeCatalog {
  readonly groups: readonly { readonly practices: readonly { readonly controls: readonly unknown[] }[] }[];
  readonly crosswalks: readonly unknown[];
}

function fakeUseCases(submitted: Submission[]): UseCases {
  const fakes = {
    authenticateToken: {
      run: (token: string) =>
        token === TOKEN
          ? Promise.resolve(ACTOR)
          : Promise.reject(new AppError('unauthenticated', 'TOKEN_REFUSED', 'no such token')),
    },
    read: {
      run: (_: Actor, __: string, read: (stores: unknown) => Promise<unknown>) =>
        read({
          products: {
            bySlug: (slug: string) =>
              Promise.resolve({ id: '1', slug, name: slug, createdAt: '2026-01-01T00:00:00.000Z' }),
          },
        }),
    },
    browseCatalogs: new BrowseCatalogs({ frameworks: packageFrameworks() }),
    browseRecipes: new BrowseRecipes({ frameworks: packageFrameworks() }),
    createOrganization: { run: () => Promise.reject(new AppError('internal', 'UNEXPECTED', 'not in this test')) },
    receiveEvidence: {
      run: (_: Actor, items: Submission[]) => {
        const text = Buffer.from(items[0]!.bytes).toString();
        if (text === 'busy')
          return Promise.reject(new AppError('too-busy', 'BACKLOG', 'later', { details: { retryAfterSeconds: 7 } }));
        if (text === 'explode') return Promise.reject(new Error('secret stack'));
        submitted.push(...items);
        return Promise.resolve(items.map(() => ({ digest: DIGEST, id: 'e', outcome: 'received' })));
      },
    },
  };
  return fakes as unknown as UseCases;
}
