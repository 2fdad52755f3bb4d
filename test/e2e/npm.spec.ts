import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Assessment } from '#compliance';
import { digestOf } from '#kernel';

import { withServer } from '../support/running-server.js';
import { defaultCorpusFolder } from '../vectors/corpus.js';
import { AskedOrganization } from './asked-organization.js';
import { aver, temporaryFolder } from './aver.js';
import { issue, type Issued } from './issued.js';
import { GOGGLES, gogglesRule, npmStock, registryRule, releaseOf, TESTED, testedRule } from './npm-cast.js';
import { npmRegistry, type NpmRegistry } from './npm-packages.js';
import { offlineJudgement, servedJudgement, writeWorkspace, type Stock } from './stock.js';
import { answers, replayed, writeAnchors } from './stranger.js';

const ORGANIZATION = 'npm';

const corpus = defaultCorpusFolder();
if (corpus === undefined) {
  console.warn('SKIPPED: the third-party vectors are not here, so no package of npm is assessed');
  describe.skip('npm (the third-party vectors are not here)', () => {
    it('is assessed from what the registry answers', () => undefined);
  });
} else {
  const registry = npmRegistry(corpus);
  describe('npm', () => {
    const server = withServer();
    describe('two packages, assessed from what the registry answers', () => {
      assessPackages(server, registry);
    });
    describe('a package, where something is not as it should be', () => {
      assessSiblings(server, registry);
    });
  });
}

type Server = ReturnType<typeof withServer>;

