import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { digestOf, fromUtf8, parseInstant, toUtf8, type JsonObject } from '#kernel';
import { createSigstore, flipByte } from '#sample-world';
import type { TrustRule } from '#verification';

import { withServer } from '../support/running-server.js';
import { defaultCorpusFolder } from '../vectors/corpus.js';
import { AskedOrganization } from './asked-organization.js';
import { temporaryFolder } from './aver.js';
import { githubAttestations, type AttestedFile, type GithubAttestations } from './github-attestations.js';
import {
  attestedBy,
  ENTERPRISE_ATTEST,
  githubStock,
  MODULE_BY_PUBLISHER,
  MODULE_BY_STRANGER,
  releaseOf,
  RULES_LINT_BY_RULESET,
  SIGSTORE_JS,
} from './github-cast.js';
import { issue } from './issued.js';
import type { Stock } from './stock.js';
import { answers, replayed, writeAnchors } from './stranger.js';

const corpus = defaultCorpusFolder();
if (corpus === undefined) {
  console.warn('SKIPPED: the third-party vectors are not here, so no attestation of GitHub is assessed');
  describe.skip('GitHub (the third-party vectors are not here)', () => {
    it('is assessed from the attestations that it keeps', () => undefined);
  });
} else {
  const attestations = githubAttestations(corpus);
  describe('GitHub', () => {
    const server = withServer();
    describe('three files, assessed from the attestations that are kept about them', () => {
      assessFiles(server, attestations);
    });
    describe('a file, where something is not as it should be', () => {
      assessSiblings(server, attestations);
    });
    describe("GitHub's own instance, whose root lists no log", () => {
      assessOwnInstance(server, attestations);
    });
  });
}

type Server = ReturnType<typeof withServer>;

