import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import {
  assembleInput,
  evaluate,
  loadCatalog,
  loadMapping,
  segmentAt,
  type Claim,
  type Fact,
  type Population,
  type Status,
} from '#compliance';
import { digestOf, parseInstant, toUtf8, type SubjectDigest } from '#kernel';
import type { TrustRule } from '#verification';

const textOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const catalog = loadCatalog(textOf('mappings/ssdf-1.1.catalog.yaml'), 'catalog');
const mapping = loadMapping(textOf('mappings/ssdf-1.1.mapping.yaml'), 'mapping', catalog);

const ASKED = parseInstant('2026-11-20T12:00:00.000Z');
const SIGNED = parseInstant('2026-11-19T12:00:00.000Z');
const ARTIFACT: SubjectDigest = `sha256:${'a'.repeat(64)}`;
const REVISION: SubjectDigest = `gitCommit:${'b'.repeat(40)}`;
const ANY = digestOf(toUtf8('anything'));

const RULE: TrustRule = {
  id: 'everything',
  scope: { kind: 'organization' },
  kinds: [],
  signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { exactly: 'release@acme.example' } },
  log: { required: 1 },
  time: { required: 1 },
  teamControlled: false,
};

/** Verified evidence of every kind that the mapping looks for, as good as it asks. */
const GOOD = {
  signature: on(ARTIFACT, { kind: 'signature', logged: true, timed: true }),
  provenance: on(ARTIFACT, {
    kind: 'build-provenance',
    builderId: 'https://builder.example/isolated',
    buildType: 'https://builder.example/type/v1',
    buildLevel: 3,
    sourceUri: 'https://git.example/acme/app',
    revision: 'b'.repeat(40),
    dependencies: 4,
    pinnedDependencies: 4,
    logged: true,
  }),
  sbom: on(ARTIFACT, {
    kind: 'sbom',
    format: 'cyclonedx',
    specVersion: '1.6',
    components: 20,
    identifiedComponents: 20,
    hasDependencies: true,
  }),
  scan: on(ARTIFACT, scanFinding([])),
  summary: on(ARTIFACT, {
    kind: 'build-verification',
    verifierId: 'https://verifier.example',
    resourceUri: 'pkg:generic/app@1.0.0',
    buildLevel: 3,
  }),
  source: on(REVISION, {
    kind: 'source-verification',
    verifierId: 'https://verifier.example',
    resourceUri: 'https://git.example/acme/app',
    sourceLevel: 4,
    properties: ['SLSA_SOURCE_TWO_PARTY_REVIEWED'],
  }),
  analysis: on(REVISION, { kind: 'static-analysis', suite: 'analyser', result: 'PASSED', failed: 0 }),
  hardening: on(ARTIFACT, passed('binary-hardening')),
  defaults: on(ARTIFACT, passed('default-settings')),
  contact: on(REVISION, passed('security-contact')),
  variants: on(REVISION, passed('variant-analysis')),
} as const satisfies Record<string, Fact>;
type Evidence = keyof typeof GOOD;