function assessPackages(server: Server, npm: NpmRegistry): void {
  const all = npmStock(npm);
  const goggles = releaseOf(GOGGLES, npm.goggles);
  const tested = releaseOf(TESTED, npm.tested);
  let organization: AskedOrganization;

  beforeAll(async () => {
    organization = await AskedOrganization.with(server.current, ORGANIZATION, all);
  });

  it.each([
    ['the provenance of a package', npm.goggles.provenance],
    ['the record of its publication', npm.goggles.publication],
    ['the provenance by a reusable workflow', npm.tested.provenance],
    ['the record of that publication', npm.tested.publication],
  ])('verifies %s, out of one answer of the registry', async (_, bundle) => {
    expect(await organization.verification(digestOf(bundle))).toEqual({ outcome: 'verified', stops: {} });
  });

  it('is SLSA Build L2 where the rule admits the runner at 2, though nothing in the provenance speaks of a level', async () => {
    expect(await organization.level(goggles)).toBe(2);
  });

  it('is SLSA Build L3 where the rule admits a builder at 3 that the package’s own workflow cannot reach into', async () => {
    expect(await organization.level(tested)).toBe(3);
  });

  it.each([
    ['PO.3.1', 'SELF_ATTESTED', 'TEAM_CONTROLLED_SIGNER', 'the workflow that signs is the team’s own, and C becomes D'],
    [
      'PO.3.2',
      'SUPPORTED',
      'HUMAN_PART_OPEN',
      'builder, source and pinned input are named, and choosing tools is human',
    ],
    ['PO.5.1', 'FAILED', 'EVIDENCE_FALLS_SHORT', 'level 2 is no isolated build, whatever a runner may do beside'],
    ['PW.6.1', 'SELF_ATTESTED', 'TEAM_CONTROLLED_SIGNER', 'builder and input are named by the team’s own workflow'],
    ['PW.4.1', 'MISSING', 'EVIDENCE_MISSING', 'provenance lists the source that went in, but no SBOM lists components'],
    ['PS.3.2', 'MISSING', 'EVIDENCE_MISSING', 'provenance of a build is half of it, and npm publishes no signed SBOM'],
    [
      'PS.2.1',
      'SUPPORTED',
      'POPULATION_DECLARED',
      'the registry signed its digest in public, over a list that is declared',
    ],
    ['PS.1.1', 'MISSING', 'EVIDENCE_MISSING', 'a named revision says nothing about who may change it'],
    ['PO.4.1', 'MISSING', 'EVIDENCE_MISSING', 'nobody judged the package by a written policy'],
    ['RV.1.1', 'MISSING', 'EVIDENCE_MISSING', 'nothing found is not nothing wrong: it was never scanned'],
    ['RV.2.2', 'MISSING', 'EVIDENCE_MISSING', 'a traceable build without a scan shows no response to anything'],
  ])('from its own workflow: %s is %s (%s), because %s', async (control, status, reason) => {
    expect(await organization.row(goggles, control)).toMatchObject({ status, reason, of: 1 });
  });

  it.each([
    ['PO.3.1', 'others keep the workflow that signs; C caps at part, and a declared list would too'],
    ['PO.3.2', 'the builder runs what version control defines; how tools were chosen leaves no trace'],
    ['PO.5.1', 'the build is isolated, and development and test environments leave no signed trace'],
    ['PW.6.1', 'builder and input are named by somebody else, and the choice of compilers is human'],
  ])('by a reusable workflow: %s is SUPPORTED and no more, because %s', async (control) => {
    const row = await organization.row(tested, control);
    expect(row).toMatchObject({ status: 'SUPPORTED', reason: 'HUMAN_PART_OPEN', met: 1, of: 1 });
    expect(row.populationSource).toBe('declared');
  });

  it('shows nothing about any other task: 37 of 42 are MISSING for each package, and none is EVIDENCED', async () => {
    expect(countsOf(await organization.statuses(goggles))).toEqual({
      FAILED: 1,
      SELF_ATTESTED: 2,
      SUPPORTED: 2,
      MISSING: 37,
    });
    expect(countsOf(await organization.statuses(tested))).toEqual({ SUPPORTED: 5, MISSING: 37 });
  });

  it.each([
    [
      GOGGLES,
      'provenance-exists',
      'SUPPORTED',
      'POPULATION_DECLARED',
      'the provenance is there, but that this file is all that was released is only declared',
    ],
    [
      GOGGLES,
      'provenance-authentic',
      'SUPPORTED',
      'POPULATION_DECLARED',
      'the expected signer signed it at level 2, over a list that is only declared',
    ],
    [GOGGLES, 'hosted', 'SUPPORTED', 'HUMAN_PART_OPEN', 'the rule says that the runner is hosted, and no document can'],
    [
      GOGGLES,
      'provenance-unforgeable',
      'MISSING',
      'EVIDENCE_MISSING',
      'level 2 falls short, as steps of its own workflow reach what signs, and no verifier vouches instead',
    ],
    [GOGGLES, 'isolated', 'MISSING', 'EVIDENCE_MISSING', 'level 2 promises no isolation, and no verifier found any'],
    [
      TESTED,
      'provenance-unforgeable',
      'SUPPORTED',
      'HUMAN_PART_OPEN',
      'the builder is listed at 3, and who audited it stands in no document',
    ],
    [
      TESTED,
      'isolated',
      'SUPPORTED',
      'HUMAN_PART_OPEN',
      'the builder is listed at 3, and its isolation is for auditors',
    ],
    [TESTED, 'source-summary', 'MISSING', 'EVIDENCE_MISSING', 'a build at level 3 says nothing about its source'],
  ])('by SLSA 1.2, %s: %s is %s (%s), because %s', async (product, control, status, reason) => {
    const release = product === GOGGLES ? goggles : tested;
    expect(await organization.row(release, control, 'slsa-1.2')).toMatchObject({ status, reason, of: 1 });
  });

  it('says the same offline, of both packages and every task', async () => {
    const workspace = await writeWorkspace(await temporaryFolder(), { slug: ORGANIZATION, name: 'npm' }, all);
    const { json } = await aver('--json', 'assess', '--workspace', workspace);
    const { client } = organization;
    expect((json() as readonly Assessment[]).map(offlineJudgement)).toEqual([
      await servedJudgement(client, ORGANIZATION, goggles),
      await servedJudgement(client, ORGANIZATION, tested),
    ]);
  });

  describe('the attestation that is issued from it', () => {
    let issued: Issued;
    let pack: string;

    beforeAll(async () => {
      const { client } = organization;
      issued = await issue(client, { product: TESTED, release: tested.version, acceptStaleRoot: true });
      pack = join(await temporaryFolder(), 'pack.tar');
      await writeFile(pack, issued.tar);
    });

    it('states level 3 and what is open, and replays to the same digest for a stranger, who is asked for anchors: exit 2', async () => {
      const { exit, report } = await replayed(pack);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'not-asked' });
      expect(report.statement?.input).toBe(issued.predicate.input);
      expect(issued.predicate.results.find(({ control }) => control === 'PO.5.1')).toMatchObject({
        status: 'SUPPORTED',
      });
      expect(exit).toBe(2);
    });

    it('is accepted by a reader with own root, signer and rules: exit 0', async () => {
      const anchors = await writeAnchors(await temporaryFolder(), { client: organization.client, rules: all.rules });
      const { exit, report } = await replayed(pack, ...anchors);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'yes' });
      expect(exit).toBe(0);
    });

    it('is refused by a reader who admits that builder at 2 only: exit 1', async () => {
      const rules = all.rules.map((rule) => (rule.id === testedRule().id ? testedRule(2) : rule));
      const anchors = await writeAnchors(await temporaryFolder(), { client: organization.client, rules });
      const { exit, report } = await replayed(pack, ...anchors);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'no' });
      expect(report.accepted.reasons).toContainEqual(
        expect.objectContaining({ code: 'RESULT_NOT_ACCEPTED', path: 'PO.5.1' }),
      );
      expect(exit).toBe(1);
    });
  });
}

