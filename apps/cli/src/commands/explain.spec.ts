import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { flipByte } from '#sample-world';

import { aver, evidencePath, FLAGSHIP, Folders } from '../testing/aver.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
let provenance: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
  provenance = join(dirname(workspace), evidencePath(FLAGSHIP, 'provenance.sigstore.json'));
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await folders.fresh(), name);
  await writeFile(path, content);
  return path;
}

describe('aver explain', () => {
  it('tells what a verified document is, claims and is worth, who signed it, and when', async () => {
    const { exit, out } = await aver(['explain', provenance, '--workspace', workspace]);
    expect(exit).toBe(0);
    expect(out).toMatch(/What it is\n {2}This is build provenance \(format sigstore-bundle v0\.3\)\./);
    expect(out).toMatch(/What it claims\n {2}It is about .+sha256:[0-9a-f]{64}/);
    expect(out).toMatch(/The builder https:\S+ made it/);
    expect(out).toMatch(/Who signed it\n {2}https:\S+, as vouched for by https:/);
    expect(out).toMatch(/When\n {2}2025-\S+ at the latest/);
    expect(out).toMatch(/VERIFIED: every check holds, and you expected this signer \(rule /);
    expect(out).toContain('A signature makes no claim true');
  });

  it('says that a document nobody expects counts for nothing yet, and what to do', async () => {
    const root = join(dirname(workspace), 'trusted_root.json');
    const { exit, out } = await aver(['explain', provenance, '--trusted-root', root]);
    expect(exit).toBe(2);
    expect(out).toMatch(/UNVERIFIED at identity: .+ Until then it counts for nothing\./);
    expect(out).toMatch(/Next\n {2}\S+/);
  });

  it('says that nothing in a forged document may be relied on', async () => {
    const forged = await file('forged.json', flipByte(await readFile(provenance)));
    const { exit, out } = await aver(['explain', forged, '--workspace', workspace]);
    expect(exit).toBe(1);
    expect(out).toMatch(/REJECTED at signature: .+ Rely on nothing in it\./);
  });

  it('says of an unsigned SBOM that anybody could have written it', async () => {
    const sbom = await file('sbom.json', JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 }));
    const { out } = await aver(['explain', sbom]);
    expect(out).toContain('a bill of materials (SBOM), without a signature (format cyclonedx 1.6)');
    expect(out).toContain('it says what anybody could have written');
    expect(out).toContain('Nobody.');
  });

  it('says of anything else that it is nothing that is known', async () => {
    const { out } = await aver(['explain', await file('notes.txt', 'hello')]);
    expect(out).toContain('Nothing that is known here.');
  });

  it('prints text of strangers without what would steer a terminal', async () => {
    const hostile = JSON.stringify({ payloadType: 'x\u001b[2J\u202e', payload: 'e30=', signatures: [{ sig: 'AAAA' }] });
    const { out } = await aver(['explain', await file('hostile.json', hostile)]);
    expect(out.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it('gives the same as JSON', async () => {
    const { out } = await aver(['--json', 'explain', provenance, '--workspace', workspace]);
    expect(JSON.parse(out)).toMatchObject({
      file: provenance,
      explanation: { what: expect.stringContaining('build') },
    });
  });
});
