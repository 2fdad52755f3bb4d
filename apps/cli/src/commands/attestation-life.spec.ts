import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { attestationStatusStatement, signStatement, type KnownStatus } from '#attestation';
import { addDays, digestOf, fromUtf8, parseDigest, parseInstant, SigningKey, toUtf8 } from '#kernel';

import { aver, Folders } from '../testing/aver.js';
import { localServer, type Answer, type Asked, type LocalServer } from '../testing/local-server.js';

const folders = new Folders();
const servers: LocalServer[] = [];
afterAll(() => folders.remove());
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const ATTESTATION = parseDigest(`sha256:${'11'.repeat(32)}`);
const OTHER = `sha256:${'22'.repeat(32)}`;
const ISSUED = parseInstant('2026-11-20T08:00:00Z');
const KEY = SigningKey.generate();
const AT = ['--as-of', '2026-11-21'];

async function serverThat(answer: (asked: Asked) => Answer): Promise<LocalServer> {
  const server = await localServer(answer);
  servers.push(server);
  return server;
}

async function signed(changes: Partial<KnownStatus> = {}): Promise<string> {
  const known = {
    attestation: ATTESTATION,
    state: 'standing',
    since: ISSUED,
    affected: [],
    issuedAt: ISSUED,
    companions: [],
  } as const;
  const signer = { publicKey: KEY.publicKey, sign: (message: Uint8Array) => Promise.resolve(KEY.sign(message)) };
  return fromUtf8(await signStatement(attestationStatusStatement({ ...known, ...changes }), signer));
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(await folders.fresh(), name);
  await writeFile(path, text);
  return path;
}
const keyFile = () => fileOf('acme.pem', KEY.publicKey.toPem());

describe('aver status', () => {
  it('asks a server without an account, and exits 0 only for what stands, under the key that was given', async () => {
    const bundle = await signed();
    const server = await serverThat(() => ({ body: bundle }));
    const asked = await aver(['status', ATTESTATION, '--server', server.url, '--key', await keyFile(), ...AT]);
    expect(asked.exit).toBe(0);
    expect(asked.out).toContain('STANDING since 2026-11-20 08:00:00 UTC');
    expect(server.asked).toMatchObject([{ path: `/v1/attestations/${ATTESTATION}/status`, authorization: undefined }]);
    const unproven = await aver(['status', ATTESTATION, '--server', server.url, ...AT]);
    expect([unproven.exit, unproven.out.includes('not checked')]).toEqual([2, true]);
  });

  it('reads a status offline, and exits 1 when something fell', async () => {
    const affected = [
      { control: 'PS.2.1', signed: 'EVIDENCED', now: 'FAILED', cause: 'EVIDENCE_DISTRUSTED', sentence: 'It fell.' },
    ];
    const file = await fileOf('status.json', await signed({ state: 'affected', affected }));
    const { exit, out } = await aver(['status', file, '--key', await keyFile(), ...AT]);
    expect([exit, out.includes('AFFECTED'), out.includes('  - It fell.')]).toEqual([1, true, true]);
    const json = await aver(['--json', 'status', file, '--key', await keyFile(), ...AT]);
    expect(JSON.parse(json.out)).toMatchObject({ signature: 'verified', age: 'valid', status: { state: 'affected' } });
  });

  it('cannot tell from a status that is too old, and asks for a new one where a server is named', async () => {
    const file = await fileOf('status.json', await signed());
    const key = await keyFile();
    expect((await aver(['status', file, '--key', key, '--as-of', '2026-12-24'])).exit).toBe(2);
    const later = addDays(ISSUED, 33);
    const bundle = await signed({ issuedAt: later });
    const server = await serverThat(() => ({ body: bundle }));
    const asked = await aver(['status', file, '--server', server.url, '--key', key, '--as-of', '2026-12-24']);
    expect(asked.exit).toBe(0);
  });

  it('refuses a status of another signer, or about another attestation', async () => {
    const file = await fileOf('status.json', await signed());
    const stranger = await fileOf('other.pem', SigningKey.generate().publicKey.toPem());
    const wrong = await aver(['status', file, '--key', stranger, ...AT]);
    expect([wrong.exit, wrong.notes.includes('STATUS_SIGNATURE')]).toEqual([3, true]);
    const bundle = await signed();
    const server = await serverThat(() => ({ body: bundle }));
    const other = await aver(['status', OTHER, '--server', server.url, '--key', await keyFile(), ...AT]);
    expect([other.exit, other.notes.includes('STATUS_OF_ANOTHER')]).toEqual([3, true]);
  });

  it('says that nothing is published, and that a file is neither status nor pack', async () => {
    const server = await serverThat(() => ({ status: 404, body: { code: 'STATUS_UNKNOWN', detail: 'none' } }));
    const none = await aver(['status', ATTESTATION, '--server', server.url]);
    expect([none.exit, none.notes.includes('STATUS_UNKNOWN')]).toEqual([3, true]);
    const file = await fileOf('odd.json', '{}');
    expect((await aver(['status', file])).notes).toContain('STATUS_UNREADABLE');
    const folder = await folders.fresh();
    expect((await aver(['status', folder])).notes).toContain('PACK_UNREADABLE');
  });
});

