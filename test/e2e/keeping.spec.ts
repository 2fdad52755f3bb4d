import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { keepEvidence } from '#cli';
import { parse } from '#evidence';
import { digestOf } from '#kernel';

import { withServer } from '../support/running-server.js';
import { temporaryFolder } from './aver.js';
import { judgementOf } from './controls.js';
import { issue } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';
import { answers, replayed } from './stranger.js';

const KEPT = ['PO.3.3', 'PO.4.2', 'PS.3.1'];

describe('kept evidence, on a server', () => {
  const server = withServer();
  let sample: SampleOrganization;
  beforeAll(async () => {
    sample = await stockSample(server.current);
  });

  const release = () => ({ product: sample.world.flagship.product, version: sample.world.flagship.version });

  async function statuses(): Promise<Readonly<Record<string, string>>> {
    await server.current.settled(sample.staff.administrator);
    const { results } = await judgementOf(sample.staff.administrator, release());
    const rows = results.filter(({ control }) => KEPT.includes(control));
    return Object.fromEntries(rows.map(({ control, status, reason }) => [control, `${status} ${reason}`]));
  }

  it('holds three tasks at PARTIAL until a run has left its record', async () => {
    expect(await statuses()).toEqual({
      'PO.3.3': 'PARTIAL HELD_AT_PARTIAL',
      'PO.4.2': 'PARTIAL HELD_AT_PARTIAL',
      'PS.3.1': 'PARTIAL HELD_AT_PARTIAL',
    });
  });

  it('lets them rise by its record, the machine’s own word one grade lower', async () => {
    const kept = await keepEvidence(sample.staff.pipeline);
    expect(kept).toMatchObject({ altered: { count: 0 }, missing: { count: 0 }, logConsistent: true });
    expect([kept.examined, kept.sound]).toEqual([kept.logSize, kept.logSize]);
    expect(await statuses()).toEqual({
      'PO.3.3': 'EVIDENCED ALL_CONDITIONS_HOLD',
      'PO.4.2': 'SUPPORTED HUMAN_PART_OPEN',
      'PS.3.1': 'SUPPORTED HUMAN_PART_OPEN',
    });
  });

  it('leaves the record among the evidence, for whoever asks for its bytes', async () => {
    const { digest } = await keepEvidence(sample.staff.pipeline);
    const bytes = await sample.pipeline.download(`/v1/evidence/${digest}/raw`);
    expect(parse(bytes)).toMatchObject({ kind: 'evidence-keeping', digest });
  });

  it('stands in the attestation that rests on it, and a stranger comes to the same from the pack', async () => {
    const { digest } = await keepEvidence(sample.staff.pipeline);
    await server.current.settled(sample.staff.administrator);
    const { product, version } = release();
    const issued = await issue(sample.staff.administrator, { product, release: version });
    const result = issued.predicate.results.find(({ control }) => control === 'PO.4.2');
    expect(result).toMatchObject({ status: 'SUPPORTED', teamControlled: true });
    expect(result?.evidence).toContain(digest);
    const pack = join(await temporaryFolder(), 'pack.tar');
    await writeFile(pack, issued.tar);
    const { report } = await replayed(pack);
    expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'not-asked' });
  });

  it('takes them back with the record that follows an altered byte on disk, and tells the operator', async () => {
    const { bytes } = sample.world.evidence[0]!;
    const digest = digestOf(bytes);
    await alterBlob(server.current.dataDir, digest);
    const kept = await keepEvidence(sample.staff.pipeline);
    expect(kept).toMatchObject({ altered: { count: 1, items: [digest] }, logConsistent: true });
    expect(await statuses()).toEqual({
      'PO.3.3': 'PARTIAL HELD_AT_PARTIAL',
      'PO.4.2': 'PARTIAL HELD_AT_PARTIAL',
      'PS.3.1': 'PARTIAL HELD_AT_PARTIAL',
    });
    expect(server.current.log.join('')).toMatch(/evidence\.damaged.*EVIDENCE_DAMAGED/);
  });

  it('gives them back when the bytes are restored', async () => {
    const { bytes } = sample.world.evidence[0]!;
    await alterBlob(server.current.dataDir, digestOf(bytes), bytes);
    expect((await keepEvidence(sample.staff.pipeline)).altered.count).toBe(0);
    expect((await statuses())['PO.4.2']).toMatch(/^SUPPORTED/);
  });
});

/** What a failing disk, or a hand, does to the held bytes: the file of that name anywhere below the data folder. */
async function alterBlob(dataDir: string, digest: string, bytes: Uint8Array = new Uint8Array(3)): Promise<void> {
  const name = digest.slice('sha256:'.length);
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const held = files.filter((file) => file.isFile() && file.name === name);
  if (held.length !== 1) throw new Error(`${held.length} files hold these bytes`);
  for (const file of held) await writeFile(join(file.parentPath, file.name), bytes);
}