function assessFiles(server: Server, github: GithubAttestations): void {
  const all = githubStock(github);
  const sigstore = releaseOf(SIGSTORE_JS, github.sigstore);
  const rulesLint = releaseOf(RULES_LINT_BY_RULESET, github.rulesLint);
  const enterprise = releaseOf(ENTERPRISE_ATTEST, github.enterprise);
  let organization: AskedOrganization;

  beforeAll(async () => {
    organization = await AskedOrganization.with(server.current, 'github', all);
  });

  it.each([
    ['by a workflow of the repository', github.sigstore],
    ['by a reusable workflow', github.rulesLint],
    ["by an issuer of the enterprise's own", github.enterprise],
  ])('verifies the attestation that was signed %s', async (_, { bundle }) => {
    expect(await organization.verification(digestOf(bundle))).toEqual({ outcome: 'verified', stops: {} });
  });

  it.each([
    [2, 'the hosted runner is listed at 2', sigstore],
    [3, 'a workflow that others keep is listed at 3, by the release it was called at', rulesLint],
    [1, 'a workflow at a branch, which its team can push to, is listed at 1', enterprise],
  ])('is SLSA Build L%i where %s', async (level, _, release) => {
    expect(await organization.level(release)).toBe(level);
  });

  it.each([
    ['PO.3.1', 'SELF_ATTESTED', 'TEAM_CONTROLLED_SIGNER', 'the team can rewrite the workflow that signs'],
    [
      'PO.3.2',
      'SUPPORTED',
      'HUMAN_PART_OPEN',
      'a hosted builder names source and revision, and nobody says why it was chosen',
    ],
    ['PO.5.1', 'FAILED', 'EVIDENCE_FALLS_SHORT', 'a hosted runner at level 2 is not known to be isolated'],
    [
      'PS.2.1',
      'SUPPORTED',
      'POPULATION_DECLARED',
      'its builder signed its digest in public, over a list that is declared',
    ],
    ['PS.3.2', 'MISSING', 'EVIDENCE_MISSING', 'provenance came without an SBOM'],
    ['PW.4.1', 'MISSING', 'EVIDENCE_MISSING', 'the source is pinned, and its components are not listed'],
    [
      'PW.6.1',
      'SELF_ATTESTED',
      'TEAM_CONTROLLED_SIGNER',
      'build type and pinned input are the word of the team’s own workflow',
    ],
    ['PW.6.2', 'MISSING', 'EVIDENCE_MISSING', 'nobody tested the file for hardening'],
    ['RV.2.1', 'MISSING', 'EVIDENCE_MISSING', 'no scan is not a clean scan'],
  ])('by its own workflow: %s is %s (%s), because %s', async (control, status, reason) => {
    expect(await organization.row(sigstore, control)).toMatchObject({ status, reason, of: 1 });
  });

  it.each([
    ['PO.3.1', 'the builder is on the list and its provenance in a log; whether it is the right tool is human'],
    ['PO.3.2', 'the build runs from version control; care for the tools leaves no trace'],
    ['PO.5.1', 'level 3 isolates the build, and only the build'],
    ['PW.6.1', 'the input is pinned by digest; which compiler ought to be used is not in it'],
  ])('by a reusable workflow: %s is SUPPORTED and no more, because %s', async (control) => {
    const row = await organization.row(rulesLint, control);
    expect(row).toMatchObject({ status: 'SUPPORTED', reason: 'HUMAN_PART_OPEN', met: 1, of: 1 });
  });

  it.each(['PO.3.1', 'PO.3.2', 'PO.5.1', 'PW.6.1'])(
    'from the enterprise: %s is FAILED, because verified provenance at level 1 says nothing of a hosted builder',
    async (control) => {
      expect(await organization.row(enterprise, control)).toMatchObject({
        status: 'FAILED',
        reason: 'EVIDENCE_FALLS_SHORT',
      });
    },
  );

  it.each([
    [
      'provenance-exists',
      'SUPPORTED',
      'POPULATION_DECLARED',
      'level 1 asks for no more than provenance, over a list that is only declared',
    ],
    [
      'provenance-authentic',
      'MISSING',
      'EVIDENCE_MISSING',
      'level 1 says nothing of who keeps the signer, and no verifier vouches instead',
    ],
  ])('by SLSA 1.2, from the enterprise: %s is %s (%s), because %s', async (control, status, reason) => {
    expect(await organization.row(enterprise, control, 'slsa-1.2')).toMatchObject({ status, reason, of: 1 });
  });

  it('is replayed to the same digest by a stranger, and accepted with own anchors only: exit 2, then 0', async () => {
    const { product, version } = rulesLint;
    const { client } = organization;
    const issued = await issue(client, { product, release: version, acceptStaleRoot: true });
    const folder = await temporaryFolder();
    const pack = join(folder, 'pack.tar');
    await writeFile(pack, issued.tar);
    const without = await replayed(pack);
    expect(answers(without.report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'not-asked' });
    expect(without.report.statement?.input).toBe(issued.predicate.input);
    expect(without.exit).toBe(2);
    const anchored = await replayed(pack, ...(await writeAnchors(folder, { client, rules: all.rules })));
    expect(answers(anchored.report)).toEqual({ intact: 'yes', consistent: 'yes', accepted: 'yes' });
    expect(anchored.exit).toBe(0);
  });
}

