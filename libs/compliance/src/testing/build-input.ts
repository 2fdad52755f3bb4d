import { addDays, canonicalDigest, parseInstant, type Digest, type Instant, type SubjectDigest } from '#kernel';
import type { TrustRule } from '#verification';

import type { AssessmentInput, Population, PopulationMember, Scope } from '../assessment.js';
import type { Catalog } from '../framework/catalog.js';
import type { Claim, ClaimKind, ClaimOf } from '../claims/claim.js';
import { compileCondition } from '../condition/compile-condition.js';
import type { Condition } from '../condition/condition.js';
import { CONDITION_ENGINE } from '../condition/engine.js';
import type { Anchor, Fact, Finding } from '../fact.js';
import type { ClaimRequirement, ControlMapping, Mapping } from '../framework/mapping.js';

// Test data only: the smallest valid things, so that a test changes exactly what it is about.

export const SCOPE: Scope = { organization: 'acme', product: 'app', release: '1.0' };
export const START = parseInstant('2026-01-01');
/** Days after {@link START}. */
export const day = (days: number): Instant => addDays(START, days);
export const digestNamed = (name: string): Digest => canonicalDigest(name);
export const subjectNamed = (name: string): SubjectDigest => canonicalDigest(`subject ${name}`);
export const aboutArtifact = (name: string): Anchor => ({ kind: 'digests', digests: [subjectNamed(name)] });
export const artifactNamed = (name: string): PopulationMember => ({ name, digests: [subjectNamed(name)] });

export const SIGNATURE: ClaimOf<'signature'> = { kind: 'signature', logged: true, timed: true };
export const PASSED_TEST: ClaimOf<'test-result'> = { kind: 'test-result', suite: 'unit', result: 'PASSED', failed: 0 };
export const FAILED_TEST: ClaimOf<'test-result'> = { ...PASSED_TEST, result: 'FAILED', failed: 3 };
export const PROVENANCE: ClaimOf<'build-provenance'> = {
  kind: 'build-provenance',
  builderId: 'https://builder.example/v1',
  buildType: 'https://builder.example/type',
  buildLevel: 3,
  dependencies: 2,
  pinnedDependencies: 2,
  logged: true,
};

/** Of two components, by digest. */
export const SBOM: ClaimOf<'sbom'> = {
  ...{ kind: 'sbom', format: 'cyclonedx', specVersion: '1.6' },
  ...{ components: 2, identifiedComponents: 2, hasDependencies: true },
};
export const PUBLISHED: ClaimOf<'release'> = { kind: 'release', logged: true, timed: true };

/** Everything received is held as it came; said on day 1 unless said otherwise. */
export const KEPT: ClaimOf<'evidence-keeping'> = {
  ...{ kind: 'evidence-keeping', examined: 9, sound: 9, altered: 0, missing: 0, changed: 0, unchecked: 0 },
  ...{ logSize: 9, logConsistent: true, finishedAt: day(1) },
};

type ScanFindings = ClaimOf<'vulnerability-scan'>['findings'];
export function scanOf(findings: ScanFindings): ClaimOf<'vulnerability-scan'> {
  const critical = findings.filter(({ severity }) => severity === 'critical').length;
  const high = findings.filter(({ severity }) => severity === 'high').length;
  return { kind: 'vulnerability-scan', scanner: 'scan', findings, critical, high, total: findings.length };
}

export function vexOf(statements: ClaimOf<'vex'>['statements']): ClaimOf<'vex'> {
  return { kind: 'vex', statements };
}

export function statementFor(controls: readonly string[]): ClaimOf<'human-evidence'> {
  const validity = { validFrom: day(0), validUntil: day(365) };
  const people = { owner: 'ann', reviewer: 'bob', collected: day(0) };
  return { kind: 'human-evidence', controls, statement: 'we do this', ...people, ...validity };
}

export function waiverFor(control: string): ClaimOf<'waiver'> {
  const people = { requester: 'ann', approver: 'bob', reason: 'late', compensatingControl: 'watching' };
  return { kind: 'waiver', control, ...people, validFrom: day(0), validUntil: day(90) };
}

export function notApplicableFor(control: string): ClaimOf<'not-applicable'> {
  const people = { requester: 'ann', approver: 'bob' };
  return { kind: 'not-applicable', control, reason: 'no such part', ...people, validFrom: day(0) };
}

