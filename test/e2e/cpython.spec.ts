import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Assessment, AssessmentInput } from '#compliance';
import { digestOf, fromUtf8 } from '#kernel';
import { publicGoodTrustRoot } from '#platform';

import { withServer, type TestClient } from '../support/running-server.js';
import { defaultCorpusFolder } from '../vectors/corpus.js';
import { aver, temporaryFolder } from './aver.js';
import { controlsOf, verdictOf } from './controls.js';
import { castOf, type Cast } from './cpython-cast.js';
import { cpythonReleases } from './cpython-releases.js';
import { issue, type Issued } from './issued.js';
import { offlineJudgement, servedJudgement, stock, writeWorkspace, type DeclaredRelease } from './stock.js';
import { answers, replayed, writeAnchors } from './stranger.js';

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

  it('refuses an altered bundle by its signature, and the release has nothing that it can be checked by: MISSING', async () => {
    const verdict = await verdictOf(client, digestOf(cast.altered));
    expect(verdict?.outcome).toBe('rejected');
    expect(verdict?.checks.find(({ outcome }) => outcome === 'failed')).toMatchObject({
      rung: 'signature',
      code: 'SIGNATURE_INVALID',
    });
    expect(await signing(cast.withAlteredBundle)).toMatchObject({
      status: 'MISSING',
      reason: 'EVIDENCE_MISSING',
      met: 0,
      of: 1,
    });
  });

  it('does not take a manager who is trusted for another product: MISSING, as nothing else was received', async () => {
    const { product, version } = cast.byAnother;
    expect(await signing(cast.byAnother)).toMatchObject({
      status: 'MISSING',
      reason: 'EVIDENCE_MISSING',
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
      status: 'MISSING',
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
    const workspace = await writeWorkspace(folder, { slug: ORGANIZATION, name: 'Python' }, cast);
    const { exit, json } = await aver('--json', 'assess', '--workspace', workspace);
    expect(exit).toBe(1);
    const offline = (json() as readonly Assessment[]).map(offlineJudgement);
    const served = await Promise.all(cast.releases.map((release) => servedJudgement(client, ORGANIZATION, release)));
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
      anchors = await writeAnchors(folder, { client, rules: cast.rules });
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
      const others = await writeAnchors(folder, { client, rules: cast.rules.slice(1) });
      const { exit, report } = await replayed(pack, ...others);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'no' });
      expect(report.accepted.reasons).toContainEqual(
        expect.objectContaining({ code: 'RESULT_NOT_ACCEPTED', path: CONTROL }),
      );
      expect(exit).toBe(1);
    });
  });
}