describe('a release judged by the shipped mapping', () => {
  it('reaches every ceiling, and none above it, with all evidence and an independent listing', () => {
    const statuses = judge(Object.values(GOOD));
    for (const [id, { cap }] of Object.entries(mapping.controls)) {
      const ceiling = { satisfied: 'EVIDENCED', partial: 'SUPPORTED', manual: 'MISSING' }[cap];
      expect([id, statuses.get(id)]).toEqual([id, ceiling]);
    }
  });

  it('is nowhere better than SUPPORTED when its list of artifacts is only declared', () => {
    expect([...judge(Object.values(GOOD), 'declared').values()]).not.toContain('EVIDENCED');
  });

  it('has no task met without evidence', () => {
    expect(new Set(judge([]).values())).toEqual(new Set(['MISSING']));
  });

  it.each<[Evidence, string]>([
    ['signature', 'PS.2.1 PS.3.1 RV.2.2'],
    ['provenance', 'PO.3.1 PO.3.2 PO.3.3 PO.4.2 PO.5.1 PS.3.1 PS.3.2 PW.4.1 PW.4.2 PW.6.1 PW.6.2 RV.2.2'],
    ['sbom', 'PO.3.3 PS.3.1 PS.3.2 PW.4.1 PW.4.2 PW.4.4 RV.1.1'],
    ['scan', 'PO.3.3 PW.4.4 RV.1.1 RV.1.2 RV.2.1 RV.2.2'],
    ['summary', 'PO.4.1'],
    ['source', 'PS.1.1 PW.7.1 PW.7.2 PW.9.2'],
    ['analysis', 'PW.5.1 PW.7.2 RV.1.2'],
    ['hardening', 'PW.6.2'],
    ['defaults', 'PW.9.2'],
    ['contact', 'RV.1.3'],
    ['variants', 'RV.3.3'],
  ])('misses exactly the tasks that rest on its %s when that is not there', (left, tasks) => {
    const rest = Object.entries(GOOD).flatMap(([name, fact]) => (name === left ? [] : [fact]));
    expect(worseThanBefore(judge(rest))).toBe(tasks);
  });

  it('fails the tasks about answers to vulnerabilities on an open critical finding', () => {
    const scan = on(ARTIFACT, scanFinding([{ id: 'CVE-2026-1', severity: 'critical' }]));
    const statuses = judge(Object.values({ ...GOOD, scan }));
    expect(worseThanBefore(statuses)).toBe('PW.4.4 RV.2.1 RV.2.2');
    expect(statuses.get('RV.2.1')).toBe('FAILED');
  });

  it('takes a verified VEX statement as the answer to it', () => {
    const scan = on(ARTIFACT, scanFinding([{ id: 'CVE-2026-1', severity: 'critical' }]));
    const statements = [{ vulnerability: 'CVE-2026-1', status: 'not_affected' }] as const;
    const vex = on(ARTIFACT, { kind: 'vex', statements });
    expect(worseThanBefore(judge(Object.values({ ...GOOD, scan, vex })))).toBe('');
  });

  it('leaves findings below high to people', () => {
    const scan = on(ARTIFACT, scanFinding([{ id: 'CVE-2026-2', severity: 'medium' }]));
    expect(worseThanBefore(judge(Object.values({ ...GOOD, scan })))).toBe('');
  });

  it('counts a scan for 7 days as listening and for 30 days as checking', () => {
    const after = (days: number) => {
      const statuses = judge(Object.values(GOOD), 'independent', days);
      return [...statuses].flatMap(([id, status]) => (status === 'STALE' ? [id] : [])).join(' ');
    };
    expect(after(6)).toBe('');
    expect(after(8)).toBe('RV.1.1');
    expect(after(31)).toBe('PW.4.4 RV.1.1 RV.1.2 RV.1.3 RV.2.1 RV.2.2');
  });

  it('does not take a scan with an old database as listening', () => {
    const scan = on(ARTIFACT, { ...scanFinding([]), databaseAgeHours: 49 });
    expect(worseThanBefore(judge(Object.values({ ...GOOD, scan })))).toBe('PW.4.4 RV.1.1');
  });

  it('shows a C-graded task as self-attested where only the team itself speaks for it', () => {
    const own = Object.values(GOOD).map((fact) => ({ ...fact, teamControlled: fact.claim.kind !== 'signature' }));
    const statuses = judge(own);
    for (const [id, { grade }] of Object.entries(mapping.controls)) {
      if (grade === 'C') expect([id, statuses.get(id)]).toEqual([id, 'SELF_ATTESTED']);
      if (grade === 'B') expect([id, statuses.get(id)]).toEqual([id, 'SUPPORTED']);
    }
  });
});

function passed(suite: string): Claim {
  return { kind: 'test-result', suite, result: 'PASSED', failed: 0 };
}

function scanFinding(
  findings: Extract<Claim, { kind: 'vulnerability-scan' }>['findings'],
): Extract<Claim, { kind: 'vulnerability-scan' }> {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    kind: 'vulnerability-scan',
    scanner: 'scanner',
    databaseAgeHours: 2,
    findings,
    critical: count('critical'),
    high: count('high'),
    total: findings.length,
  };
}

function on(digest: SubjectDigest, claim: Claim): Fact {
  return {
    evidence: digestOf(toUtf8(JSON.stringify([digest, claim]))),
    anchor: { kind: 'digests', digests: [digest] },
    claim,
    rule: 'everything',
    producer: 'https://issuer.example release@acme.example',
    signedAt: SIGNED,
    assurance: 'verified',
    teamControlled: false,
  };
}

function judge(
  facts: readonly Fact[],
  source: Population['source'] = 'independent',
  daysLater = 0,
): ReadonlyMap<string, Status> {
  const asOf =
    daysLater === 0 ? ASKED : parseInstant(new Date(Date.parse(SIGNED) + daysLater * 86_400_000).toISOString());
  const input = assembleInput({
    scope: { organization: 'acme', product: 'app', release: '1.0.0' },
    population: { source, artifacts: [{ name: 'app.tar.gz', digests: [ARTIFACT] }], revisions: [REVISION] },
    catalog: ANY,
    mapping: [ANY],
    trustRoots: [ANY],
    policy: ANY,
    facts,
    findings: [],
    rules: [RULE],
    asOf,
    knownAt: asOf,
  });
  return new Map(
    evaluate(input, catalog, mapping).results.map((result) => [result.control, segmentAt(result, asOf).status]),
  );
}

/** Tasks whose status is not what all evidence gives, in catalog order. */
function worseThanBefore(statuses: ReadonlyMap<string, Status>): string {
  const best = judge(Object.values(GOOD));
  return [...statuses].flatMap(([id, status]) => (best.get(id) === status ? [] : [id])).join(' ');
}
