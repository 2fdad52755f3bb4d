import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { packTar } from '#attestation';
import { omitFromPack } from '#cli';
import type { Assessment, ControlExplanation, GapPlan } from '#compliance';
import { concatBytes, digestOf } from '#kernel';

import { withServer } from '../support/running-server.js';
import { defaultCorpusFolder } from '../vectors/corpus.js';
import { AskedOrganization } from './asked-organization.js';
import { aver, temporaryFolder } from './aver.js';
import {
  application,
  componentsOf,
  evidenceOfComponents,
  namesake,
  RELEASE,
  rulesOf,
  sbomOf,
  stockOf,
  type Application,
  type Component,
} from './component-cast.js';
import { issue, type Issued } from './issued.js';
import { offlineJudgement, servedJudgement, writeWorkspace, type Stock } from './stock.js';
import { answers, replayed, writeAnchors } from './stranger.js';

const ORGANIZATION = 'components';

const corpus = defaultCorpusFolder();
if (corpus === undefined) {
  console.warn('SKIPPED: the third-party vectors are not here, so no package of npm or PyPI is joined to an SBOM');
  describe.skip('components (the third-party vectors are not here)', () => {
    it('are joined to what npm and PyPI signed about them', () => undefined);
  });
} else {
  const made = application(corpus);
  describe('an application made of packages of npm and PyPI, with an SBOM that names them by digest', () => {
    const server = withServer();
    describe('and nothing else', () => {
      allJoined(server, made);
    });
    describe('where not every component is what it is called', () => {
      notAllJoined(server, made);
    });
  });
}

type Server = ReturnType<typeof withServer>;
const release = ({ releases }: Stock) => releases[0]!;

async function stockWith(made: Application, components: readonly Component[]): Promise<Stock> {
  return stockOf(made, await sbomOf(made, components));
}

/** What `aver` says offline about a workspace that holds the same. */
async function offline<T>(given: Stock, ...command: readonly string[]): Promise<T> {
  const workspace = await writeWorkspace(await temporaryFolder(), { slug: ORGANIZATION, name: 'components' }, given);
  const { json } = await aver('--json', ...command, '--workspace', workspace);
  return json()[0] as T;
}

function allJoined(server: Server, made: Application): void {
  let given: Stock;
  let organization: AskedOrganization;

  beforeAll(async () => {
    const { goggles, tested, pypi } = componentsOf(made);
    given = await stockWith(made, [goggles, tested, pypi]);
    organization = await AskedOrganization.with(server.current, ORGANIZATION, given);
  });

  it('verifies what the registries signed, and PW.4.1 is SUPPORTED: each component has evidence of its own, and choosing is human', async () => {
    for (const evidence of evidenceOfComponents(made)) {
      expect(await organization.verification(evidence)).toEqual({ outcome: 'verified', stops: {} });
    }
    expect(await organization.row(release(given), 'PW.4.1')).toMatchObject({
      ...{ status: 'SUPPORTED', reason: 'HUMAN_PART_OPEN', met: 1, of: 1 },
    });
  });

  it('says nothing about its own build by how its components were built: PO.3.2 and PS.2.1 are MISSING, at level 0', async () => {
    expect(await organization.level(release(given))).toBe(0);
    for (const control of ['PO.3.2', 'PS.2.1']) {
      expect(await organization.row(release(given), control)).toMatchObject({ status: 'MISSING' });
    }
  });

  it('says the same offline, of every task', async () => {
    const assessment = await offline<Assessment>(given, 'assess');
    expect(offlineJudgement(assessment)).toEqual(
      await servedJudgement(organization.client, ORGANIZATION, release(given)),
    );
  });

  it('explains that 3 of 3 components are joined, two of them to provenance', async () => {
    const { explanation } = await offline<{ explanation: ControlExplanation }>(
      given,
      ...['assess', 'app@1.0.0', '--explain', 'PW.4.1'],
    );
    expect(explanation.components).toMatchObject([{ member: 'app.tgz', listed: 3, joined: 3, withProvenance: 2 }]);
    expect(explanation.restsOn).toEqual(expect.arrayContaining([...evidenceOfComponents(made)]));
  });

  describe('the attestation that is issued from it', () => {
    let issued: Issued;
    let folder: string;
    const packed = async (name: string, bytes: Uint8Array) => {
      const file = join(folder, name);
      await writeFile(file, bytes);
      return file;
    };

    beforeAll(async () => {
      folder = await temporaryFolder();
      const { client } = organization;
      issued = await issue(client, { product: RELEASE.product, release: RELEASE.version, acceptStaleRoot: true });
    });

    it('accounts for everything about the components as used, and carries its bytes', () => {
      const uses = new Map(issued.predicate.intake?.leaves.map(({ evidence, use }) => [evidence, use]));
      for (const evidence of evidenceOfComponents(made)) {
        expect([evidence, uses.get(evidence)]).toEqual([evidence, 'used']);
        expect(issued.pack.evidence.has(evidence)).toBe(true);
      }
    });

    it('replays to the same digest for a stranger, and is accepted under own root, signer and rules: exit 0', async () => {
      const anchors = await writeAnchors(await temporaryFolder(), {
        ...{ client: organization.client, rules: rulesOf(made) },
      });
      const { exit, report } = await replayed(await packed('whole.tar', issued.tar), ...anchors);
      expect(answers(report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'yes' });
      expect(exit).toBe(0);
    });

    it('is not consistent any more without the provenance of one component: another input follows from what is left', async () => {
      const { files } = omitFromPack(issued.files, () => digestOf(made.npm.goggles.provenance));
      const { report } = await replayed(await packed('without.tar', concatBytes(...packTar(files))));
      expect(report.consistent.answer).toBe('no');
      expect(report.consistent.reasons).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ code: 'INPUT_DIFFERS' }),
          expect.objectContaining({ code: 'EVIDENCE_MISSING', digest: digestOf(made.npm.goggles.provenance) }),
        ]),
      );
    });
  });
}

function notAllJoined(server: Server, made: Application): void {
  let organizations = 0;
  const statusWith = async (given: Stock) => {
    const organization = await AskedOrganization.with(server.current, `components-${organizations++}`, given);
    return (await organization.row(release(given), 'PW.4.1')).status;
  };

  it('a package of the same name and version with another digest is not joined: PW.4.1 is MISSING', async () => {
    const { goggles, tested, pypi } = componentsOf(made);
    for (const components of [
      [namesake(goggles), tested, pypi],
      [goggles, tested, namesake(pypi)],
    ]) {
      expect(await statusWith(await stockWith(made, components))).toBe('MISSING');
    }
  });

  it('one component without evidence of its own is one too many, and the plan counts 3 of 4', async () => {
    const { goggles, tested, pypi } = componentsOf(made);
    const given = await stockWith(made, [goggles, tested, pypi, { ...namesake(pypi), purl: 'pkg:pypi/unknown@1' }]);
    expect(await statusWith(given)).toBe('MISSING');
    const { plan } = await offline<{ plan: GapPlan }>(
      given,
      ...['gaps', 'app@1.0.0', '--profile', 'ssdf-1.1-reachable'],
    );
    expect(plan.components).toMatchObject([{ member: 'app.tgz', listed: 4, joined: 3, withProvenance: 2 }]);
  });

  it('a publisher whom no rule expects joins nothing', async () => {
    const { goggles, tested, pypi } = componentsOf(made);
    const given = await stockWith(made, [goggles, tested, pypi]);
    const rules = given.rules.filter(({ id }) => id !== 'pypi-publisher');
    expect(await statusWith({ ...given, rules })).toBe('MISSING');
  });
}
