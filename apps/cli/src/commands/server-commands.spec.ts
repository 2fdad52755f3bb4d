import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf } from '#kernel';

import { aver, Folders, write } from '../testing/aver.js';
import { localServer, type Answer, type Asked, type LocalServer } from '../testing/local-server.js';

const folders = new Folders();
const servers: LocalServer[] = [];
afterAll(() => folders.remove());
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const TOKEN = 'avr_not_a_real_token_0123456789';
const HOSTILE = 'bad\u001b[2J\u202e thing';

async function serverThat(answer: (asked: Asked, count: number) => Answer): Promise<LocalServer> {
  const server = await localServer(answer);
  servers.push(server);
  return server;
}

const signedIn = ({ url }: Pick<LocalServer, 'url'>) => ({ AVERMENT_URL: url, AVERMENT_TOKEN: TOKEN });

function acknowledge({ body }: Asked): Answer {
  return { status: 202, body: { digest: digestOf(body), id: 'id', outcome: 'received' } };
}

const refuse = (status: number, detail: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { code: 'A_CODE', detail },
});

let folder: string;
let first: string;
beforeAll(async () => {
  folder = await folders.fresh();
  await write(
    folder,
    new Map([
      ['a.json', '{"a":1}'],
      ['below/b.json', '{"b":2}'],
      ['below/c.json', '{"c":3}'],
    ]),
  );
  first = join(folder, 'a.json');
});

