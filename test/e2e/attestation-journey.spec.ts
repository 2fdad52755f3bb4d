import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import type { ReplayReport } from '#attestation';

import { withServer } from '../support/running-server.js';
import { aver, averWith, temporaryFolder, type AverResult } from './aver.js';
import { organizationKey } from './issued.js';
import { stockSample, type SampleOrganization } from './sample-organization.js';
import { answers, writeAnchors } from './stranger.js';

const WITHIN_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 100;
const WITHHELD_KIND = 'vulnerability-scan';

/**
 * docs/attestations.md, command by command: two people sign, a buyer with anchors of his own replays, a key is found
 * out, and the attestation is issued again.
 */
describe('the way of an attestation, on the command line', () => {
  const server = withServer();
  let sample: SampleOrganization;
  let folder: string;
  let anchors: readonly string[];
  const at = (file: string) => join(folder, file);
  const file = { report: 'report.json', pack: 'whole.tar', withheld: 'withheld.tar', key: 'acme.pub' };

  beforeAll(async () => {
    sample = await stockSample(server.current);
    folder = await temporaryFolder();
    const { administrator } = sample.staff;
    const { trustRules } = await administrator.graphql<{ trustRules: { id: string; rule: never }[] }>(
      '{ trustRules { id rule } }',
    );
    const rules = trustRules.flatMap(({ id, rule }) => (id === 'organization-key' ? [] : [rule]));
    const [root] = sample.world.trustRoots;
    await writeFile(at('synthetic.json'), root?.bytes ?? '');
    anchors = [
      ...(await writeAnchors(folder, { client: administrator, rules })),
      ...['--trusted-root', at('synthetic.json')],
    ];
    await writeFile(at(file.key), (await organizationKey(administrator)).toPem());
  });

  const tokens = { author: '', approver: '' };
  beforeAll(async () => {
    for (const who of ['author', 'approver'] as const) tokens[who] = await tokenOfPerson(sample, `The ${who}`);
  });

  const flagship = () => `${sample.world.flagship.product}@${sample.world.flagship.version}`;

  /** As somebody who holds a token. */
  function by(who: keyof typeof tokens, ...words: readonly string[]): Promise<AverResult> {
    return averWith({ AVERMENT_URL: server.current.url, AVERMENT_TOKEN: tokens[who] }, ...words);
  }

  async function replayed(tar: string, ...words: readonly string[]): Promise<ReplayReport> {
    const { json } = await aver('--json', 'replay', at(tar), ...words);
    return json()[0] as ReplayReport;
  }

  let draft: string;
  let signed: string;
  let newer: string;

  it('a release is judged, and what would be signed is frozen with the report that is to be read', async () => {
    await sample.staff.administrator.graphql('mutation { askTwoPeopleToSign(asked: true) { slug } }');
    const { exit, json } = await by(
      'author',
      ...['--json', 'attestation', 'draft', flagship(), '--accept-stale-root', '--output', at(file.report)],
    );
    expect(exit).toBe(0);
    draft = (json()[0] as { id: string }).id;
  });

  it('nobody signs what nobody has approved, and its author does not approve it', async () => {
    await expectRefused(by('author', 'attestation', 'sign', draft), 'APPROVAL_MISSING');
    await expectRefused(by('author', 'attestation', 'approve', draft, '--report', at(file.report)), 'FOUR_EYES');
  });

  it('another report than the drafted one is not what is approved', async () => {
    await writeFile(at('other.json'), '{}');
    await expectRefused(
      by('approver', 'attestation', 'approve', draft, '--report', at('other.json')),
      'REPORT_DIFFERS',
    );
  });

  it('somebody else approves the report as it was read, and it is signed', async () => {
    expect((await by('approver', 'attestation', 'approve', draft, '--report', at(file.report))).exit).toBe(0);
    const { exit, json } = await by('author', '--json', 'attestation', 'sign', draft);
    expect(exit).toBe(0);
    signed = (json()[0] as { digest: string }).digest;
  });

  it('packed whole, a stranger with anchors of his own answers yes four times', async () => {
    expect((await by('author', 'pack', signed, '--output', at(file.pack))).exit).toBe(0);
    const report = await replayed(file.pack, ...anchors);
    expect({ ...answers(report), standing: report.standing.answer, exit: report.exit }).toEqual({
      ...{ intact: 'yes', consistent: 'yes', accepted: 'yes', standing: 'yes', exit: 0 },
    });
  });

  it('without anchors of his own he is told that nothing was accepted', async () => {
    const report = await replayed(file.pack);
    expect([report.accepted.answer, report.exit]).toEqual(['not-asked', 2]);
  });

  it('what must not leave the house stays there; what rests on it is claimed, not recomputed', async () => {
    const selector = ['--withhold', `kind=${WITHHELD_KIND}`];
    expect((await by('author', 'pack', signed, ...selector, '--output', at(file.withheld))).exit).toBe(0);
    const report = await replayed(file.withheld, ...anchors);
    expect(report.exit).toBe(2);
    expect(new Set(report.withheld.map(({ kind }) => kind))).toEqual(new Set([WITHHELD_KIND]));
    expect(answers(report)).toEqual({ intact: 'yes', consistent: 'could-not-check', accepted: 'could-not-check' });
  });

  it('it is handed over, and from then on whoever has it may ask how it stands', async () => {
    const to = ['--to', 'Robin Doe', '--organization', 'Agency', '--contract', 'C-17', '--file', at(file.pack)];
    expect((await by('author', 'attestation', 'hand-over', signed, ...to)).exit).toBe(0);
    expect((await status(signed)).exit).toBe(0);
  });

  it('an evidence key is declared compromised: it is affected, and says by which sentences', async () => {
    await distrustReleaseSigner(sample);
    await until(async () => (await by('author', 'attestation', 'history', signed)).exit === 1);
    const { exit, out } = await status(signed);
    expect([exit, out.join('\n')]).toEqual([1, expect.stringMatching(/AFFECTED since[^]*not trusted any more/)]);
  });

  it('whoever holds it is known, with what they have to be told', async () => {
    const { out } = await by('author', 'attestation', 'recipients', signed, '--notices');
    expect(out.join('\n')).toMatch(/Robin Doe[^]*Agency[^]*C-17[^]*not trusted any more/);
  });

  it('it is issued again without what fell; the newer one stands and the older one says so', async () => {
    const drafted = await by(
      'author',
      ...['--json', 'attestation', 'draft', flagship(), '--accept-stale-root', '--supersedes', signed],
      ...['--output', at(file.report)],
    );
    const { id } = drafted.json()[0] as { id: string };
    await by('approver', 'attestation', 'approve', id, '--report', at(file.report));
    const { json } = await by('author', '--json', 'attestation', 'sign', id);
    newer = (json()[0] as { digest: string }).digest;
    await until(async () => (await status(signed)).out.join('\n').includes('SUPERSEDED'));
    expect((await by('author', 'attestation', 'history', newer)).exit).toBe(0);
    expect((await by('author', 'pack', newer, '--output', at(file.pack))).exit).toBe(0);
    const report = await replayed(file.pack, ...anchors);
    expect([report.intact.answer, report.consistent.answer, report.standing.answer]).toEqual(['yes', 'yes', 'yes']);
  });

  /** Without an account, by the digest and the key alone. */
  function status(digest: string): Promise<AverResult> {
    return aver('status', digest, '--server', server.current.url, '--key', at(file.key));
  }
});

