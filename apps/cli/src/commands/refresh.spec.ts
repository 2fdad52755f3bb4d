import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, toUtf8 } from '#kernel';

import { NOW, SignedRepository } from '../../../../libs/connectors/src/testing/signed-repository.js';
import { aver, Folders, SAMPLE, write } from '../testing/aver.js';
import { trustRootFromFile } from '../trust/trust-root-file.js';

const folders = new Folders();
afterAll(() => folders.remove());

const RULE = {
  id: 'scans',
  scope: { kind: 'product', product: 'app' },
  kinds: ['vulnerability-scan'],
  signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { exactly: 'a@acme.example' } },
  log: { required: 1 },
  time: { required: 1 },
  teamControlled: true,
};

let folder: string;
let repository: SignedRepository;
beforeEach(async () => {
  folder = await folders.fresh();
  repository = new SignedRepository();
  repository.targets.set('trusted_root.json', SAMPLE.trustRoot.bytes);
  const targets = { 'trust-rules/app/scans.json': toUtf8(JSON.stringify(RULE)) };
  repository.delegations['team'] = { paths: ['trust-rules/app/*'], targets };
  await publish();
});

async function publish(): Promise<void> {
  repository.publish();
  await write(join(folder, 'mirror'), repository.files);
  await writeFile(join(folder, 'root.json'), repository.bootstrap);
}

const refresh = (...more: readonly string[]) =>
  aver([
    ...['refresh', join(folder, 'mirror'), '--root', join(folder, 'root.json'), '--store', join(folder, 'store')],
    ...['--as-of', NOW, '--trusted-root', join(folder, 'trusted_root.json'), '--rules', join(folder, 'rules.json')],
    ...more,
  ]);

describe('aver refresh', () => {
  it('writes trust root and rules, and says until when each role may be relied on', async () => {
    const { exit, out, notes } = await refresh();
    expect({ exit, notes }).toEqual({ exit: 0, notes: '' });
    expect(out.split('\n')).toEqual([
      ...['root', 'timestamp', 'snapshot', 'targets'].map((role) => `${role} 1, until 2025-07-01T00:00:00.000Z`),
      'team 1, until 2025-07-01T00:00:00.000Z',
      `trust root ${digestOf(SAMPLE.trustRoot.bytes)}, until 2025-07-01T00:00:00.000Z`,
      'rule scans, by team',
    ]);
    expect(JSON.parse(await readFile(join(folder, 'rules.json'), 'utf8'))).toEqual([RULE]);
  });

  it('says the same as JSON', async () => {
    const { out } = await refresh('--json');
    expect(JSON.parse(out)).toMatchObject({
      refreshedAt: NOW,
      trustRoot: { digest: digestOf(SAMPLE.trustRoot.bytes), versions: { root: 1, targets: 1 } },
      rules: [{ id: 'scans', path: 'trust-rules/app/scans.json', role: 'team' }],
      refused: [],
    });
  });

  it('leaves beside the trust root until when it may be relied on, for every command that reads it', async () => {
    await refresh();
    expect(await trustRootFromFile('ours', join(folder, 'trusted_root.json'))).toMatchObject({
      ...{ name: 'ours', digest: digestOf(SAMPLE.trustRoot.bytes), source: 'tuf' },
      ...{ expires: '2025-07-01T00:00:00.000Z', refreshedAt: NOW },
    });
    await writeFile(join(folder, 'trusted_root.json'), '{}');
    await expect(trustRootFromFile('ours', join(folder, 'trusted_root.json'))).rejects.toMatchObject({
      code: 'TRUST_ROOT_RECORD',
    });
  });

  it('ends in 1 and writes nothing when the mirror is turned back', async () => {
    const older = new Map(repository.files);
    await publish();
    await refresh();
    await write(join(folder, 'mirror'), older);
    await writeFile(join(folder, 'rules.json'), 'untouched');
    const { exit, out, notes } = await refresh();
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(notes).toContain('(TUF_ROLLBACK)');
    expect(await readFile(join(folder, 'rules.json'), 'utf8')).toBe('untouched');
  });

  it('ends in 1 and names a rule that its signer may not state', async () => {
    const targets = { 'trust-rules/all.json': toUtf8(JSON.stringify(RULE)) };
    repository.delegations['team'] = { paths: ['trust-rules/app/*'], targets };
    await publish();
    const { exit, notes } = await refresh();
    expect(exit).toBe(1);
    expect(notes).toMatch(/refused: trust-rules\/all\.json of team: .* \(TUF_NOT_DELEGATED\)/);
    expect(JSON.parse(await readFile(join(folder, 'rules.json'), 'utf8'))).toEqual([]);
  });

  it('fetches from this machine only when told so', async () => {
    const local = ['refresh', 'http://127.0.0.1:9/', '--root', join(folder, 'root.json'), '--store', folder];
    expect(await aver(local)).toMatchObject({ exit: 3, notes: expect.stringContaining('TUF_ADDRESS_REFUSED') });
    const { exit, notes } = await aver([...local, '--allow-private-addresses']);
    expect(exit).toBe(2);
    expect(notes).toContain('TUF_UNREACHABLE');
  });
});