function assessSiblings(server: Server, github: GithubAttestations): void {
  let organizations = 0;
  const judged = async (rule: TrustRule, file: AttestedFile, { bundle }: Pick<AttestedFile, 'bundle'> = file) => {
    const release = { product: 'app', version: '1', artifacts: [{ name: file.name, digests: file.digests }] };
    const slug = `sibling-${organizations++}`;
    const scope = { kind: 'product', product: 'app' } as const;
    const given: Stock = { rules: [{ ...rule, scope }], releases: [release], bundles: [bundle] };
    const organization = await AskedOrganization.with(server.current, slug, given);
    return {
      ...(await organization.verification(digestOf(bundle))),
      level: await organization.level(release),
      tools: await organization.row(release, 'PO.3.2'),
    };
  };

  it('a stranger who attests in the name of a good builder is not that builder: FAILED at the rung identity', async () => {
    expect(await judged(attestedBy(MODULE_BY_PUBLISHER), github.forged)).toMatchObject({
      outcome: 'rejected',
      stops: { identity: 'IDENTITY_UNEXPECTED' },
      level: 0,
      tools: { status: 'FAILED', reason: 'EVIDENCE_REJECTED' },
    });
  });

  it('even whoever trusts that stranger is told that certificate and provenance differ: FAILED by policy, level 0', async () => {
    expect(await judged(attestedBy(MODULE_BY_STRANGER), github.forged)).toMatchObject({
      outcome: 'rejected',
      stops: { policy: 'POLICY_CERTIFICATE_CONTRADICTED' },
      level: 0,
      tools: { status: 'FAILED', reason: 'EVIDENCE_REJECTED' },
    });
  });

  it.each([
    [
      'a reusable workflow at another release',
      { identity: `${RULES_LINT_BY_RULESET.identity.split('@')[0]}@refs/tags/v7.0.0` },
      'IDENTITY_UNEXPECTED',
    ],
    [
      'the same reusable workflow for another repository',
      { repositoryId: '495574555' },
      'IDENTITY_EXTENSION_UNEXPECTED',
    ],
  ])('%s is not what was expected: FAILED at the rung identity', async (_, change, code) => {
    const rule = attestedBy({ ...RULES_LINT_BY_RULESET, ...change });
    expect(await judged(rule, github.rulesLint)).toMatchObject({
      outcome: 'rejected',
      stops: { identity: code },
      level: 0,
      tools: { status: 'FAILED', reason: 'EVIDENCE_REJECTED' },
    });
  });

  it('the issuer of everybody is not the issuer of the enterprise: FAILED at the rung identity', async () => {
    const rule = attestedBy({ ...ENTERPRISE_ATTEST, issuer: 'https://token.actions.githubusercontent.com' });
    expect(await judged(rule, github.enterprise)).toMatchObject({
      outcome: 'rejected',
      stops: { identity: 'IDENTITY_ISSUER_UNEXPECTED' },
      level: 0,
    });
  });

  it('a workflow listed without a branch is not meant at one, for whoever may push could change it: FAILED by policy', async () => {
    const [name = ''] = ENTERPRISE_ATTEST.identity.split('@');
    const rule = attestedBy({ ...ENTERPRISE_ATTEST, builders: { [name]: 3 } });
    expect(await judged(rule, github.enterprise)).toMatchObject({
      outcome: 'rejected',
      stops: { policy: 'POLICY_BUILDER_UNTRUSTED' },
      level: 0,
    });
  });

  it('one letter changed in the attestation and its signature is void: FAILED at the rung signature', async () => {
    const bundle = flipByte(github.sigstore.bundle);
    expect(await judged(attestedBy(SIGSTORE_JS), github.sigstore, { bundle })).toMatchObject({
      outcome: 'rejected',
      stops: { signature: 'SIGNATURE_INVALID' },
      level: 0,
    });
  });

  it('the attestation of another file is verified and says nothing about this one: MISSING, not FAILED', async () => {
    expect(await judged(attestedBy(RULES_LINT_BY_RULESET), github.sigstore, github.rulesLint)).toMatchObject({
      outcome: 'verified',
      level: 0,
      tools: { status: 'MISSING', reason: 'EVIDENCE_MISSING' },
    });
  });
}

/**
 * The root is the real one. No attestation of that instance is at hand, so the one that verifies comes from a Sigstore
 * made here in its shape: an authority and time stamps, no log, no certificate log.
 */
