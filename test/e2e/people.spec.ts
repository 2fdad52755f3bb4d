import { beforeAll, describe, expect, it } from '@jest/globals';

import { ApiClient } from '#cli';
import { digestOf, toUtf8 } from '#kernel';

import { withServer, type TestClient } from '../support/running-server.js';

const PASSWORD = 'a few plain words';
const COOKIE = '__Host-averment';
const DELEGATION = digestOf(toUtf8('Lee signs for us.'));

interface Asking {
  readonly method?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

describe('people, over HTTP', () => {
  const server = withServer();
  let administrator: TestClient;

  beforeAll(async () => {
    administrator = await server.current.organization({ slug: 'acme' });
  });

  /** As a browser asks that shows our own page; a header that is empty is left out. */
  const ask = (path: string, { method = 'GET', cookie, body, headers = {} }: Asking = {}) => {
    const sent = {
      ...{ origin: server.current.url, 'x-averment-request': 'web' },
      ...(cookie !== undefined && { cookie: `theme=dark; ${COOKIE}=${cookie}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    return fetch(new URL(path, server.current.url), {
      method,
      headers: Object.entries(sent).filter(([, value]) => value !== ''),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  };

  const refusal = async (answer: Promise<Response>) => {
    const response = await answer;
    return [response.status, ((await response.json()) as { readonly code: string }).code];
  };

  const signIn = (email: string, password = PASSWORD, more: Asking = {}) =>
    ask('/v1/session', { method: 'POST', body: { organization: 'acme', email, password }, ...more });

  const secretOf = (response: Response) =>
    /^__Host-averment=([^;]*);/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';

  const graphql = async (cookie: string, query: string, variables: object = {}, headers = {}) =>
    (await (await ask('/graphql', { method: 'POST', cookie, body: { query, variables }, headers })).json()) as {
      readonly data?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null;
      readonly errors?: readonly { readonly extensions: { readonly reason: string } }[];
    };

  const invite = async (input: {
    readonly email: string;
    readonly name: string;
    readonly roles: readonly string[];
  }) => {
    const query = 'mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { token person { id state } } }';
    const { invitePerson } = await administrator.graphql<{
      readonly invitePerson: { readonly token: string; readonly person: { readonly id: string } };
    }>(query, { input });
    return { token: invitePerson.token, id: invitePerson.person.id };
  };

  /** Invited, and accepted. */
  const hire = async (name: string, roles: readonly string[]) => {
    const email = `${name.toLowerCase()}@example.org`;
    const { token, id } = await invite({ email, name, roles });
    const accepted = await ask(`/v1/invitations/${token}`, { method: 'POST', body: { password: PASSWORD } });
    expect(accepted.status).toBe(200);
    const cookie = async () => secretOf(await signIn(email));
    return { id, email, cookie };
  };

  it('sign in with a cookie for this host alone, which no script can read, and are told who they are', async () => {
    const kim = await hire('Kim', ['engineer']);
    const response = await signIn('KIM@example.org');
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-averment=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const session = (await response.json()) as object;
    expect(session).toEqual({
      organization: { slug: 'acme', name: 'Organization acme', synthetic: true },
      person: { id: kim.id, name: 'Kim', email: 'kim@example.org' },
      roles: ['engineer'],
      permissions: ['evidence:read', 'evidence:write', 'report:read'],
      expiresAt: expect.stringMatching(/^\d{4}-/),
    });
    const read = await ask('/v1/session', { cookie: secretOf(response) });
    expect([read.status, await read.json()]).toEqual([200, session]);
    const me = await graphql(secretOf(response), '{ me { name email roles permissions } organization { slug } }');
    expect(me.data).toEqual({
      me: { name: 'Kim', email: 'kim@example.org', roles: ['engineer'], permissions: expect.any(Array) },
      organization: { slug: 'acme' },
    });
  });

  it('who sign in with a cookie that somebody gave them get another one', async () => {
    const { email } = await hire('Fix', ['auditor']);
    const planted = 'A'.repeat(43);
    const response = await signIn(email, PASSWORD, { cookie: planted });
    expect(secretOf(response)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(secretOf(response)).not.toBe(planted);
    expect(await refusal(ask('/v1/session', { cookie: planted }))).toEqual([401, 'SESSION_NONE']);
  });

  it('who are nobody are told so, by one code', async () => {
    expect(await refusal(ask('/v1/session'))).toEqual([401, 'SESSION_NONE']);
    expect((await graphql('', '{ organization { slug } }')).errors?.[0]?.extensions.reason).toBe('SESSION_NONE');
    for (const cookie of ['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}%0A`]) {
      expect(await refusal(ask('/v1/session', { cookie }))).toEqual([401, 'SESSION_NONE']);
    }
    expect(await refusal(administrator.request('/v1/session'))).toEqual([401, 'SESSION_NONE']);
  });

  it('are refused in the same bytes, whatever was wrong', async () => {
    const { email } = await hire('Bea', ['engineer']);
    const gone = await hire('Gone', ['engineer']);
    await administrator.graphql('mutation ($id: ID!) { deactivatePerson(person: $id) { state } }', { id: gone.id });
    const right = { organization: 'acme', email, password: PASSWORD };
    const answers = [];
    for (const wrong of [
      { password: 'some other plain words' },
      { email: 'nobody@example.org' },
      { email: gone.email },
      { organization: 'elsewhere' },
    ]) {
      const response = await ask('/v1/session', { method: 'POST', body: { ...right, ...wrong } });
      const { requestId, ...answer } = (await response.json()) as Record<string, unknown>;
      expect(requestId).toBeDefined();
      answers.push({ ...answer, cookie: response.headers.get('set-cookie') });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 401, code: 'SIGN_IN_REFUSED', cookie: null });
  });

  it('who sign out are out: the cookie is taken back, and replaying it opens nothing', async () => {
    const kim = await hire('Out', ['engineer']);
    const cookie = await kim.cookie();
    const response = await ask('/v1/session', { method: 'DELETE', cookie });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-averment=; .*Max-Age=0$/);
    expect(await refusal(ask('/v1/session', { cookie }))).toEqual([401, 'SESSION_NONE']);
    expect((await graphql(cookie, '{ organization { slug } }')).errors?.[0]?.extensions.reason).toBe('SESSION_NONE');
  });

