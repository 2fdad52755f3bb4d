// The sample world as the product itself judges it: what each story is made for must come out.
import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from '@jest/globals';

import {
  humanEvidenceStatement,
  notApplicableStatement,
  planOfActionStatement,
  releaseManifestStatement,
  signStatement,
  waiverStatement,
  type UnsignedStatement,
} from '#attestation';
import {
  assembleInput,
  choosePopulation,
  evaluate,
  judgeEvidence,
  loadCatalog,
  loadMapping,
  segmentAt,
  type EvidenceJudgement,
  type Status,
} from '#compliance';
import { digestOf, parseInstant } from '#kernel';
import { loadTrustRoot, parseTrustRule, trustPolicy, Verifier, type TrustRule } from '#verification';

import { attacks } from './organization/attacks.js';
import { LAB, workload } from './organization/cast.js';
import { testResult } from './organization/predicates/test-result.js';
import { createSampleWorld, forgedWorld } from './organization/sample-world.js';
import type { SampleDecision, SampleRelease, SampleWorld } from './organization/world.js';
import { Seed } from './seed.js';
import { deriveKey } from './sigstore/signing-key.js';
import { createSigstore } from './sigstore/sigstore.js';

const OPTIONS = { seed: 'averment', now: parseInstant('2026-11-20T12:00:00Z') };
const WORLD = createSampleWorld(OPTIONS);
const ROOT = loadTrustRoot({ ...WORLD.trustRoot, digest: digestOf(WORLD.trustRoot.bytes), source: 'file' });
const ORGANIZATION_KEY = deriveKey(new Seed('organization'), 'signing', 'p256');
const ORGANIZATION_RULE: TrustRule = {
  id: 'organization-key',
  scope: { kind: 'organization' },
  kinds: ['release-manifest', 'human-evidence', 'waiver', 'not-applicable', 'plan-of-action'],
  signer: { kind: 'key', publicKey: ORGANIZATION_KEY.publicKey.toPem() },
  log: 'none',
  time: 'none',
  teamControlled: true,
  population: 'declared',
  anchors: ['organization', 'product'],
};
const RULES = [...WORLD.trustRules, ORGANIZATION_RULE].map(parseTrustRule);
const VERIFIER = new Verifier({ trustRoots: [ROOT], rules: RULES });
const RELEASES = WORLD.products.flatMap(({ slug, releases }) =>
  releases.map((release) => [`${slug} ${release.version}`, slug, release] as const),
);

const dataFile = (name: string) => readFileSync(new URL(`../../../mappings/${name}`, import.meta.url), 'utf8');
const CATALOG = loadCatalog(dataFile('ssdf-1.1.catalog.yaml'), 'catalog');
const MAPPING = loadMapping(dataFile('ssdf-1.1.mapping.yaml'), 'mapping', CATALOG);

/** What a server does with the world's plain words: statements, signed with the organization's key. */
async function signDecisions(product: string, release: SampleRelease): Promise<Uint8Array[]> {
  const statements = release.decisions.map(decisionStatement);
  if (release.manifest.kind === 'declared') statements.push(declaredManifest(product, release));
  const signer = {
    publicKey: ORGANIZATION_KEY.publicKey,
    sign: (message: Uint8Array) => Promise.resolve(ORGANIZATION_KEY.sign(message)),
  };
  return Promise.all(statements.map((statement) => signStatement(statement, signer)));
}

function decisionStatement(decision: SampleDecision): UnsignedStatement {
  const scope = { organization: WORLD.organization.slug, ...decision.scope };
  switch (decision.kind) {
    case 'human-evidence': {
      const { controls, statement, owner, reviewer, collected, validFrom, validUntil, document } = decision;
      const subject = { name: document.name, digest: digestOf(document.bytes) };
      const people = { owner, reviewer, collected };
      return humanEvidenceStatement({ scope, controls, statement, ...people, validFrom, validUntil }, subject);
    }
    case 'waiver': {
      const { control, reason, compensatingControl, requester, approver, validUntil } = decision;
      const people = { requester, approver };
      return waiverStatement({
        scope,
        control,
        reason,
        compensatingControl,
        ...people,
        validFrom: WORLD.now,
        validUntil,
      });
    }
    case 'plan-of-action': {
      const { id, control, weakness, detectedOn, owner, mitigation, milestones, due } = decision;
      const words = { weakness, detectedOn, owner, mitigation, milestones, due };
      return planOfActionStatement({ scope, id, control, ...words });
    }
    case 'not-applicable': {
      const { control, reason, requester, approver } = decision;
      return notApplicableStatement({ scope, control, reason, requester, approver, validFrom: WORLD.now });
    }
  }
}

