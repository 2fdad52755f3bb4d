import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { digestOf, fromUtf8, toUtf8 } from '#kernel';

import { aver, Folders } from '../testing/aver.js';
import { localServer, type Answer, type Asked, type LocalServer } from '../testing/local-server.js';

const folders = new Folders();
const servers: LocalServer[] = [];
afterAll(() => folders.remove());
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const TOKEN = 'avr_not_a_real_token_0123456789';
const REPORT = '{"scope":{"product":"app"}}';
const DIGEST = digestOf(toUtf8(REPORT));
const DRAFT = {
  ...{ id: 'draft-1', report: DIGEST, framework: 'ssdf-1.1', asOf: '2026-11-20T08:00:00.000Z' },
  ...{ validUntil: '2026-12-01T00:00:00.000Z', release: { version: '1.0.0', product: { slug: 'app' } } },
  ...{ draftedBy: { name: 'Ada' }, attestation: null },
  approvals: [{ approvedBy: { name: 'Bob' }, approvedAt: '2026-11-20T09:00:00.000Z' }],
};

/** Answers each operation by the name of its field. */
async function asking(answers: Readonly<Record<string, unknown>>, ...argv: readonly string[]) {
  const server = await localServer((asked: Asked): Answer => {
    if (asked.path.startsWith('/v1/')) return { body: answers['report'] };
    const [field] = Object.keys(answers).filter((name) => fromUtf8(asked.body).includes(`${name}(`));
    return { body: { data: { [field ?? '']: answers[field ?? ''] } } };
  });
  servers.push(server);
  const environment = { AVERMENT_URL: server.url, AVERMENT_TOKEN: TOKEN };
  return { server, ...(await aver(argv, { environment })) };
}

const variablesOf = (server: LocalServer): unknown =>
  (JSON.parse(fromUtf8(server.asked[0]?.body ?? Buffer.of())) as { variables: unknown }).variables;

describe('aver attestation', () => {
  it('drafts, and writes the report that is to be read', async () => {
    const output = join(await folders.fresh(), 'report.json');
    const answers = { draftAttestation: DRAFT, report: REPORT };
    const argv = ['attestation', 'draft', 'app@1.0.0', '--framework', 'slsa-1.2', '--supersedes', DIGEST];
    const { exit, out, server } = await asking(answers, ...argv, '--output', output);
    expect(exit).toBe(0);
    expect(await readFile(output, 'utf8')).toBe(REPORT);
    expect(out).toContain('aver attestation approve draft-1 --report');
    expect(variablesOf(server)).toEqual({
      input: { product: 'app', release: '1.0.0', acceptStaleRoot: false, framework: 'slsa-1.2', supersedes: DIGEST },
    });
    expect(server.asked[1]?.path).toBe('/v1/attestation-drafts/draft-1/report');
  });

  it('writes no report that is another than was drafted', async () => {
    const output = join(await folders.fresh(), 'report.json');
    const answers = { draftAttestation: DRAFT, report: '{"scope":{"product":"other"}}' };
    const { exit, notes } = await asking(answers, 'attestation', 'draft', 'app@1.0.0', '--output', output);
    expect([exit, notes.includes('REPORT_NOT_DRAFTED')]).toEqual([2, true]);
    await expect(readFile(output)).rejects.toThrow('ENOENT');
  });

  it('approves what is in the file that was read, by its digest', async () => {
    const file = join(await folders.fresh(), 'report.json');
    await writeFile(file, REPORT);
    const answers = { approveAttestation: { report: DIGEST } };
    const { exit, out, server } = await asking(answers, 'attestation', 'approve', 'draft-1', '--report', file);
    expect([exit, variablesOf(server)]).toEqual([0, { input: { draft: 'draft-1', report: DIGEST } }]);
    expect(out).toContain('aver attestation sign draft-1');
  });

  it('signs a draft', async () => {
    const { exit, out, server } = await asking(
      { signAttestation: { digest: DIGEST } },
      'attestation',
      'sign',
      'draft-1',
    );
    expect([exit, variablesOf(server)]).toEqual([0, { draft: 'draft-1' }]);
    expect(out).toContain(`signed: ${DIGEST}`);
  });

  it('lists drafts with what became of each', async () => {
    const signed = { ...DRAFT, id: 'draft-2', attestation: { digest: DIGEST } };
    const open = { ...DRAFT, id: 'draft-3', approvals: [] };
    const edges = [DRAFT, signed, open].map((node) => ({ node }));
    const answers = { attestationDrafts: { edges, pageInfo: { hasNextPage: false, endCursor: null } } };
    const { exit, out } = await asking(answers, 'attestation', 'list');
    expect(exit).toBe(0);
    expect(out.split('\n').map((line) => line.split('  ').at(-1))).toEqual(
      expect.arrayContaining(['approved, not signed', DIGEST, 'not approved']),
    );
    expect(out).toContain('app@1.0.0');
  });

  it('shows a draft with who approved it, and an attestation with how it stands', async () => {
    const drafted = await asking({ attestationDraft: DRAFT }, 'attestation', 'show', 'draft-1');
    expect(drafted.out).toContain('approved by Bob at 2026-11-20T09:00:00.000Z');
    const attestation = {
      ...{ digest: DIGEST, framework: 'ssdf-1.1', signedAt: DRAFT.asOf, report: DIGEST, supersedes: DIGEST },
      ...{ validity: { until: DRAFT.validUntil }, release: DRAFT.release, signedBy: { name: 'Ada' } },
      ...{ standing: { state: 'AFFECTED' } },
      producerStatements: [{ name: 'Dana \u202eOkafor', title: 'CEO', signedOn: DRAFT.asOf }],
    };
    const { out } = await asking({ attestation }, 'attestation', 'show', DIGEST);
    expect(out).toContain('now AFFECTED');
    expect(out).toContain('stated over by Dana [U+202E]Okafor, CEO on');
  });

  it('says that there is no such thing', async () => {
    expect((await asking({ attestationDraft: null }, 'attestation', 'show', 'x')).notes).toContain('DRAFT_UNKNOWN');
    expect((await asking({ attestation: null }, 'attestation', 'show', DIGEST)).notes).toContain('ATTESTATION_UNKNOWN');
  });
});