describe('a pack that brings no status', () => {
  const PACK = fileURLToPath(new URL('../../../../test/golden/packs/good.tar', import.meta.url));

  it('is not asked about anywhere that nobody has named', async () => {
    const { exit, notes } = await aver(['status', PACK], { environment: { AVERMENT_URL: 'not an address' } });
    expect([exit, notes.includes('STATUS_ABSENT')]).toEqual([2, true]);
  });

  it('is asked about by the digest of its attestation', async () => {
    const server = await serverThat(() => ({ status: 404, body: { code: 'STATUS_UNKNOWN', detail: 'none' } }));
    await aver(['status', PACK, '--server', server.url]);
    expect(server.asked[0]?.path).toMatch(/^\/v1\/attestations\/sha256:[0-9a-f]{64}\/status$/);
  });
});

describe('aver attestation', () => {
  const signedIn = ({ url }: Pick<LocalServer, 'url'>) => ({
    AVERMENT_URL: url,
    AVERMENT_TOKEN: 'avr_not_a_real_token_0123456789',
  });
  const inputOf = ({ body }: Asked) =>
    (JSON.parse(body.toString()) as { variables: Record<string, unknown> }).variables;
  const recipient = {
    ...{ id: '1', name: 'Robin\u202e', organization: 'Agency', contact: null, contract: 'C-17' },
    ...{ bytes: OTHER, handedOverAt: ISSUED, notice: 'To: Robin\n\nIt fell.\n' },
  };

  it('withdraw sends the reason, and names the signed statement', async () => {
    const server = await serverThat(() => ({ body: { data: { withdrawAttestation: { withdrawal: OTHER } } } }));
    const line = ['attestation', 'withdraw', ATTESTATION, '--reason', 'Wrong.', '--requested-by', 'p-2'];
    const { exit, out } = await aver(line, { environment: signedIn(server) });
    expect([exit, out]).toEqual([
      0,
      `withdrawn, by the signed statement ${OTHER}\nNext: aver attestation recipients ${ATTESTATION} --notices`,
    ]);
    expect(inputOf(server.asked[0]!)).toEqual({
      input: { attestation: ATTESTATION, reason: 'Wrong.', requestedBy: 'p-2' },
    });
  });

  it('hand-over keeps the digest of the file that was handed over', async () => {
    const server = await serverThat(() => ({ body: { data: { handOverAttestation: recipient } } }));
    const file = await fileOf('app.tar', 'pack');
    const line = ['attestation', 'hand-over', ATTESTATION, '--to', 'Robin', '--organization', 'Agency', '--file', file];
    const { exit, out } = await aver([...line, '--contract', 'C-17'], { environment: signedIn(server) });
    expect([exit, out]).toEqual([0, `${ISSUED}  Robin[U+202E], Agency  for C-17  ${OTHER}`]);
    expect(inputOf(server.asked[0]!)).toEqual({
      input: {
        ...{ attestation: ATTESTATION, name: 'Robin', organization: 'Agency', contract: 'C-17' },
        bytes: digestOf(toUtf8('pack')),
      },
    });
  });

  it('recipients walks all pages, with the notices where they are asked for', async () => {
    const server = await serverThat((asked) => {
      const pageInfo = { hasNextPage: inputOf(asked).after === null, endCursor: 'c' };
      return { body: { data: { attestation: { list: { edges: [{ node: recipient }], pageInfo } } } } };
    });
    const line = ['attestation', 'recipients', ATTESTATION];
    const { out } = await aver([...line, '--notices'], { environment: signedIn(server) });
    expect(out.match(/Robin\[U\+202E\], Agency/g)).toHaveLength(2);
    expect(out).toContain('To: Robin\n\nIt fell.');
    expect(server.asked.map((asked) => inputOf(asked).after)).toEqual([null, 'c']);
    const plain = await aver(['--json', ...line], { environment: signedIn(server) });
    expect(plain.out.split('\n')).toHaveLength(2);
    expect(server.asked.at(-1)?.body.toString()).not.toContain('notice');
  });

  it('history shows each event with its sentences, and exits 1 when it does not stand now', async () => {
    const event = { number: 2, state: 'AFFECTED', since: ISSUED, affected: [{ sentence: 'It fell.' }] };
    const answer = (state: string) => (asked: Asked) => {
      const isList = asked.body.toString().includes('events');
      const list = { edges: [{ node: event }], pageInfo: { hasNextPage: false, endCursor: null } };
      return { body: { data: { attestation: isList ? { list } : { standing: { state } } } } };
    };
    const line = ['attestation', 'history', ATTESTATION];
    const fell = await aver(line, { environment: signedIn(await serverThat(answer('AFFECTED'))) });
    expect(fell.out.split('\n')).toEqual([`2  ${ISSUED}  AFFECTED`, '   - It fell.', 'now: AFFECTED']);
    expect(fell.exit).toBe(1);
    expect((await aver(line, { environment: signedIn(await serverThat(answer('STANDING'))) })).exit).toBe(0);
  });

  it('says that the server knows no such attestation', async () => {
    const server = await serverThat(() => ({ body: { data: { attestation: null } } }));
    const { exit, notes } = await aver(['attestation', 'history', ATTESTATION], { environment: signedIn(server) });
    expect([exit, notes.includes('ATTESTATION_UNKNOWN')]).toEqual([3, true]);
  });
});
