import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';

import { organizationKeyRule, type ReplayReport } from '#attestation';
import { segmentAt, type Assessment, type AssessmentInput } from '#compliance';
import { canonicalJson, digestOf, fromUtf8 } from '#kernel';
import { publicGoodTrustRoot } from '#platform';

import { withServer, type TestClient } from '../support/running-server.js';
import { defaultCorpusFolder } from '../vectors/corpus.js';
import { aver, temporaryFolder } from './aver.js';
import { controlsOf, verdictOf } from './controls.js';
import { castOf, type Cast, type DeclaredRelease } from './cpython-cast.js';
import { cpythonReleases } from './cpython-releases.js';
import { issue, organizationKey, type Issued } from './issued.js';

const ORGANIZATION = 'python';
const CONTROL = 'PS.2.1';

const corpus = defaultCorpusFolder();
if (corpus === undefined) {
  console.warn('SKIPPED: the third-party vectors are not here, so no real product is assessed');
  describe.skip('CPython (the third-party vectors are not here)', () => {
    it('is assessed from the bundles that its release managers published', () => undefined);
  });
} else {
  describe('CPython, assessed from the bundles that its release managers published', () => {
    assessCpython(castOf(cpythonReleases(corpus)));
  });
}

function assessCpython(cast: Cast): void {
  const server = withServer();
  let client: TestClient;
  const signing = async (release: DeclaredRelease) =>
    (await controlsOf(client, release)).find(({ control }) => control === CONTROL);

  beforeAll(async () => {
    client = await server.current.organization({ slug: ORGANIZATION, synthetic: false });
    await stock(client, cast);
    await server.current.settled(client);
  });

  it.each(cast.published)(
    'finds $version signed by its release manager: supported, 1 of 1 declared',
    async (release) => {
      expect(await signing(release)).toMatchObject({
        status: 'SUPPORTED',
        reason: 'POPULATION_DECLARED',
        met: 1,
        of: 1,
        populationSource: 'declared',
      });
    },
  );

  it('counts a file that nobody signed: partial, 1 of 2', async () => {
    expect(await signing(cast.withUnsignedFile)).toMatchObject({ status: 'PARTIAL', met: 1, of: 2 });
  });

  it('refuses an altered bundle by its signature, and the release fails', async () => {
    const verdict = await verdictOf(client, digestOf(cast.altered));
    expect(verdict?.outcome).toBe('rejected');
    expect(verdict?.checks.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      rung: 'signature',
      code: 'SIGNATURE_INVALID',
    });
    expect(await signing(cast.withAlteredBundle)).toMatchObject({
      status: 'FAILED',
      reason: 'EVIDENCE_REJECTED',
      met: 0,
      of: 1,
    });
  });

  it('does not take a manager who is trusted for another product', async () => {
    const { product, version } = cast.byAnother;
    expect(await signing(cast.byAnother)).toMatchObject({
      status: 'FAILED',
      reason: 'EVIDENCE_REJECTED',
      met: 0,
      of: 1,
    });
    const { pack } = await issue(client, { product, release: version, acceptStaleRoot: true });
    const input = JSON.parse(fromUtf8(pack.input)) as AssessmentInput;
    expect(input.facts.filter(({ claim }) => claim.kind === 'signature')).toEqual([]);
    expect(input.findings).toEqual([expect.objectContaining({ codes: ['UNEXPECTED_SIGNER'] })]);
  });

  it('refuses a right bundle where only the managers of other releases are trusted', async () => {
    const strict = await server.current.organization({ slug: 'strict', synthetic: false });
    const [release = cast.byAnother] = cast.published;
    const [bundle = cast.altered] = cast.bundles;
    await stock(strict, { rules: cast.rules.slice(1), releases: [release], bundles: [bundle] });
    await server.current.settled(strict);
    const verdict = await verdictOf(strict, digestOf(bundle));
    expect(verdict?.outcome).toBe('rejected');
    expect(verdict?.checks.find(({ rung }) => rung === 'identity')).toMatchObject({
      outcome: 'failed',
      code: 'IDENTITY_UNEXPECTED',
    });
    expect((await controlsOf(strict, release)).find(({ control }) => control === CONTROL)).toMatchObject({
      status: 'FAILED',
      met: 0,
      of: 1,
    });
  });

  it('misses a release whose bundle was not submitted', async () => {
    expect(await signing(cast.withoutBundle)).toMatchObject({
      status: 'MISSING',
      reason: 'EVIDENCE_MISSING',
      met: 0,
      of: 1,
    });
  });

  it('signs under a trust root past its expiry only at an explicit word', async () => {
    const [{ product, version } = cast.byAnother] = cast.published;
    await expect(issue(client, { product, release: version })).rejects.toMatchObject({ code: 'TRUST_ROOT_STALE' });
  });

  it('says the same offline, of every release and every task', async () => {
    const folder = await temporaryFolder();
    const { exit, json } = await aver('--json', 'assess', '--workspace', await writeWorkspace(folder, cast));
    expect(exit).toBe(1);
    const offline = (json() as readonly Assessment[]).map((assessment) => ({
      scope: assessment.scope,
      rows: rowsOf(assessment),
    }));
    const served = await Promise.all(
      cast.releases.map(async (release) => ({
        scope: { organization: ORGANIZATION, product: release.product, release: release.version },
        rows: (await controlsOf(client, release)).map(({ control, status, reason, met, of }) => ({
          control,
          status,
          reason,
          met,
          of,
        })),
      })),
    );
    expect(offline).toEqual(served);
  });

  describe('the attestation that is issued from it', () => {
    let issued: Issued;
    let pack: string;
    let anchors: readonly string[];

    beforeAll(async () => {
      const [{ product, version } = cast.byAnother] = cast.published;
      issued = await issue(client, { product, release: version, acceptStaleRoot: true });
      const folder = await temporaryFolder();
      pack = join(folder, 'pack.tar');
      await writeFile(pack, issued.tar);
      anchors = await writeAnchors(folder, { client, cast });
    });

    it('states the same result, and that a stale root was accepted', () => {
      expect(issued.predicate.results.find(({ control }) => control === CONTROL)).toMatchObject({
        status: 'SUPPORTED',
        met: 1,
        of: 1,
      });
      expect(issued.predicate.trustRoots).toEqual([
        {
          name: 'public-good',
          digest: publicGoodTrustRoot().digest,
          stale: { expired: expect.any(String), accepted: true },
        },
      ]);
    });

    it('is intact and consistent to a stranger, who recomputes the same digest from the pack', async () => {
      const { exit, report } = await replayed(pack);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'not-asked' });
      expect(report.statement?.input).toBe(issued.predicate.input);
      expect(exit).toBe(2);
    });

    it('is accepted by a reader with own root, signer and rules', async () => {
      const { exit, report } = await replayed(pack, ...anchors);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'yes' });
      expect(report.comparison.find(({ control }) => control === CONTROL)).toMatchObject({ same: true });
      expect(exit).toBe(0);
    });

    it('is refused by a reader who does not trust this release’s manager', async () => {
      const folder = await temporaryFolder();
      const others = { ...cast, rules: cast.rules.slice(1) };
      const { exit, report } = await replayed(pack, ...(await writeAnchors(folder, { client, cast: others })));
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'no' });
      expect(report.accepted.reasons).toContainEqual(
        expect.objectContaining({ code: 'RESULT_NOT_ACCEPTED', path: CONTROL }),
      );
      expect(exit).toBe(1);
    });
  });
}

