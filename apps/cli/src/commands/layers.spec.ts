import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { segmentAt, type Assessment } from '#compliance';
import { parseInstant } from '#kernel';

import { aver, FLAGSHIP, Folders, write, WORLD_NOW } from '../testing/aver.js';
import { LOOSENING_LAYER as LAYER } from '../../../../libs/compliance/src/testing/loosening-layer.js';
import { layeredWorkspace } from '../testing/layered-workspace.js';

const folders = new Folders();
afterAll(() => folders.remove());

const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };
const now = ['--as-of', WORLD_NOW] as const;
let plain: string;
let layered: string;
beforeAll(async () => {
  plain = await folders.sampleWorkspace();
  layered = await layeredWorkspace(plain, new Map([['harbour-pace.layer.yaml', LAYER]]));
});

async function statusOf(control: string, workspace: string): Promise<string | undefined> {
  const { out } = await aver(['--json', 'assess', FLAGSHIP, '--workspace', workspace, ...now]);
  const result = (JSON.parse(out) as Assessment).results.find((each) => each.control === control);
  return result && segmentAt(result, parseInstant(WORLD_NOW)).status;
}

describe('a layer in a workspace', () => {
  it('decides the judgement', async () => {
    expect([await statusOf('PS.3.2', plain), await statusOf('PS.3.2', layered)]).toEqual(['EVIDENCED', 'SUPPORTED']);
  });

  it('is printed with what it loosened first, before any status', async () => {
    const { out } = await aver(['assess', FLAGSHIP, '--workspace', layered, ...now]);
    const [loosened, tightened, table] = ['LOOSENED  PS.2.1', 'tightened  PS.3.2', '\ntask '].map((text) =>
      out.indexOf(text),
    );
    expect(loosened).toBeGreaterThan(out.indexOf('NIST sets no thresholds'));
    expect(tightened).toBeGreaterThan(loosened!);
    expect(table).toBeGreaterThan(tightened!);
    expect(out).toContain('owned by Kim Doe, approved by Robin Roe, adopted on 2026-10-01');
  });

  it('stands in the explanation of the control that it changed, and of no other', async () => {
    const explain = async (control: string) =>
      (await aver(['assess', FLAGSHIP, '--workspace', layered, '--explain', control, ...now])).out;
    expect(await explain('PS.2.1')).toContain('LOOSENED  PS.2.1 requirement, by layer harbour-pace 1.0.0');
    expect(await explain('PS.1.1')).not.toContain('harbour-pace');
  });

  it('decides the gate and the comparison, too', async () => {
    const profile = join(await folders.fresh(), 'own.yaml');
    const text =
      "id: own\nversion: '1'\ntitle: Own\ncatalog: ssdf-1.1\npurpose: One control.\naccepts: []\ncontrols: { PS.3.2: EVIDENCED }\n";
    await write('/', new Map([[profile, text]]));
    const gate = async (workspace: string) =>
      (await aver(['gate', FLAGSHIP, '--workspace', workspace, '--profile', profile, ...now])).exit;
    expect([await gate(plain), await gate(layered)]).toEqual([0, 1]);
  });

  it('is refused where it is for no mapping of this installation, by file, line and reason', async () => {
    const foreign = new Map([['foreign.layer.yaml', LAYER.replace('mapping: ssdf-1.1-evidence', 'mapping: other')]]);
    const { exit, notes } = await aver([
      'assess',
      '--workspace',
      await layeredWorkspace(await folders.sampleWorkspace(), foreign),
    ]);
    expect(exit).toBe(3);
    expect(notes).toContain('foreign.layer.yaml:3: mapping: this layer is not for mapping ssdf-1.1-evidence');
  });

  it('cannot share the name of its file with another, because packs name it so', async () => {
    const twice = new Map([
      ['a/x.layer.yaml', LAYER],
      ['b/x.layer.yaml', LAYER],
    ]);
    const { exit, notes } = await aver([
      'assess',
      '--workspace',
      await layeredWorkspace(await folders.sampleWorkspace(), twice),
    ]);
    expect(exit).toBe(3);
    expect(notes).toContain('two files are named x.layer.yaml');
  });
});

describe('a signed pack with a layer', () => {
  it('says to its reader what was loosened, and is accepted with the layer that the reader adopts', async () => {
    const output = await folders.fresh();
    const key = join(output, 'key.pem');
    const attest = ['attest', FLAGSHIP, '--workspace', layered, '--key', key, '--output', output];
    expect((await aver(attest, { environment })).exit).toBe(0);
    const { out, exit } = await aver(['replay', join(output, 'pack')]);
    expect(exit).toBe(2);
    expect(out).toContain('judged with 1 layer on top:');
    expect(out).toContain('harbour-pace 1.0.0, adopted by Robin Roe on 2026-10-01: loosened: PS.2.1 requirement');
    const layer = join(dirname(layered), 'harbour-pace.layer.yaml');
    const asked = ['replay', join(output, 'pack'), '--signer', join(output, 'attestation.pub')];
    const [without, adopting] = [await aver(asked), await aver([...asked, '--layer', layer])];
    expect([without.exit, adopting.exit]).toEqual([2, 2]);
  });
});

describe('aver mapping lint of a layer', () => {
  const lint = async (text: string, ...argv: readonly string[]) => {
    const file = join(await folders.fresh(), 'own.layer.yaml');
    await write('/', new Map([[file, text]]));
    return aver([...argv, 'mapping', 'lint', file]);
  };

  it('is content with one that fits, and shows what it loosens first', async () => {
    const { exit, out } = await lint(LAYER);
    expect(exit).toBe(0);
    expect(out).toMatch(/^ok {7}.*own\.layer\.yaml\n {2}LOOSENED {2}PS\.2\.1 requirement/);
    const { changes } = JSON.parse((await lint(LAYER, '--json')).out) as { changes: readonly { control: string }[] };
    expect(changes.map(({ control }) => control)).toEqual(['PS.2.1', 'PS.3.2', 'PS.2.1']);
  });

  it.each([
    ['whose owner approves', LAYER.replace('Robin Roe', 'Kim Doe'), /own\.layer\.yaml:8: approver/],
    [
      'for a control that is not there',
      LAYER.replace('PS.2.1:', 'ZZ.9:'),
      /controls\.ZZ\.9: mapping ssdf-1\.1-evidence has no control/,
    ],
  ])('refuses one %s', async (_, text, reason) => {
    const { exit, out } = await lint(text);
    expect(exit).toBe(1);
    expect(out).toMatch(reason);
  });

  it('warns of what its author may not mean, and not of what the mapping says already', async () => {
    const text = LAYER.replace('cap: partial', 'freshDays: { sbom: 9 }');
    const { exit, out } = await lint(text.replace('PS.3.2:', 'RV.1.1:').replace('sbom: 9', 'vulnerability-scan: 9'));
    expect(exit).toBe(1);
    expect(out.match(/WARNING/g)).toHaveLength(1);
    expect(out).toContain('speaks of 7 days');
  });

  it('needs the mapping that it names', async () => {
    expect((await lint(LAYER.replace('ssdf-1.1-evidence', 'nowhere'))).exit).toBe(3);
  });
});
