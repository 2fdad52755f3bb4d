import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { segmentAt, type Assessment } from '#compliance';

import { READERS, rowOf } from '../../../../test/support/exported-rows.js';
import { brokenReferences } from '../../../../libs/reporting/src/testing/oscal-references.js';
import { EXIT } from '../exit-code.js';
import { aver, FLAGSHIP, Folders, WORLD_NOW } from '../testing/aver.js';
import { localServer, type Answer, type LocalServer } from '../testing/local-server.js';

describe('aver export', () => {
  const folders = new Folders();
  let workspace: string;
  const offline = (...more: readonly string[]) =>
    aver(['export', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW, ...more]);

  beforeAll(async () => {
    workspace = await folders.sampleWorkspace();
  });
  afterAll(() => folders.remove());

  it('prints one format to stdout, the same each time', async () => {
    const { exit, out } = await offline('--format', 'csv');
    expect(exit).toBe(EXIT.met);
    expect(out.split('\r\n')).toHaveLength(1 + 42);
    expect((await offline('--format', 'csv')).out).toBe(out);
  });

  it('says what assess says of each control', async () => {
    const [report, assessed] = await Promise.all([
      offline('--format', 'json'),
      aver(['--json', 'assess', FLAGSHIP, '--workspace', workspace, '--as-of', WORLD_NOW]),
    ]);
    const { results } = JSON.parse(assessed.out) as Assessment;
    expect(READERS.json?.(report.out)).toEqual(
      results.map((result) => {
        const { status, machine } = segmentAt(result, WORLD_NOW);
        return rowOf(result.control, status, machine.met, machine.of);
      }),
    );
  });

  it('writes OSCAL documents into a folder, where they find each other', async () => {
    const output = join(await folders.fresh(), 'oscal');
    const models = ['assessment-results', 'assessment-plan', 'ssp', 'profile', 'catalog', 'poam'];
    const formats = models.flatMap((model) => ['--format', `oscal-${model}`]);
    const { exit, out } = await offline(...formats, '--output', output);
    expect(exit).toBe(EXIT.met);
    expect(out.split('\n')).toHaveLength(6);
    const names = await readdir(output);
    const files = await Promise.all(
      names.map(async (name) => [name, JSON.parse(await readFile(join(output, name), 'utf8'))] as const),
    );
    expect(brokenReferences(new Map(files))).toEqual([]);
  });

  it('writes several formats to a folder only', async () => {
    const { exit, notes } = await offline('--format', 'csv', '--format', 'json');
    expect(exit).toBe(EXIT.usage);
    expect(notes).toContain('EXPORT_OUTPUT');
  });

  it('knows its formats', async () => {
    const { exit, notes } = await offline('--format', 'xlsx');
    expect(exit).toBe(EXIT.usage);
    expect(notes).toContain('EXPORT_FORMAT_UNKNOWN');
    expect(notes).toContain('cyclonedx');
  });

  describe('of a pack', () => {
    let attested: string;

    beforeAll(async () => {
      attested = await folders.fresh();
      const key = join(attested, 'signing.key');
      const environment = { AVERMENT_KEY_PASSPHRASE: 'a passphrase for tests' };
      const order = ['attest', FLAGSHIP, '--workspace', workspace, '--key', key, '--output', attested];
      const { exit, notes } = await aver([...order, '--accept-stale-root'], { environment });
      expect([exit, notes]).toEqual([EXIT.met, expect.anything()]);
    });

    it('shows the report that was signed, byte for byte', async () => {
      const pack = join(attested, 'pack');
      const { exit, out, notes } = await aver(['export', pack, '--format', 'json']);
      expect(exit).toBe(EXIT.met);
      expect(notes).toContain('as its sender signed it');
      expect(await blobsOf(pack)).toContain(out);
    });

    it('shows nothing of a pack in which a byte was changed', async () => {
      const pack = join(attested, 'pack');
      const { out } = await aver(['export', pack, '--format', 'json']);
      const path = await pathOf(pack, out);
      await writeFile(path, out.replace('"SUPPORTED"', '"EVIDENCED"'));
      const { exit, out: shown, notes } = await aver(['export', pack, '--format', 'csv']);
      await writeFile(path, out);
      expect([exit, shown]).toEqual([EXIT.usage, '']);
      expect(notes).toContain('PACK_NOT_INTACT');
    });
  });

  describe('from a server', () => {
    const open: LocalServer[] = [];
    const serverThat = async (answer: () => Answer) => {
      const server = await localServer(answer);
      open.push(server);
      return server;
    };
    afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

    const environment = (url: string) => ({ AVERMENT_URL: url, AVERMENT_TOKEN: 'avr_not_a_real_token_0123456789' });

    it('asks for a release and for an attestation by digest, and takes the name that it is given', async () => {
      const digest = `sha256:${'a'.repeat(64)}`;
      const headers = { 'content-disposition': 'attachment; filename="app-1.csv"' };
      const server = await serverThat(() => ({ headers, body: 'a,b' }));
      const output = await folders.fresh();
      const asked = ['--format', 'csv', '--output', output];
      for (const what of ['app/x@1', digest]) {
        expect((await aver(['export', what, ...asked], { environment: environment(server.url) })).exit).toBe(EXIT.met);
      }
      expect(server.asked.map(({ path }) => path)).toEqual([
        '/v1/releases/app%2Fx/1/exports/csv',
        `/v1/attestations/${digest}/exports/csv`,
      ]);
      expect(await readdir(output)).toEqual(['app-1.csv']);
    });

    it('writes nothing under a name that leads elsewhere', async () => {
      const headers = { 'content-disposition': 'attachment; filename="../evil"' };
      const server = await serverThat(() => ({ headers, body: 'x' }));
      const output = await folders.fresh();
      const { exit, notes } = await aver(['export', 'app@1', '--format', 'csv', '--output', output], {
        environment: environment(server.url),
      });
      expect([exit, await readdir(output)]).toEqual([EXIT.unchecked, []]);
      expect(notes).toContain('ANSWER_INVALID');
    });
  });
});

async function blobsOf(pack: string): Promise<readonly string[]> {
  const folder = join(pack, 'blobs', 'sha256');
  const names = await readdir(folder);
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

async function pathOf(pack: string, content: string): Promise<string> {
  const folder = join(pack, 'blobs', 'sha256');
  for (const name of await readdir(folder)) {
    if ((await readFile(join(folder, name), 'utf8')) === content) return join(folder, name);
  }
  throw new Error('no blob has this content');
}