export function planFor(control: string): ClaimOf<'plan-of-action'> {
  const words = { weakness: 'no such machine', owner: 'ann', mitigation: 'watching' };
  const milestones = [{ what: 'buy one', due: day(50) }];
  return { kind: 'plan-of-action', id: 'P-1', control, ...words, detectedOn: day(0), milestones, due: day(60) };
}

export type FactParts = { readonly claim: Claim; readonly signedAt?: Instant | undefined } & Partial<
  Omit<Fact, 'signedAt'>
>;

/** A fact about artifact `a`, signed on day 1 unless said otherwise; `signedAt: undefined` makes it untimed. */
export function buildFact(parts: FactParts): Fact {
  const { signedAt, ...rest } = { signedAt: day(1), ...parts };
  const fact = {
    anchor: aboutArtifact('a'),
    rule: 'ci',
    producer: 'ci',
    assurance: 'verified' as const,
    teamControlled: false,
    ...rest,
    ...(signedAt !== undefined && { signedAt }),
  };
  return { evidence: canonicalDigest(fact), ...fact };
}

export function buildFinding(parts: Partial<Finding> = {}): Finding {
  const finding = {
    kind: 'test-result' as const,
    claimedAnchors: [aboutArtifact('a')],
    outcome: 'rejected' as const,
    codes: ['SIGNATURE_INVALID'],
    ...parts,
  };
  return { evidence: canonicalDigest(finding), ...finding };
}

export function populationOf(names: readonly string[], source: Population['source'] = 'signed-manifest'): Population {
  return { source, manifest: digestNamed('manifest'), artifacts: names.map(artifactNamed), revisions: [] };
}

export function buildInput(parts: Partial<AssessmentInput> = {}): AssessmentInput {
  return {
    scope: SCOPE,
    population: populationOf(['a']),
    catalog: digestNamed('catalog'),
    mapping: [digestNamed('mapping')],
    trustRoots: [digestNamed('root')],
    policy: digestNamed('policy'),
    facts: [],
    findings: [],
    asOf: day(10),
    knownAt: day(10),
    semantics: 'eval/1',
    ...parts,
  };
}

/** A condition on claims of this kind; one that would be refused throws. */
export function asked(claim: ClaimKind, source: string): Condition {
  return compileCondition(claim, source, (reason) => {
    throw new TypeError(reason);
  });
}

export const TESTED: ControlMapping = {
  grade: 'A',
  cap: 'satisfied',
  population: 'artifacts',
  requires: {
    claim: 'test-result',
    need: 'a passing test run',
    where: asked('test-result', 'result == "PASSED"'),
    freshDays: 30,
  },
  rationale: 'because',
  human: 'the rest',
  remedy: 'run the tests',
};

/** What a control may ask of the organization beyond PARTIAL. */
export const KEEPING: ClaimRequirement = {
  claim: 'evidence-keeping',
  need: 'a record of the last 7 days that nothing was altered',
  where: asked('evidence-keeping', 'altered == 0 && logConsistent'),
  freshDays: 7,
};

/** A catalog of exactly these controls, and the mapping that goes with it. */
export function buildFramework(controls: Readonly<Record<string, ControlMapping>>): {
  readonly catalog: Catalog;
  readonly mapping: Mapping;
} {
  const listed = Object.keys(controls).map((id) => ({ id, summary: 'something' }));
  const practices = [{ id: 'P.1', title: 'Practice', controls: listed }];
  const common = { version: '1', source: 'https://example.org', retrieved: '2026-01-01' };
  return {
    catalog: {
      id: 'fw',
      title: 'Framework',
      status: 'final',
      groups: [{ id: 'P', title: 'Group', practices }],
      ...common,
    },
    mapping: {
      ...{ id: 'fw-map', version: '1', catalog: 'fw', semantics: 'eval/1', conditions: CONDITION_ENGINE },
      ...{ adoptedBy: 'tests', adoptedOn: '2026-01-01', controls },
    },
  };
}

export function buildRule(parts: Partial<TrustRule> = {}): TrustRule {
  return {
    id: 'ci',
    scope: { kind: 'organization' },
    kinds: ['test-result'],
    signer: { kind: 'key', publicKey: 'PEM' },
    log: 'none',
    time: 'none',
    teamControlled: false,
    ...parts,
  };
}
