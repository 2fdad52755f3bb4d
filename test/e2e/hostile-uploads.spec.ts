import { request } from 'node:http';
import { Readable } from 'node:stream';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf, equalBytes, fromUtf8, toUtf8 } from '#kernel';

import { withServer, type TestClient } from '../support/running-server.js';
import { verdictOf, type VerdictRow } from './controls.js';
import { hostileDocuments, type HostileDocument } from './hostile-documents.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';

const MIB = 1024 * 1024;
const LIMIT = 4 * MIB;

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}
interface Sent {
  readonly document: HostileDocument;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

describe('a hostile upload', () => {
  const server = withServer({ AVERMENT_MAX_UPLOAD_BYTES: String(LIMIT) });
  let sample: SampleOrganization;
  let client: TestClient;
  let sent: readonly Sent[];
  let before: { readonly coverage: string; readonly leaves: number };

  beforeAll(async () => {
    sample = await stockSample(server.current);
    client = sample.pipeline;
    before = { coverage: await coverageOf(sample), leaves: await leavesOf(client) };
    sent = await Promise.all(hostileDocuments(sample).map((document) => send(client, document)));
    await server.current.settled(sample.staff.administrator);
  });

  it('is received as the bytes it is, whatever it is called', () => {
    const refused = sent.filter(({ status }) => status !== 202);
    expect(refused.map(({ document, status, body }) => ({ name: document.name, status, ...body }))).toEqual([]);
    expect(sent.map(({ body }) => body['digest'])).toEqual(sent.map(({ document }) => digestOf(document.bytes)));
  });

  it('is kept to the byte', async () => {
    for (const { document } of sent) {
      const kept = await client.download(`/v1/evidence/${digestOf(document.bytes)}/raw`);
      expect([document.name, equalBytes(kept, document.bytes)]).toEqual([document.name, true]);
    }
  });

  it('gets a verdict that is not verified, with a code and a sentence for what is wrong', async () => {
    for (const { document } of sent) {
      const verdict = await verdictOf(client, digestOf(document.bytes));
      expect([document.name, isRefusal(verdict)]).toEqual([document.name, true]);
    }
  });

  it('takes its own place in the intake log', async () => {
    const distinct = new Set(sent.map(({ body }) => body['digest'])).size;
    expect(await leavesOf(client)).toBe(before.leaves + distinct);
  });

  it('changes nothing of what verified evidence says of the release, to the byte', async () => {
    expect(await coverageOf(sample)).toBe(before.coverage);
  });

  it.each([
    ['nothing at all', new Uint8Array(), {}, { status: 400, code: 'DOCUMENT_EMPTY' }],
    ['one byte too many', new Uint8Array(LIMIT + 1), {}, { status: 413, code: 'BODY_TOO_LARGE' }],
    ['of a type that is none', toUtf8('{"a":1}'), { 'content-type': 'nonsense' }, { status: 415, code: 'MEDIA_TYPE' }],
    [
      'other bytes than it says',
      toUtf8('{"a":"other bytes"}'),
      { 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` },
      { status: 400, code: 'CONTENT_DIGEST' },
    ],
  ])('is refused with a reason when it is %s, and not kept', async (_, bytes, headers, expected) => {
    const leaves = await leavesOf(client);
    const answer = await post(client, bytes, { 'content-type': 'application/octet-stream', ...headers });
    expect(await problemOf(answer)).toMatchObject(expected);
    expect((await client.request(`/v1/evidence/${digestOf(bytes)}`)).status).toBe(404);
    expect(await leavesOf(client)).toBe(leaves);
  });

  it('is refused at the limit, long before it ends, when it streams without end; then the server hangs up', async () => {
    const { problem, written } = await streamUntilHungUp(client, 64 * MIB);
    expect(problem).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(written).toBeLessThan(32 * MIB);
  });

  it('is judged line by line as NDJSON: bad lines neither stop nor colour the others', async () => {
    const lines = ['{"line":"one"}', 'no json', '\u0000', '{"line":', '{"line":"five"}'].map(toUtf8);
    const body = Buffer.concat(lines.flatMap((line) => [line, toUtf8('\r\n\n')]));
    const answer = await post(client, body, { 'content-type': 'application/x-ndjson' });
    const acknowledged = linesIn(await answer.text());
    const bytes = lines.map((line) => Buffer.concat([line, toUtf8('\r')]));
    expect(acknowledged.map(({ digest }) => digest)).toEqual(bytes.map(digestOf));
    await server.current.settled(sample.staff.administrator);
    for (const line of bytes) expect(isRefusal(await verdictOf(client, digestOf(line)))).toBe(true);
  });

  it('says which line was too long, and keeps those before it', async () => {
    const short = toUtf8('{"line":"before the long one"}');
    const pages = Array.from({ length: 200 }, (_, index) => toUtf8(`{"line":${index},"of":"the first batch"}\n`));
    const body = Buffer.concat([...pages, short, toUtf8('\n'), Buffer.alloc(LIMIT + 1, 'x'), toUtf8('\n')]);
    const answer = await post(client, body, { 'content-type': 'application/x-ndjson' });
    const last = linesIn(await answer.text()).at(-1);
    expect(last).toMatchObject({ line: pages.length + 2, error: { status: 413, code: 'LINE_TOO_LARGE' } });
    expect((await client.request(`/v1/evidence/${digestOf(short)}`)).status).toBe(200);
  });

  it.each([
    'not-a-digest',
    'sha256:ABC',
    `sha256:${'0'.repeat(64)}%00`,
    '..%2f..%2fsecrets',
    `sha512:${'0'.repeat(128)}`,
  ])('is not found by %s, and the answer names the reason', async (name) => {
    const { status, code, detail } = await problemOf(await client.request(`/v1/evidence/${name}/raw`));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(`${code} ${detail}`).toMatch(/^[A-Z_]+ .{10,}/);
  });

  it.each([
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['deep JSON', '['.repeat(50_000)],
    ['a key twice', '{"query":"{ organization { slug } }","query":"{ products { edges { cursor } } }"}'],
    ['no query', '{}'],
  ])('is refused with a reason by GraphQL too: %s', async (_, body) => {
    const answer = await client.request('/graphql', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/"(?:detail|message)":"[^"]{10,}"/);
  });

  it.each([
    ['half a document', '{"slug":', { status: 400, code: 'JSON_INVALID' }],
    ['a key twice', '{"slug":"a","slug":"b"}', { status: 400, code: 'JSON_DUPLICATE_KEY' }],
    ['deep JSON', '['.repeat(50_000), { status: 400, code: 'JSON_TOO_DEEP' }],
    ['more than a command needs', `"${'x'.repeat(MIB)}"`, { status: 413, code: 'BODY_TOO_LARGE' }],
  ])('is refused with a reason by commands too: %s', async (_, body, expected) => {
    const headers = { authorization: `Bearer ${server.current.operatorToken}`, 'content-type': 'application/json' };
    const answer = await client.request('/v1/organizations', { method: 'POST', body, headers });
    expect(await problemOf(answer)).toMatchObject(expected);
  });

  it('makes no error of ours', () => {
    expect(server.current.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

/** Not verified, and some rung says why, in a code and a sentence. */
function isRefusal(verdict: VerdictRow | undefined): boolean {
  const bad = verdict?.checks.find(({ outcome }) => outcome === 'failed' || outcome === 'could-not-check');
  return (
    verdict?.outcome !== 'verified' &&
    bad?.code !== undefined &&
    bad.code !== 'INTERNAL' &&
    (bad.meaning ?? '').length > 10
  );
}

async function send(client: TestClient, document: HostileDocument): Promise<Sent> {
  const answer = await post(client, document.bytes, {
    'content-type': document.type ?? 'application/octet-stream',
    ...(document.encoding === undefined ? {} : { 'content-encoding': document.encoding }),
  });
  return { document, status: answer.status, body: (await answer.json()) as Sent['body'] };
}

function post(client: TestClient, bytes: Uint8Array, headers: Readonly<Record<string, string>>): Promise<Response> {
  return client.request('/v1/evidence', { method: 'POST', body: Buffer.from(bytes), headers });
}

async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(?:;|$)/);
  return (await answer.json()) as Problem;
}

/** Writes until the server ends the connection, slowly once it was answered. `written` is what was out before the answer. */
function streamUntilHungUp(client: TestClient, most: number) {
  const chunk = Buffer.alloc(MIB / 4, 'x');
  const headers = { authorization: `Bearer ${client.bearer}`, 'content-type': 'application/octet-stream' };
  return new Promise<{ readonly problem: unknown; readonly written: number }>((resolve) => {
    let written = 0;
    let answer: Promise<unknown> | undefined;
    const outgoing = request(new URL('/v1/evidence', client.url), { method: 'POST', headers }, (incoming) => {
      answer = new Response(Readable.toWeb(incoming) as ReadableStream).json();
    });
    outgoing.on('error', () => undefined);
    outgoing.once('close', () => {
      void (answer ?? Promise.resolve(undefined)).then((problem) => resolve({ problem, written }));
    });
    const write = (): void => {
      if (outgoing.destroyed || written >= most) return;
      if (answer === undefined) written += chunk.length;
      outgoing.write(chunk, () => (answer === undefined ? setImmediate(write) : setTimeout(write, 100)));
    };
    write();
  });
}

function linesIn(text: string): readonly Readonly<Record<string, unknown>>[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}

/** Everything a reader is told of the flagship, but for the moment of judgement. */
async function coverageOf({ world, staff }: SampleOrganization): Promise<string> {
  const query = `query ($product: String!, $version: String!) { release(product: $product, version: $version) {
    manifest { evidence source revisions }
    assessment { populationSource artifacts slsaBuildLevel results {
      control status reason explanation nextAction grade cap machine met of populationSource human teamControlled
      from until evidence gaps { member need status } } } } }`;
  return JSON.stringify(await staff.administrator.graphql(query, world.flagship));
}

async function leavesOf(client: TestClient): Promise<number> {
  return Number(fromUtf8(await client.download('/v1/intake/checkpoint')).split('\n')[1]);
}
