import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { ReplayReport } from '#attestation';
import { segmentAt, type Assessment } from '#compliance';
import { parseInstant } from '#kernel';

import { aver, FLAGSHIP, Folders, WORLD_NOW, type Said } from '../testing/aver.js';
import { LOOSENING_LAYER as LAYER } from '../../../../libs/compliance/src/testing/loosening-layer.js';
import { layeredWorkspace } from '../testing/layered-workspace.js';

const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

const now = ['--as-of', WORLD_NOW] as const;
const ask = (...argv: readonly string[]): Promise<Said> => aver([...argv, '--workspace', workspace]);

async function statusesBy(framework: string): Promise<Readonly<Record<string, string>>> {
  const { out } = await ask('--json', 'assess', FLAGSHIP, '--framework', framework, ...now);
  const { results } = JSON.parse(out) as Assessment;
  return Object.fromEntries(
    results.map((result) => [result.control, segmentAt(result, parseInstant(WORLD_NOW)).status]),
  );
}

describe('aver assess --framework', () => {
  it('judges by SLSA 1.2: what the documents are is evidenced, what a platform must be is supported', async () => {
    expect(await statusesBy('slsa-1.2')).toMatchObject({
      ...{ 'provenance-exists': 'EVIDENCED', 'provenance-authentic': 'EVIDENCED', 'source-summary': 'EVIDENCED' },
      ...{ hosted: 'SUPPORTED', isolated: 'SUPPORTED', 'two-party-review': 'SUPPORTED' },
      'safe-expunging-process': 'MISSING',
    });
  });

  it('judges by an overlay over what it adopts and adds, in one list', async () => {
    const statuses = await statusesBy('sp800-218a');
    const controls = Object.keys(statuses);
    expect(controls).toHaveLength(48);
    expect(controls.indexOf('PS.1.3')).toBe(controls.indexOf('PS.1.1') + 2);
    expect(statuses).toMatchObject({ 'PS.2.1': 'EVIDENCED', 'PS.1.3': 'SUPPORTED', 'PW.3.1': 'MISSING' });
  });

  it('explains an adopted control in the words of the catalog below, and the gap in those of the overlay', async () => {
    const explain = async (control: string) =>
      (await ask('assess', FLAGSHIP, '--framework', 'sp800-218a', '--explain', control, ...now)).out;
    expect(await explain('PO.1.1')).toContain('Write down the security rules for how and where software is made');
    expect(await explain('PW.2.1')).toContain('the automated review beside it');
    expect(await explain('PW.3.2')).toContain('The origin of each data set');
  });

  it('names what there is where nothing is judged by what was asked for', async () => {
    const { exit, out, notes } = await ask('assess', FLAGSHIP, '--framework', 'cisa-form-1.0', ...now);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(notes).toContain('FRAMEWORK_UNKNOWN');
    expect(notes).toContain('slsa-1.2, sp800-218a, ssdf-1.1, ssdf-1.2-ipd');
  });

  it('passes over layers for another framework of this installation, and refuses one for none', async () => {
    const byLayers = async (layer: string) =>
      aver([
        ...['assess', FLAGSHIP, '--framework', 'slsa-1.2', ...now, '--workspace'],
        await layeredWorkspace(workspace, new Map([['own.layer.yaml', layer]])),
      ]);
    expect((await byLayers(LAYER)).out).not.toContain('LOOSENED');
    const strange = await byLayers(LAYER.replace('ssdf-1.1-evidence', 'nobodys-mapping'));
    expect(strange).toMatchObject({ exit: 3, notes: expect.stringContaining('this layer is not for mapping') });
  });
});

describe('aver assess --by', () => {
  it('shows the judgement by the items of the CISA form, which nobody has to sign unless asked', async () => {
    const { exit, out } = await ask('assess', FLAGSHIP, '--by', 'cisa-form-1.0', ...now);
    expect(exit).toBe(1);
    expect(out).toContain('Voluntary unless an agency asks for it');
    expect(out).toContain('Nothing is judged by it');
    expect(out).toMatch(
      /^○ Missing {2}4a {2}They run all the time.*\n {2}The publication names no task for this item/m,
    );
    expect(out).toMatch(
      /^. \w[\w-]* {2}3 {2}The origin of own code[^\n]*\n {2}None of the tasks it rests on stands lower/m,
    );
    expect(out).not.toMatch(/mandatory|must sign/i);
  });

  it('takes over the spelling of section 4(e), and the groups of a view', async () => {
    expect((await ask('assess', FLAGSHIP, '--by', 'eo-14028-4e', ...now)).out).toMatch(
      / {2}4e\(vii\) {2}Purchasers get an SBOM/,
    );
    expect((await ask('assess', FLAGSHIP, '--by', 'cncf-stages', ...now)).out).toContain(
      'source  Securing the Source Code',
    );
  });

  it('is refused for what is judged itself, and beside what asks for another list', async () => {
    const judged = await ask('assess', FLAGSHIP, '--by', 'slsa-1.2', ...now);
    expect(judged).toMatchObject({ exit: 3, notes: expect.stringContaining('ITEMS_UNKNOWN') });
    const both = await ask('assess', FLAGSHIP, '--by', 'cisa-form-1.0', '--framework', 'slsa-1.2', ...now);
    expect(both).toMatchObject({ exit: 3, out: '' });
  });
});

describe('a profile of another catalog', () => {
  it('is what a gate and a plan judge by', async () => {
    const gate = await ask('gate', FLAGSHIP, '--profile', 'slsa-build-l3', ...now);
    expect(gate).toMatchObject({ exit: 0, out: expect.stringContaining('8 of 8 controls are enough') });
    const gaps = await ask('gaps', FLAGSHIP, '--profile', 'slsa-source-l3', ...now);
    expect(gaps).toMatchObject({ exit: 1, out: expect.stringContaining('safe-expunging-process') });
  });
});

describe('aver compare --framework', () => {
  it('says what differs by that framework alone', async () => {
    const compare = async (...more: readonly string[]) =>
      ask('compare', FLAGSHIP, FLAGSHIP, '--as-of-a', '2020-01-01', '--as-of-b', WORLD_NOW, ...more);
    expect((await compare('--framework', 'slsa-1.2')).out).toContain('provenance-exists');
    expect((await compare()).out).not.toContain('provenance-exists');
  });
});

describe('aver attest --framework', () => {
  it('signs a pack that a stranger replays by the framework that it names', async () => {
    const folder = await folders.fresh();
    const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase of the tests' };
    const key = join(folder, 'key.pem');
    const sent = await aver(
      [
        ...['attest', FLAGSHIP, '--workspace', workspace, '--key', key, '--output', folder],
        ...['--framework', 'sp800-218a', '--accept-stale-root'],
      ],
      { environment },
    );
    expect(sent.exit).toBe(0);
    const { out } = await aver(['--json', 'replay', join(folder, 'pack')]);
    const report = JSON.parse(out) as ReplayReport;
    expect([report.intact.answer, report.consistent.answer]).toEqual(['yes', 'yes']);
    const signed = await aver(['--json', 'replay', join(folder, 'pack'), '--signer', join(folder, 'attestation.pub')]);
    const missing = (JSON.parse(signed.out) as ReplayReport).accepted.reasons.map(({ path }) => path);
    expect(missing).toEqual(['trustRoots', 'rules']);
  });
});