describe('aver submit', () => {
  it('sends every file below a folder, byte for byte, with the token', async () => {
    const server = await serverThat(acknowledge);
    const { exit, out } = await aver(['submit', folder], { environment: signedIn(server) });
    expect(exit).toBe(0);
    expect(server.asked.map(({ body }) => body.toString()).sort()).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
    expect(new Set(server.asked.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(out).toContain(`${digestOf(await readFile(first))}  received  ${first}`);
  });

  it('with --json prints one value per file and nothing else', async () => {
    const server = await serverThat(acknowledge);
    const { out } = await aver(['--json', 'submit', folder], { environment: signedIn(server) });
    const values = out.split('\n').map((line) => JSON.parse(line) as { outcome: string });
    expect(values.map(({ outcome }) => outcome)).toEqual(['received', 'received', 'received']);
  });

  it('on a terminal says what it has to say when the bar is through', async () => {
    const server = await serverThat(acknowledge);
    const { out, exit } = await aver(['submit', folder], { environment: signedIn(server), columns: 80 });
    expect(exit).toBe(0);
    expect(out.split('\n')).toHaveLength(3);
  });

  it('waits as long as a busy server says, and asks again', async () => {
    const waited: number[] = [];
    const server = await serverThat((asked, count) =>
      count <= 2 ? refuse(429, 'busy', { 'retry-after': String(count * 7) }) : acknowledge(asked),
    );
    const { exit } = await aver(['submit', first], {
      environment: signedIn(server),
      wait: (seconds) => Promise.resolve(void waited.push(seconds)),
    });
    expect(exit).toBe(0);
    expect(waited).toEqual([7, 14]);
  });

  it('waits a minute at most at once, and not for ever', async () => {
    const waited: number[] = [];
    const server = await serverThat(() => refuse(429, 'busy', { 'retry-after': '86400' }));
    const { exit, notes } = await aver(['submit', first], {
      environment: signedIn(server),
      wait: (seconds) => Promise.resolve(void waited.push(seconds)),
    });
    expect(exit).toBe(2);
    expect(notes).toContain('busy (A_CODE)');
    expect(new Set(waited)).toEqual(new Set([60]));
    expect(waited.length).toBeLessThan(10);
  });

  it('says what was taken and what was not when it is neither all nor nothing', async () => {
    const server = await serverThat((asked) =>
      asked.body.toString().includes('b') ? refuse(413, 'too large') : acknowledge(asked),
    );
    const { exit, out, notes } = await aver(['submit', folder], { environment: signedIn(server) });
    expect(exit).toBe(5);
    expect(out.split('\n')).toHaveLength(2);
    expect(notes).toContain('2 of 3 were taken');
  });

  it.each([
    ['refuses every file as too large', () => refuse(413, 'too large'), 3],
    ['refuses the token', () => refuse(401, 'who are you'), 4],
    ['forbids it', () => refuse(403, 'not you'), 4],
    ['fails', () => refuse(500, 'oops'), 2],
    ['is not ready', () => refuse(503, 'later'), 2],
    ['is no server of ours', () => ({ body: '<html>welcome</html>' }), 2],
    ['says yes without saying what', () => ({ body: {} }), 2],
    ['sends elsewhere', () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }), 2],
  ])('when the server %s ends with a code that says so', async (_, answer: () => Answer, code) => {
    const server = await serverThat(answer);
    const { exit, out } = await aver(['submit', folder], { environment: signedIn(server) });
    expect({ exit, out }).toEqual({ exit: code, out: '' });
  });

  it('stops asking once the token was refused', async () => {
    const files = new Map(Array.from({ length: 40 }, (_, index) => [`${index}.json`, `${index}`]));
    const many = await folders.fresh();
    await write(many, files);
    const server = await serverThat(() => refuse(401, 'who are you'));
    await aver(['submit', many], { environment: signedIn(server) });
    expect(server.asked.length).toBeLessThan(40);
  });

  it('could not check where no server answers', async () => {
    const server = await localServer(acknowledge);
    await server.close();
    const { exit, notes } = await aver(['submit', first], { environment: signedIn(server) });
    expect(exit).toBe(2);
    expect(notes).toContain('SERVER_UNREACHABLE');
  });

  it('shows what a hostile server says without obeying it', async () => {
    const server = await serverThat(() => refuse(400, HOSTILE));
    const { notes } = await aver(['submit', first], { environment: signedIn(server) });
    expect(notes).toContain('bad[U+001B][2J[U+202E] thing');
    expect(notes).not.toMatch(/[\u001b\u202e]/);
  });

  it('shows a hostile file name without obeying it', async () => {
    const file = join(await folders.fresh(), 'a\u001b[31m\u202e.json');
    await writeFile(file, '1');
    const server = await serverThat(acknowledge);
    for (const argv of [
      ['submit', file],
      ['--json', 'submit', file],
    ]) {
      const { out } = await aver(argv, { environment: signedIn(server) });
      expect(out).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it.each([
    ['no token', () => ['submit', first], {}, 4, 'TOKEN_MISSING'],
    ['a file that is not there', () => ['submit', join(folder, 'x')], { AVERMENT_TOKEN: TOKEN }, 3, 'FILE_UNREADABLE'],
  ])('with %s never asks', async (_, argv, environment, code, words) => {
    const { exit, notes } = await aver(argv(), { environment });
    expect(exit).toBe(code);
    expect(notes).toContain(words);
  });

  it('with nothing to send is a wrong usage, not a success', async () => {
    const { exit, notes } = await aver(['submit', await folders.fresh()], { environment: { AVERMENT_TOKEN: TOKEN } });
    expect(exit).toBe(3);
    expect(notes).toContain('NOTHING_TO_SUBMIT');
  });
});

interface Operation {
  readonly query: string;
  readonly variables: { readonly input: Record<string, unknown> };
}
const operationOf = ({ body }: Asked) => JSON.parse(body.toString()) as Operation;
const done = (): Answer => ({
  body: {
    data: { createProduct: { id: '1' }, createRelease: { id: '2' }, declareManifest: { digest: 'sha256:0' } },
  },
});

describe('aver release', () => {
  it('names product and release and declares the digests of the files', async () => {
    const server = await serverThat(done);
    const argv = ['release', 'app@1.0.0', '--artifact', first, '--revision', 'a'.repeat(40)];
    expect((await aver(argv, { environment: signedIn(server) })).exit).toBe(0);
    const inputs = server.asked.map(operationOf).map(({ variables }) => variables.input);
    expect(inputs).toEqual([
      { slug: 'app', name: 'app' },
      { product: 'app', version: '1.0.0' },
      expect.objectContaining({
        artifacts: [
          { name: 'a.json', digests: expect.arrayContaining([digestOf(await readFile(first))]) as unknown as string[] },
        ],
        revision: 'a'.repeat(40),
      }),
    ]);
  });

  it('names a release of which nothing is declared yet', async () => {
    const server = await serverThat(done);
    const { exit, out } = await aver(['release', 'app@1.0.0'], { environment: signedIn(server) });
    expect(exit).toBe(0);
    expect(out).toContain('nothing new is declared');
    expect(server.asked).toHaveLength(2);
  });

  it.each([
    ['a file that is not there', () => ['app@1', '--artifact', join(folder, 'x')]],
    ['a name that is none', () => ['app']],
    ['a revision of nothing', () => ['app@1', '--revision', 'a'.repeat(40)]],
  ])('with %s makes nothing', async (_, argv) => {
    const server = await serverThat(done);
    expect((await aver(['release', ...argv()], { environment: signedIn(server) })).exit).toBe(3);
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['UNAUTHENTICATED', 4],
    ['FORBIDDEN', 4],
    ['CONFLICT', 3],
    ['BAD_USER_INPUT', 3],
    ['UNAVAILABLE', 2],
    ['INTERNAL_SERVER_ERROR', 2],
  ])('ends with its code when the server answers %s', async (code, exit) => {
    const server = await serverThat(() => ({ body: { errors: [{ message: HOSTILE, extensions: { code } }] } }));
    const said = await aver(['release', 'app@1'], { environment: signedIn(server) });
    expect(said).toMatchObject({ exit, out: '' });
    expect(said.notes).not.toMatch(/[\u001b\u202e]/);
  });

  it('could not check what is answered with nothing', async () => {
    const server = await serverThat(() => ({ body: { data: null } }));
    expect((await aver(['release', 'app@1'], { environment: signedIn(server) })).exit).toBe(2);
  });
});

describe('aver init', () => {
  const OPERATOR = 'operator-token-of-the-tests-0123';
  const init = (url: string) =>
    aver(['init', 'acme', '--name', 'Acme', '--administrator', 'Kim'], {
      environment: { AVERMENT_URL: url, AVERMENT_OPERATOR_TOKEN: OPERATOR },
    });

  it('prints the token alone on stdout, so that a shell can take it', async () => {
    const server = await serverThat(() => ({ status: 201, body: { token: TOKEN, expiresAt: '2027-01-01' } }));
    const { exit, out, notes } = await init(server.url);
    expect({ exit, out }).toEqual({ exit: 0, out: TOKEN });
    expect(notes).toContain('shown once');
    expect(server.asked[0]).toMatchObject({ path: '/v1/organizations', authorization: `Bearer ${OPERATOR}` });
  });

  it.each([
    ['an organization that exists', refuse(409, 'exists'), 3],
    ['a wrong operator token', refuse(401, 'who are you'), 4],
    ['an answer without token', { body: {} }, 2],
  ])('with %s ends with a code that says so', async (_, answer: Answer, code) => {
    const server = await serverThat(() => answer);
    expect(await init(server.url)).toMatchObject({ exit: code, out: '' });
  });

  it('needs the operator token', async () => {
    const { exit, notes } = await aver(['init', 'acme', '--name', 'A', '--administrator', 'B']);
    expect(exit).toBe(4);
    expect(notes).toContain('OPERATOR_TOKEN_MISSING');
  });
});