function assessSiblings(server: Server, npm: NpmRegistry): void {
  const right: Stock = {
    rules: [gogglesRule(), registryRule(npm.key)],
    releases: [releaseOf(GOGGLES, npm.goggles)],
    bundles: [npm.goggles.answer],
  };
  const [goggles = releaseOf(GOGGLES, npm.goggles)] = right.releases;
  const provenance = digestOf(npm.goggles.provenance);
  let organizations = 0;
  const given = (change: Partial<Stock>) =>
    AskedOrganization.with(server.current, `sibling-${organizations++}`, { ...right, ...change });
  const underRule = (rule: ReturnType<typeof gogglesRule>) => given({ rules: [rule, registryRule(npm.key)] });

  it('provenance with a spoilt signature is refused: PO.3.2 is FAILED, and the record of publication gives no level', async () => {
    const { withSpoiltProvenance } = npm;
    const organization = await given({ bundles: [withSpoiltProvenance.answer] });
    expect(await organization.verification(digestOf(withSpoiltProvenance.provenance))).toMatchObject({
      outcome: 'rejected',
      stops: { signature: 'SIGNATURE_INVALID' },
    });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'FAILED', reason: 'EVIDENCE_REJECTED' });
    expect(await organization.level(goggles)).toBe(0);
  });

  it('a record of publication with a spoilt signature is refused, and takes nothing from the provenance beside it', async () => {
    const { withSpoiltPublication } = npm;
    const organization = await given({ bundles: [withSpoiltPublication.answer] });
    expect(await organization.verification(digestOf(withSpoiltPublication.publication))).toMatchObject({
      outcome: 'rejected',
      stops: { signature: 'SIGNATURE_INVALID' },
    });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'SUPPORTED' });
    expect(await organization.level(goggles)).toBe(2);
  });

  it('provenance without a record of publication keeps its level, and the archive of PS.3.1 lacks the record', async () => {
    const organization = await given({ bundles: [npm.goggles.provenance] });
    expect(await organization.level(goggles)).toBe(2);
    const { gaps } = await organization.row(goggles, 'PS.3.1');
    expect(gaps[0]?.need).toContain('a verified record of its publication');
  });

  it('a record of publication without provenance is no build: PO.3.2 is MISSING, at level 0', async () => {
    const organization = await given({ bundles: [npm.goggles.publication] });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'MISSING', reason: 'EVIDENCE_MISSING' });
    expect(await organization.level(goggles)).toBe(0);
    const { gaps } = await organization.row(goggles, 'PS.3.1');
    expect(gaps[0]?.need).not.toContain('a verified record of its publication');
  });

  it('the same workflow name in a repository of another id is another repository: FAILED at the rung identity', async () => {
    const signer = { extensions: { sourceRepositoryIdentifier: '602223945' } };
    const organization = await underRule(gogglesRule({ signer }));
    expect(await organization.verification(provenance)).toMatchObject({
      outcome: 'rejected',
      stops: { identity: 'IDENTITY_EXTENSION_UNEXPECTED' },
    });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'FAILED', reason: 'EVIDENCE_REJECTED' });
  });

  it('another workflow of the same repository is not the expected one: FAILED at the rung identity', async () => {
    const identity = {
      exactly: 'https://github.com/trishankatdatadog/supreme-goggles/.github/workflows/nightly.yml@refs/tags/v1.0.5',
    };
    const organization = await underRule(gogglesRule({ signer: { identity } }));
    expect(await organization.verification(provenance)).toMatchObject({
      outcome: 'rejected',
      stops: { identity: 'IDENTITY_UNEXPECTED' },
    });
    expect(await organization.level(goggles)).toBe(0);
  });

  it('the right workflow that built another source is refused by the policy of the rule', async () => {
    const organization = await underRule(gogglesRule({ source: 'https://github.com/trishankatdatadog/other' }));
    expect(await organization.verification(provenance)).toEqual({
      outcome: 'rejected',
      stops: { policy: 'POLICY_SOURCE_UNEXPECTED' },
    });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'FAILED', reason: 'EVIDENCE_REJECTED' });
  });

  it('a builder beside those that the rule lists is refused, though signer and source are right: FAILED, level 0', async () => {
    const organization = await underRule(gogglesRule({ builders: { 'https://github.com/npm/cli': 3 } }));
    expect(await organization.verification(provenance)).toEqual({
      outcome: 'rejected',
      stops: { policy: 'POLICY_BUILDER_UNTRUSTED' },
    });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'FAILED', reason: 'EVIDENCE_REJECTED' });
    expect(await organization.level(goggles)).toBe(0);
  });

  it('under a rule that lists no builders provenance is level 1, whatever runner it names: PO.3.2 is FAILED, as it falls short', async () => {
    const organization = await underRule(gogglesRule({ builders: undefined }));
    expect(await organization.verification(provenance)).toMatchObject({ outcome: 'verified' });
    expect(await organization.level(goggles)).toBe(1);
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({
      status: 'FAILED',
      reason: 'EVIDENCE_FALLS_SHORT',
    });
  });

  it('a builder that the rule lists at 0 is verified and worth nothing: level 0', async () => {
    const organization = await underRule(gogglesRule({ builders: { 'https://github.com/actions/runner': 0 } }));
    expect(await organization.verification(provenance)).toMatchObject({ outcome: 'verified' });
    expect(await organization.level(goggles)).toBe(0);
  });

  it('verified provenance of another package says nothing about this one: MISSING, not FAILED', async () => {
    const organization = await given({
      rules: [{ ...testedRule(), scope: { kind: 'organization' } }, registryRule(npm.key)],
      bundles: [npm.tested.answer],
    });
    expect(await organization.verification(digestOf(npm.tested.provenance))).toMatchObject({ outcome: 'verified' });
    expect(await organization.row(goggles, 'PO.3.2')).toMatchObject({ status: 'MISSING', reason: 'EVIDENCE_MISSING' });
    expect(await organization.level(goggles)).toBe(0);
  });

  it('of a file with one byte changed nothing is known, for evidence is about bytes and not about names', async () => {
    const file = Uint8Array.from(npm.goggles.file);
    file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
    const changed = releaseOf(GOGGLES, { file });
    const organization = await given({ releases: [changed] });
    expect(new Set(Object.values(await organization.statuses(changed)))).toEqual(new Set(['MISSING']));
    expect(await organization.level(changed)).toBe(0);
  });
}

function countsOf(statuses: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const status of Object.values(statuses)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