function declaredManifest(product: string, { version, artifacts, revision }: SampleRelease): UnsignedStatement {
  const scope = { organization: WORLD.organization.slug, product, release: version };
  const members = artifacts.map(({ name, digests }) => ({ name, digests: [`sha256:${digests.sha256}` as const] }));
  return releaseManifestStatement({ scope, revision, issuedAt: WORLD.now }, members);
}

async function statusesOf(product: string, release: SampleRelease): Promise<ReadonlyMap<string, Status>> {
  const bytes = [...release.evidence.map((file) => file.bytes), ...(await signDecisions(product, release))];
  const judged = bytes.map((item) => judgeEvidence(item, VERIFIER));
  const population = choosePopulation(judged.flatMap(({ manifest }) => manifest?.record ?? []));
  if (population === undefined) throw new Error(`no manifest of ${product} ${release.version} verified`);
  const input = assembleInput({
    scope: { organization: WORLD.organization.slug, product, release: release.version },
    population,
    catalog: digestOf(new Uint8Array()),
    mapping: [],
    trustRoots: [ROOT.digest],
    policy: trustPolicy(RULES).digest,
    facts: judged.flatMap(({ facts }) => facts),
    findings: judged.flatMap(({ findings }) => findings),
    sboms: judged.flatMap(({ sbom }) => sbom ?? []),
    rules: RULES,
    asOf: WORLD.now,
    knownAt: WORLD.now,
  });
  const { results } = evaluate(input, CATALOG, MAPPING);
  return new Map(results.map((result) => [result.control, segmentAt(result, WORLD.now).status]));
}

describe('the evidence of the sample world, judged by the product', () => {
  it.each(RELEASES)('comes to the verdicts it was made for: %s', (_, __, { evidence }) => {
    const verdicts = evidence.map(({ name, bytes }) => [name, judgeEvidence(bytes, VERIFIER).verdict.outcome]);
    expect(verdicts).toEqual(evidence.map(({ name, expect: outcome }) => [name, outcome]));
  });

  it('accepts an attestation in the Rekor v2 log, recorded over its pre-authentication encoding', () => {
    const sigstore = createSigstore({ ...OPTIONS, name: WORLD.trustRoot.name });
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'file', digest: { sha256: 'a'.repeat(64) } }],
      ...testResult({ suite: 'unit', result: 'PASSED', passed: [], failed: [], configuration: 'b'.repeat(64) }),
    };
    const bytes = sigstore.attest({ identity: workload(LAB), statement, at: WORLD.now, log: 'v2', timestamp: true });
    expect(judgeEvidence(bytes, VERIFIER).verdict.outcome).toBe('verified');
  });

  it('catches each attack, and each first of all on the rung it was made for', () => {
    const caught = attacks(WORLD).map(({ bytes, name }) => [name, firstFailure(judgeEvidence(bytes, VERIFIER))]);
    expect(caught).toEqual(attacks(WORLD).map(({ name, rung }) => [name, rung]));
  });

  it('verifies nothing of a forged world under the true root and rules', () => {
    const outcomes = evidenceOf(forgedWorld(OPTIONS)).map((bytes) => judgeEvidence(bytes, VERIFIER).verdict.outcome);
    expect(new Set(outcomes)).toEqual(new Set(['rejected']));
  });

  it('verifies a forged world under its own root and rules: it is consistent, which proves nothing', () => {
    const forged = forgedWorld(OPTIONS);
    const root = loadTrustRoot({ ...forged.trustRoot, digest: digestOf(forged.trustRoot.bytes), source: 'file' });
    const verifier = new Verifier({ trustRoots: [root], rules: forged.trustRules });
    const outcomes = evidenceOf(forged).map((bytes) => judgeEvidence(bytes, verifier).verdict.outcome);
    expect(new Set(outcomes)).toEqual(new Set(['verified']));
  });
});

