import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

import { publicGoodTrustRoot } from '#platform';
import { rootsListing } from '#reporting';
import { digestOf } from '#kernel';

import { EXIT } from '../exit-code.js';
import { aver, Folders } from '../testing/aver.js';
import { localServer, type LocalServer } from '../testing/local-server.js';

const IMAGES = ['--image', 'registry.example.org/shop/**'];

describe('aver trust export', () => {
  const folders = new Folders();
  let workspace: string;
  let server: LocalServer | undefined;

  beforeAll(async () => {
    workspace = await folders.sampleWorkspace();
  });
  afterEach(() => server?.close());
  afterAll(() => folders.remove());

  it('writes no policy for rules that rest on a private root, says which it left out, and exits 1', async () => {
    const { exit, out, notes } = await aver([
      'trust',
      'export',
      '--format',
      'kyverno',
      ...IMAGES,
      '--workspace',
      workspace,
    ]);
    expect(out).toContain('# Left out, so that nothing is admitted that it refuses: rule hosted-builder: ');
    expect(notes).toContain('left out: rule hosted-builder: it demands certificate extensions');
    expect(notes).toContain(
      'left out: rule continuous-scanner: it is proven by a trust root that is not Sigstore’s public one',
    );
    expect([exit, out]).toEqual([EXIT.notMet, expect.not.stringContaining('---')]);
  });

  it('writes what can be said: a key that signs without a log, for the product it signs', async () => {
    const { exit, out } = await aver([
      ...['trust', 'export', '--format', 'kyverno', ...IMAGES, '--workspace', workspace],
      ...['--product', 'tundra-firmware'],
    ]);
    const policies = parseAllDocuments(out).map((document) => document.toJS() as { metadata: { name: string } });
    expect([exit, policies.map(({ metadata }) => metadata.name)]).toEqual([
      EXIT.met,
      ['averment-tundra-firmware-artifact-signature'],
    ]);
  });

  it('asks the server, and says what it answers', async () => {
    const admissionPolicy = { yaml: '# made\n---\nkind: X\n', kinds: ['sbom'], leftOut: [{ rule: 'a', why: 'b' }] };
    server = await localServer(() => ({ body: { data: { admissionPolicy } } }));
    const { exit, out, notes } = await aver(
      ['trust', 'export', '--format', 'cluster-image-policy', ...IMAGES, '--product', 'shop', '--kind', 'sbom'],
      { environment: { AVERMENT_URL: server.url, AVERMENT_TOKEN: 'avr_not_a_real_token_0123456789' } },
    );
    expect([exit, out]).toEqual([EXIT.met, '# made\n---\nkind: X']);
    expect(notes).toContain('left out: rule a: b');
  });

  it('refuses what is no format, no glob and no kind', async () => {
    const refused = async (...args: readonly string[]) =>
      (await aver(['trust', 'export', '--workspace', workspace, ...args])).exit;
    expect(await refused('--format', 'gatekeeper', ...IMAGES)).toBe(EXIT.usage);
    expect(await refused('--format', 'kyverno', '--image', 'a b')).toBe(EXIT.usage);
    expect(await refused('--format', 'kyverno', ...IMAGES, '--kind', 'waiver')).toBe(EXIT.usage);
  });
});

describe('the public-good instance', () => {
  it('is listed by its own root, whatever that is called, and by no root of another instance', async () => {
    const seed = publicGoodTrustRoot();
    expect(rootsListing(seed, [{ ...seed, name: 'ours' }])).toEqual(['ours']);
    const text = new TextDecoder().decode(seed.bytes);
    const root = JSON.parse(text) as { tlogs: unknown[]; certificateAuthorities: unknown[] };
    const bytes = new TextEncoder().encode(
      JSON.stringify({ ...root, certificateAuthorities: root.certificateAuthorities.slice(0, 1) }),
    );
    expect(rootsListing(seed, [{ ...seed, bytes, digest: digestOf(bytes) }])).toEqual([]);
  });
});