  it('who are deactivated in the middle of a session do not finish it', async () => {
    const kim = await hire('Mid', ['engineer']);
    const cookie = await kim.cookie();
    expect((await ask('/v1/session', { cookie })).status).toBe(200);
    await administrator.graphql('mutation ($id: ID!) { deactivatePerson(person: $id) { state } }', { id: kim.id });
    expect(await refusal(ask('/v1/session', { cookie }))).toEqual([401, 'SESSION_NONE']);
  });

  describe('whose browser is made to ask by a foreign page', () => {
    const CREATE = 'mutation { createProduct(input: { slug: "forged", name: "Forged" }) { __typename } }';
    let cookie: string;
    beforeAll(async () => {
      cookie = await (await hire('Vic', ['engineer'])).cookie();
    });

    it.each([
      ['another origin', { origin: 'https://evil.example' }],
      ['no origin', { origin: '' }],
      ['the origin of a sandboxed page', { origin: 'null' }],
      ['a host that only begins like ours', { origin: 'ORIGIN.evil.example' }],
      ['the same host at another port', { origin: 'http://127.0.0.1:1' }],
      ['no header of our pages', { 'x-averment-request': '' }],
      ['another word in it', { 'x-averment-request': 'cli' }],
      ['a foreign origin and our own Referer', { origin: 'https://evil.example', referer: 'ORIGIN/' }],
    ])('change nothing with %s', async (_, headers) => {
      const forged = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, value.replace('ORIGIN', server.current.url)]),
      );
      const body = { query: CREATE };
      const answer = await graphql(cookie, CREATE, {}, forged);
      expect([answer.errors?.[0]?.extensions.reason, answer.data ?? null]).toEqual(['REQUEST_FORGED', null]);
      const more = { method: 'POST', cookie, headers: forged } as const;
      expect(await refusal(ask('/v1/evidence', { ...more, body }))).toEqual([403, 'REQUEST_FORGED']);
      expect(await refusal(ask('/v1/session', { ...more, method: 'DELETE' }))).toEqual([403, 'REQUEST_FORGED']);
      expect(await refusal(signIn('vic@example.org', PASSWORD, { headers: forged }))).toEqual([403, 'REQUEST_FORGED']);
      expect((await ask('/v1/session', { cookie })).status).toBe(200);
    });

    it('change nothing by GET, either', async () => {
      const path = `/graphql?query=${encodeURIComponent(CREATE)}`;
      const answer = await (await ask(path, { cookie })).text();
      expect(answer).toContain('errors');
      const { data } = await graphql(cookie, '{ product(slug: "forged") { id } }');
      expect(data).toEqual({ product: null });
    });

    it('may read, and take the Referer for an origin that a browser left out', async () => {
      expect((await ask('/v1/session', { cookie, headers: { origin: '', 'x-averment-request': '' } })).status).toBe(
        200,
      );
      const headers = { origin: '', referer: `${server.current.url}/products` };
      const create = 'mutation { createProduct(input: { slug: "own", name: "Own" }) { __typename } }';
      expect((await ask('/graphql', { method: 'POST', cookie, body: { query: create }, headers })).status).toBe(200);
      expect((await graphql(cookie, '{ product(slug: "own") { slug } }')).data).toEqual({ product: { slug: 'own' } });
    });

    it('are not asked for a page where they send a token', async () => {
      const { data } = await graphql(
        cookie,
        '{ apiTokens { edges { cursor } } }',
        {},
        {
          ...{ authorization: `Bearer ${administrator.bearer}`, origin: 'https://elsewhere.example' },
        },
      );
      expect(data).toMatchObject({ apiTokens: { edges: expect.any(Array) } });
    });
  });

  it('do what their roles allow and nothing else', async () => {
    const cookie = await (await hire('Aud', ['auditor'])).cookie();
    const reasons = async (query: string) => (await graphql(cookie, query)).errors?.[0]?.extensions.reason;
    expect(await reasons('{ people { edges { node { name roles state } } } }')).toBeUndefined();
    expect(await reasons('{ apiTokens { edges { cursor } } }')).toBe('PERMISSION_MISSING');
    expect(await reasons('mutation { createProduct(input: { slug: "x", name: "X" }) { __typename } }')).toBe(
      'PERMISSION_MISSING',
    );
    expect(
      await reasons('mutation { invitePerson(input: { email: "a@b.org", name: "A", roles: ["auditor"] }) { token } }'),
    ).toBe('PERMISSION_MISSING');
  });

  it('are found page by page, with who asked for and confirmed authority to bind', async () => {
    const lee = await hire('Lee', ['engineer']);
    const officer = await (await hire('Robin', ['compliance-officer'])).cookie();
    const ask = 'mutation ($input: AskToBindInput!) { askToBind(input: $input) { id confirmedAt } }';
    const input = { person: lee.id, delegation: DELEGATION };
    const { askToBind } = await administrator.graphql<{ askToBind: { id: string } }>(ask, { input });
    const confirm = 'mutation ($grant: ID!) { confirmBinding(grant: $grant) { roles } }';
    const confirmed = await graphql(officer, confirm, { grant: askToBind.id });
    expect(confirmed.data).toEqual({ confirmBinding: { roles: ['signatory', 'engineer'] } });
    const { people } = await administrator.graphql<{
      people: { edges: { node: { id: string; bindingGrants: unknown[] } }[] };
    }>('{ people(first: 100) { edges { node { id bindingGrants { id delegation confirmedAt } } } } }');
    const found = people.edges.find(({ node }) => node.id === lee.id);
    expect(found?.node.bindingGrants).toEqual([
      { id: askToBind.id, delegation: DELEGATION, confirmedAt: expect.any(String) },
    ]);
  });

  it('begin with the administrator whom the operator names', async () => {
    const operator = new ApiClient(server.current.url, server.current.operatorToken);
    const order = { slug: 'founded', name: 'Founded', administrator: 'Ada', administratorEmail: 'ada@example.org' };
    const made = await operator.post<{ invitation: { token: string } }>('/v1/organizations', order);
    const path = `/v1/invitations/${made.invitation.token}`;
    const accept = () => ask(path, { method: 'POST', body: { name: 'Ada King', password: PASSWORD } });
    expect(await (await accept()).json()).toMatchObject({ person: { name: 'Ada King', email: 'ada@example.org' } });
    expect(await refusal(accept())).toEqual([404, 'INVITATION_UNKNOWN']);
    const body = { organization: 'founded', email: 'ada@example.org', password: PASSWORD };
    const session = (await (await ask('/v1/session', { method: 'POST', body })).json()) as { roles: string[] };
    expect(session.roles).toEqual(['administrator']);
  });

  it('are not guessed at: an account takes twenty attempts, whoever makes them, and others go on', async () => {
    const guess = (email: string) => signIn(email, 'not the password');
    let last = await guess('guessed@example.org');
    for (let time = 1; time < 21; time++) last = await guess('guessed@example.org');
    expect([last.status, ((await last.json()) as { code: string }).code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