describe('the statuses of the sample world', () => {
  const statuses = new Map<string, ReadonlyMap<string, Status>>();
  beforeAll(async () => {
    for (const [name, product, release] of RELEASES) statuses.set(name, await statusesOf(product, release));
  });

  it('are all ten there are', () => {
    const seen = new Set([...statuses.values()].flatMap((controls) => [...controls.values()]));
    expect([...seen].sort()).toEqual(
      [
        'EVIDENCED',
        'FAILED',
        'MISSING',
        'NOT_APPLICABLE',
        'PARTIAL',
        'SELF_ATTESTED',
        'STALE',
        'SUPPORTED',
        'UNVERIFIED',
        'WAIVED',
      ].sort(),
    );
  });

  it.each([
    {
      release: 'aurora-gateway 2.4.1',
      control: 'PS.2.1',
      status: 'EVIDENCED',
      because: 'every file is signed, and the registry lists the files',
    },
    {
      release: 'aurora-gateway 2.4.1',
      control: 'RV.2.1',
      status: 'FAILED',
      because: 'a second scanner found something that nobody answered',
    },
    {
      release: 'aurora-gateway 2.4.1',
      control: 'PW.6.2',
      status: 'PARTIAL',
      because: 'one file was not tested for hardening',
    },
    { release: 'aurora-gateway 2.4.1', control: 'PO.1.1', status: 'SELF_ATTESTED', because: 'people say so' },
    { release: 'aurora-gateway 2.4.1', control: 'PO.5.2', status: 'WAIVED', because: 'it is waived' },
    { release: 'aurora-gateway 2.4.1', control: 'PO.1.3', status: 'NOT_APPLICABLE', because: 'it does not apply' },
    { release: 'aurora-gateway 2.4.1', control: 'PW.1.2', status: 'MISSING', because: 'the paper about it ran out' },
    {
      release: 'aurora-gateway 2.4.0',
      control: 'RV.2.1',
      status: 'FAILED',
      because: 'a critical finding stands unanswered',
    },
    {
      release: 'aurora-gateway 2.3.0',
      control: 'PS.2.1',
      status: 'EVIDENCED',
      because: 'the one file without a signature has provenance in the log',
    },
    { release: 'aurora-gateway 2.3.0', control: 'RV.2.1', status: 'STALE', because: 'the scan is 45 days old' },
    {
      release: 'polaris-cli 1.1.0',
      control: 'PS.2.1',
      status: 'SUPPORTED',
      because: 'every file is signed, but the list of files is somebody’s word',
    },
    {
      release: 'polaris-cli 1.1.0',
      control: 'RV.2.1',
      status: 'SUPPORTED',
      because: 'the critical finding was answered',
    },
    {
      release: 'polaris-cli 1.0.0',
      control: 'PS.2.1',
      status: 'MISSING',
      because: 'every signature is broken in some way, and nothing else vouches for the files in public',
    },
    {
      release: 'tundra-firmware 0.9.0',
      control: 'PS.1.1',
      status: 'UNVERIFIED',
      because: 'nobody is trusted about the source of this product',
    },
    {
      release: 'tundra-firmware 0.9.0',
      control: 'PS.2.1',
      status: 'EVIDENCED',
      because: 'every file is signed with the announced key, and logged',
    },
    {
      release: 'tundra-firmware 0.8.0',
      control: 'PS.2.1',
      status: 'MISSING',
      because:
        'the offline key’s signatures have neither log nor time, and nothing else vouches for the files in public',
    },
  ])('$release, $control: $status, because $because', ({ release, control, status }) => {
    expect(statuses.get(release)?.get(control)).toBe(status);
  });
});

function firstFailure({ verdict }: EvidenceJudgement): string | undefined {
  return verdict.checks.find(({ outcome }) => outcome === 'failed')?.rung;
}

function evidenceOf(world: SampleWorld): Uint8Array[] {
  return world.products.flatMap(({ releases }) =>
    releases.flatMap(({ evidence }) => evidence.map(({ bytes }) => bytes)),
  );
}