function assessOwnInstance(server: Server, github: GithubAttestations): void {
  const root = { name: 'github', bytes: github.ownRoot };
  const sigstore = releaseOf(SIGSTORE_JS, github.sigstore);
  const ownRule = (name: string): TrustRule => ({ ...attestedBy(SIGSTORE_JS), trustRoot: name, log: 'none' });
  const withRoot = (slug: string, { rules, bundles }: Pick<Stock, 'rules' | 'bundles'>) =>
    AskedOrganization.with(server.current, slug, { rules, bundles, releases: [sigstore], trustRoots: [root] });

  it('lists authorities and time stamps, and neither a log nor a certificate log', () => {
    const { tlogs = [], ctlogs = [], ...lists } = JSON.parse(fromUtf8(github.ownRoot)) as JsonObject;
    expect({ tlogs, ctlogs }).toEqual({ tlogs: [], ctlogs: [] });
    expect(lists).toMatchObject({ certificateAuthorities: expect.any(Array), timestampAuthorities: expect.any(Array) });
  });

  it('excuses no attestation of the public instance from its log: under a rule for GitHub’s root it is FAILED', async () => {
    const organization = await withRoot('own-rule', { rules: [ownRule('github')], bundles: [github.sigstore.bundle] });
    expect(await organization.verification(digestOf(github.sigstore.bundle))).toMatchObject({
      outcome: 'rejected',
      stops: { identity: 'IDENTITY_TRUST_ROOT_UNEXPECTED' },
    });
    expect(await organization.row(sigstore, 'PO.3.2')).toMatchObject({ status: 'FAILED', reason: 'EVIDENCE_REJECTED' });
  });

  it('excuses none that left its log entry at home either: it is not verified, and level 0', async () => {
    const bundle = withoutLogEntry(github.sigstore.bundle);
    const rules = [attestedBy(SIGSTORE_JS), { ...ownRule('github'), id: 'own' }];
    const organization = await withRoot('stripped', { rules, bundles: [bundle] });
    expect((await organization.verification(digestOf(bundle))).outcome).not.toBe('verified');
    expect(await organization.level(sigstore)).toBe(0);
    expect((await organization.row(sigstore, 'PO.3.2')).status).not.toBe('SUPPORTED');
  });

  it('an attestation of such an instance is verified by time stamp alone: PO.3.2 is SUPPORTED, and PO.3.1 MISSING, because nothing about the file stands in a log', async () => {
    const at = parseInstant('2026-11-20T08:00:00Z');
    const instance = createSigstore({ seed: 'github', now: at, name: 'forge' });
    const { identity: uri, source, repositoryId = '' } = SIGSTORE_JS;
    const claims = { sourceRepositoryURI: source, sourceRepositoryIdentifier: repositoryId };
    const issuer = 'https://token.actions.githubusercontent.com';
    const identity = { kind: 'workload', issuer, uri, claims } as const;
    const bundle = instance.attest({
      identity,
      statement: statementOf(github.sigstore.bundle),
      at,
      log: 'none',
      timestamp: true,
    });
    const organization = await AskedOrganization.with(server.current, 'such-an-instance', {
      rules: [ownRule('forge')],
      releases: [sigstore],
      bundles: [bundle],
      trustRoots: [{ name: 'forge', bytes: withoutLogs(instance.trustedRoot()) }],
    });
    expect(await organization.verification(digestOf(bundle))).toEqual({ outcome: 'verified', stops: {} });
    expect(await organization.level(sigstore)).toBe(2);
    expect(await organization.row(sigstore, 'PO.3.2')).toMatchObject({ status: 'SUPPORTED', met: 1 });
    expect(await organization.row(sigstore, 'PO.3.1')).toMatchObject({ status: 'MISSING', reason: 'EVIDENCE_MISSING' });
  });
}

function withoutLogs(root: Uint8Array): Uint8Array {
  const document = JSON.parse(fromUtf8(root)) as JsonObject;
  return toUtf8(JSON.stringify({ ...document, tlogs: [], ctlogs: [] }));
}

function withoutLogEntry(bundle: Uint8Array): Uint8Array {
  const document = JSON.parse(fromUtf8(bundle)) as { verificationMaterial: JsonObject };
  const verificationMaterial = { ...document.verificationMaterial, tlogEntries: [] };
  return toUtf8(JSON.stringify({ ...document, verificationMaterial }));
}

/** What a real attestation says, byte for byte, to be signed by somebody else. */
function statementOf(bundle: Uint8Array): Uint8Array {
  const { dsseEnvelope } = JSON.parse(fromUtf8(bundle)) as { dsseEnvelope: { payload: string } };
  return new Uint8Array(Buffer.from(dsseEnvelope.payload, 'base64'));
}