async function tokenOfPerson({ staff }: SampleOrganization, name: string): Promise<string> {
  const permissions = ['evidence:read', 'report:read', 'report:sign'];
  const { issueToken } = await staff.administrator.graphql<{ issueToken: { token: string } }>(
    'mutation ($input: IssueTokenInput!) { issueToken(input: $input) { token } }',
    { input: { principalKind: 'person', principalName: name, permissions } },
  );
  return issueToken.token;
}

async function expectRefused(asked: Promise<AverResult>, code: string): Promise<void> {
  const { exit, notes } = await asked;
  expect([exit === 0, notes.join('\n')]).toEqual([false, expect.stringContaining(code)]);
}

/** What is noted follows the evaluation, in the background. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + WITHIN_MILLISECONDS; !(await holds());) {
    if (Date.now() > deadline) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

/** Whoever signed the release's files is not trusted since long ago. */
async function distrustReleaseSigner({ staff, world }: SampleOrganization): Promise<void> {
  const { product, version } = world.flagship;
  const query = `query ($filter: EvidenceFilter!) { evidenceList(first: 100, filter: $filter) {
    edges { node { verdict { signer } } } } }`;
  const found = await staff.administrator.graphql<{ release: { id: string } }>(
    'query ($product: String!, $version: String!) { release(product: $product, version: $version) { id } }',
    { product, version },
  );
  const filter = { kind: 'artifact-signature', outcome: 'verified', release: found.release.id };
  const { evidenceList } = await staff.administrator.graphql<{
    evidenceList: { edges: { node: { verdict: { signer: { identity?: string } | null } } }[] };
  }>(query, { filter });
  const name = evidenceList.edges.flatMap(({ node }) => node.verdict.signer?.identity ?? [])[0];
  if (name === undefined) throw new Error('nobody signed the release by name');
  await staff.administrator.graphql(
    'mutation ($input: CompromiseInput!) { stateCompromise(input: $input) { digest } }',
    {
      input: { kind: 'IDENTITY', name, since: '2000-01-01T00:00:00Z', reason: 'A runner was taken over.' },
    },
  );
}