type Stock = Pick<Cast, 'rules' | 'releases' | 'bundles'>;

async function stock(client: TestClient, { rules, releases, bundles }: Stock): Promise<void> {
  for (const rule of rules) {
    await client.graphql('mutation ($rule: Json!) { putTrustRule(rule: $rule) { id } }', { rule });
  }
  for (const { product, version, artifacts } of releases) {
    await client.graphql(
      `mutation ($product: CreateProductInput!, $release: CreateReleaseInput!, $manifest: DeclareManifestInput!) {
        createProduct(input: $product) { id }
        createRelease(input: $release) { id }
        declareManifest(input: $manifest) { digest }
      }`,
      {
        product: { slug: product, name: product },
        release: { product, version },
        manifest: { product, release: version, artifacts },
      },
    );
  }
  for (const bundle of bundles) await client.submit(bundle);
}

async function replayed(pack: string, ...anchors: readonly string[]) {
  const { exit, json } = await aver('--json', 'replay', pack, ...anchors);
  const [report] = json() as readonly ReplayReport[];
  if (report === undefined) throw new Error('aver replay printed nothing');
  return { exit, report };
}

function answers({ intact, consistent, accepted }: ReplayReport) {
  return { intact: intact.answer, consistent: consistent.answer, accepted: accepted.answer };
}

/** What a reader holds from elsewhere, as options of `aver replay`; nothing of it comes out of the pack. */
async function writeAnchors(
  folder: string,
  { client, cast }: { readonly client: TestClient; readonly cast: Pick<Cast, 'rules'> },
): Promise<readonly string[]> {
  const key = await organizationKey(client);
  const files = { root: 'trusted_root.json', key: 'signer.pub', rules: 'rules.json' };
  await writeFile(join(folder, files.root), publicGoodTrustRoot().bytes);
  await writeFile(join(folder, files.key), key.toPem());
  await writeFile(join(folder, files.rules), canonicalJson([...cast.rules, organizationKeyRule(key)]));
  const at = (file: string) => join(folder, file);
  return ['--trusted-root', at(files.root), '--signer', at(files.key), '--rules', at(files.rules)];
}

/** The same organization as files. @returns path of the workspace file */
async function writeWorkspace(folder: string, cast: Cast): Promise<string> {
  await mkdir(join(folder, 'evidence'));
  for (const [index, bundle] of cast.bundles.entries())
    await writeFile(join(folder, 'evidence', `${index}.json`), bundle);
  const file = join(folder, 'workspace.yaml');
  const products = [...new Set(cast.releases.map(({ product }) => product))].map((slug) => ({
    slug,
    name: slug,
    releases: cast.releases
      .filter(({ product }) => product === slug)
      .map(({ version, artifacts }) => ({ version, artifacts })),
  }));
  const organization = { slug: ORGANIZATION, name: 'Python' };
  await writeFile(file, stringify({ organization, rules: cast.rules, evidence: ['evidence'], products }));
  return file;
}

function rowsOf({ asOf, results }: Assessment) {
  return results.map((result) => {
    const { status, reason, machine } = segmentAt(result, asOf);
    return { control: result.control, status, reason, met: machine.met, of: machine.of };
  });
}
