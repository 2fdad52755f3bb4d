import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { DECISION_KINDS, EVIDENCE_KINDS, type EvidenceKind, type Parsed, type Predicate } from '#evidence';
import { parseInstant, type SubjectDigest } from '#kernel';
import type { TrustRule, Verdict } from '#verification';

import { extractFacts } from './extract-facts.js';
import type { Fact } from '../fact.js';
import {
  APP,
  attestation,
  COMMIT,
  messageSignature,
  proven,
  RULE,
  sbomWithout,
  SHA256,
  SHA512,
  VERDICT,
  withRung,
} from '../testing/verified-evidence.js';

const BUILD = {
  kind: 'build-provenance',
  builderId: 'https://builder.example',
  buildType: 'https://type.example',
  sourceUri: 'git+https://github.com/acme/app@refs/tags/v1',
  revision: COMMIT,
  dependencies: 3,
  pinnedDependencies: 2,
} as const satisfies Predicate;

const WAIVER = {
  kind: 'waiver',
  scope: { organization: 'acme', product: 'app', release: '1.0' },
  control: 'X.1',
  reason: 'r',
  compensatingControl: 'c',
  requester: 'Ada',
  approver: 'Grace',
  validFrom: parseInstant('2026-01-01'),
  validUntil: parseInstant('2026-02-01'),
} as const satisfies Predicate;

const scanOf = (...severities: readonly ('critical' | 'high' | 'low' | 'unknown')[]) =>
  attestation('vulnerability-scan', {
    kind: 'vulnerability-scan',
    scanner: 's',
    finishedAt: parseInstant('2026-01-02T12:00:00Z'),
    databaseUpdatedAt: parseInstant('2026-01-02'),
    findings: severities.map((severity, index) => ({ id: `CVE-${index}`, severity })),
  });

/** Facts of evidence as if verified under one rule of its kind. */
function factsOf(parsed: Parsed, changes: Partial<TrustRule> = {}, verdict: Verdict = VERDICT): Fact[] {
  return extractFacts(proven(parsed, verdict), [{ ...RULE, kinds: [parsed.kind], ...changes }]);
}

const claimOf = (...args: Parameters<typeof factsOf>) => factsOf(...args)[0]?.claim;
const anchorsOf = (...args: Parameters<typeof factsOf>) => factsOf(...args).map(({ anchor }) => anchor);

describe('facts', () => {
  it('are drawn from verified evidence only: what is merely parsed does not compile', () => {
    const parsed: Parsed = messageSignature();
    // @ts-expect-error a Parsed has not been verified
    expect(() => extractFacts(parsed, [])).toThrow(TypeError);
  });

  it('name the evidence, the rule, the producer and the trusted time', () => {
    expect(factsOf(messageSignature())).toEqual([
      {
        evidence: VERDICT.evidence,
        anchor: { kind: 'digests', digests: [`sha256:${'a'.repeat(64)}`] },
        claim: { kind: 'signature', logged: true, timed: true },
        rule: 'rule',
        producer: 'https://issuer.example https://ci.example/build',
        signedAt: '2026-01-02T00:00:00.000Z',
        assurance: 'verified',
        teamControlled: false,
      },
    ]);
  });

  it('of a key name its fingerprint, and no time where none was trusted', () => {
    const { signedAt, ...untimed } = VERDICT;
    expect(signedAt).toBeDefined();
    const [fact] = factsOf(messageSignature(), {}, { ...untimed, signer: { kind: 'key', fingerprint: 'ff' } });
    expect(fact).toMatchObject({ producer: 'key ff' });
    expect(fact).not.toHaveProperty('signedAt');
  });

  it('come once per rule that matched', () => {
    const rules = ['one', 'two'].map((id) => ({ ...RULE, id, kinds: ['artifact-signature'] as const }));
    const verdict = { ...VERDICT, rules: ['one', 'two'] };
    expect(extractFacts(proven(messageSignature(), verdict), rules).map(({ rule }) => rule)).toEqual(['one', 'two']);
  });

  it('are none when no rule matched', () => {
    expect(factsOf(messageSignature(), {}, { ...VERDICT, rules: [] })).toEqual([]);
  });

  it('are refused as our own fault when the verdict names a rule, a kind or a signer that cannot be', () => {
    const { signer, ...anonymous } = VERDICT;
    expect(signer).toBeDefined();
    expect(() => factsOf(messageSignature(), { id: 'other' })).toThrow('not in force');
    expect(() => factsOf(messageSignature(), { kinds: ['sbom'] })).toThrow('does not speak of');
    expect(() => factsOf(messageSignature(), {}, anonymous)).toThrow('without a signer');
  });

  it('of process are marked where the assessed team controls the signer, those of signature are not', () => {
    const provenance = attestation('build-provenance', BUILD);
    expect(factsOf(provenance)[0]).toMatchObject({ teamControlled: true });
    expect(factsOf(provenance, { teamControlled: false })[0]).toMatchObject({ teamControlled: false });
    expect(factsOf(messageSignature())[0]).toMatchObject({ teamControlled: false });
  });

  it('are self-attested for every decision, and for nothing else but what a team says of its own store and work', () => {
    const own: readonly EvidenceKind[] = ['evidence-keeping', 'ssdf-assessment'];
    for (const kind of own) {
      const said = (teamControlled: boolean) => factsOf(attestation(kind, BUILD), { teamControlled })[0];
      expect(said(true)).toMatchObject({ assurance: 'self-attested', teamControlled: true });
      expect(said(false)).toMatchObject({ assurance: 'verified', teamControlled: false });
    }
    for (const kind of EVIDENCE_KINDS.filter((each) => !own.includes(each))) {
      const predicate = (DECISION_KINDS as readonly string[]).includes(kind) ? WAIVER : BUILD;
      const expected = predicate === WAIVER ? 'self-attested' : 'verified';
      expect(factsOf(attestation(kind, predicate))[0]?.assurance).toBe(expected);
    }
  });
});

describe('what facts attach to', () => {
  it('is each subject by all its digests, equal subjects once, subjects without a digest never', () => {
    const other: SubjectDigest = `sha256:${'d'.repeat(64)}`;
    const subjects = [APP, { name: 'again', digests: APP.digests }, { name: 'b', digests: [other] }, { digests: [] }];
    expect(anchorsOf(attestation('build-provenance', BUILD, subjects))).toEqual([
      { kind: 'digests', digests: [SHA256, SHA512] },
      { kind: 'digests', digests: [other] },
    ]);
  });

  it('includes product, organization and repository only where the rule names that anchor', () => {
    const scope = { kind: 'product', product: 'app' } as const;
    const provenance = attestation('build-provenance', BUILD);
    const kinds = (changes: Partial<TrustRule>) => anchorsOf(provenance, changes).map(({ kind }) => kind);
    expect(kinds({ scope })).toEqual(['digests']);
    expect(kinds({ scope, anchors: ['product'] })).toEqual(['digests', 'product']);
    expect(kinds({ anchors: ['organization'] })).toEqual(['digests', 'organization']);
    expect(anchorsOf(provenance, { anchors: ['repository'] })[1]).toEqual({
      kind: 'repository',
      uri: 'https://github.com/acme/app',
    });
  });

  it('never is wider than the scope of the rule', () => {
    const scope = { kind: 'product', product: 'app' } as const;
    const provenance = attestation('build-provenance', BUILD);
    expect(anchorsOf(provenance, { scope, anchors: ['organization'] })).toHaveLength(1);
    expect(anchorsOf(provenance, { anchors: ['product'] })).toHaveLength(1);
  });

  it.each([
    [{ organization: 'acme' }, { kind: 'organization', organization: 'acme' }],
    [
      { organization: 'acme', product: 'app' },
      { kind: 'product', organization: 'acme', product: 'app' },
    ],
    [
      { organization: 'acme', product: 'app', release: '1' },
      { kind: 'release', organization: 'acme', product: 'app', release: '1' },
    ],
  ])('of a decision is its scope %j, not its subjects', (scope, anchor) => {
    expect(anchorsOf(attestation('waiver', { ...WAIVER, scope }), { anchors: ['organization'] })).toEqual([anchor]);
  });

  it('of a decision stays within what the rule may decide about', () => {
    const waiver = (scope: typeof WAIVER.scope | { organization: string; product?: string }) =>
      attestation('waiver', { ...WAIVER, scope });
    const app = { kind: 'product', product: 'app' } as const;
    const everywhere = { organization: 'acme' };
    const product = { organization: 'acme', product: 'app' };
    expect(anchorsOf(waiver(everywhere))).toEqual([]);
    expect(anchorsOf(waiver(everywhere), { anchors: ['product'] })).toEqual([]);
    expect(anchorsOf(waiver(everywhere), { scope: app, anchors: ['organization'] })).toEqual([]);
    expect(anchorsOf(waiver(product))).toEqual([]);
    expect(anchorsOf(waiver(product), { anchors: ['product'] })).toHaveLength(1);
    expect(anchorsOf(waiver(WAIVER.scope))).toHaveLength(1);
    expect(anchorsOf(waiver(WAIVER.scope), { scope: { kind: 'product', product: 'other' } })).toEqual([]);
  });
});

describe('a claim', () => {
  it('of signature says whether log and time vouched for it', () => {
    const unlogged = withRung('transparency-log', 'not-applicable', 'LOG_NOT_REQUIRED');
    const untimed = withRung('trusted-time', 'not-applicable', 'TIME_NOT_REQUIRED');
    expect(claimOf(messageSignature(), {}, unlogged)).toEqual({ kind: 'signature', logged: false, timed: true });
    expect(claimOf(messageSignature(), {}, untimed)).toEqual({ kind: 'signature', logged: true, timed: false });
  });

  it('of signature is made by an attested signature too, but by no other attestation', () => {
    const generic = { kind: 'generic', value: {} } as const;
    expect(claimOf(attestation('artifact-signature', generic))?.kind).toBe('signature');
    for (const kind of EVIDENCE_KINDS.filter((name) => !name.endsWith('-signature'))) {
      expect(factsOf(attestation(kind, generic))).toEqual([]);
    }
  });

  it('of build provenance carries what it says, and the level that the rule grants', () => {
    expect(claimOf(attestation('build-provenance', BUILD), { builders: { [BUILD.builderId]: 3 } })).toEqual({
      ...BUILD,
      buildLevel: 3,
      logged: true,
    });
  });

  it('of build provenance never exceeds level 1 for a builder that the rule does not list', () => {
    const levelOf = (builderId: string, builders?: TrustRule['builders']) =>
      claimOf(attestation('build-provenance', { ...BUILD, builderId }), { ...(builders && { builders }) });
    expect(levelOf(BUILD.builderId)).toMatchObject({ buildLevel: 1 });
    expect(levelOf(`${BUILD.builderId}/`, { [BUILD.builderId]: 3 })).toMatchObject({ buildLevel: 1 });
    expect(levelOf(BUILD.builderId, { [BUILD.builderId]: 0 })).toMatchObject({ buildLevel: 0 });
    expect(levelOf('toString', {})).toMatchObject({ buildLevel: 1 });
    expect(levelOf(`${BUILD.builderId}@refs/tags/v1.2.3`, { [BUILD.builderId]: 3 })).toMatchObject({ buildLevel: 3 });
    expect(levelOf(`${BUILD.builderId}@refs/heads/main`, { [BUILD.builderId]: 3 })).toMatchObject({ buildLevel: 1 });
    fc.assert(
      fc.property(fc.string(), (builderId) => {
        expect(levelOf(builderId, { [BUILD.builderId]: 3 })).toMatchObject({ buildLevel: 1 });
      }),
    );
  });

  it('of an SBOM counts components, and the minimum elements it has of seventeen', () => {
    const { elements, index, ...counts } = sbomWithout();
    expect(index).toEqual([]); // and no claim carries it
    expect(claimOf(attestation('sbom', sbomWithout()))).toEqual({ ...counts, ...elements, minimumElements: 17 });
    expect(claimOf(attestation('sbom', sbomWithout('componentLicenses')))).toMatchObject({
      componentLicenses: false,
      minimumElements: 16,
    });
    // The hash and its algorithm are two elements.
    expect(claimOf(attestation('sbom', sbomWithout('componentHashes')))).toMatchObject({ minimumElements: 15 });
  });

  it('of a scan counts by severity, with unknown ones as high, and knows the age of its database', () => {
    expect(claimOf(scanOf('critical', 'high', 'low', 'unknown'))).toMatchObject({
      critical: 1,
      high: 2,
      total: 4,
      databaseAgeHours: 12,
    });
  });

  it('of a scan knows no database age that contradicts its own times', () => {
    const scan = scanOf();
    const predicate = scan.content.kind === 'signed' ? scan.content.predicate : undefined;
    const later = {
      ...(predicate as Extract<Predicate, { kind: 'vulnerability-scan' }>),
      databaseUpdatedAt: parseInstant('2027-01-01'),
    };
    expect(claimOf(attestation('vulnerability-scan', later))).not.toHaveProperty('databaseAgeHours');
  });

  it('of a test result stays one, even where its suite is called static analysis', () => {
    const test = { kind: 'test-result', suite: 'static-analysis', result: 'PASSED', failed: 0 } as const;
    expect(claimOf(attestation('test-result', test))).toEqual(test);
  });

  it('of static analysis comes from a report', () => {
    const analysis = { kind: 'static-analysis', suite: 'linter', result: 'FAILED', failed: 2 } as const;
    expect(claimOf(attestation('static-analysis', analysis))).toEqual(analysis);
  });

  it('of a VEX carries its statements', () => {
    const answer = { vulnerability: 'CVE-1', status: 'fixed', at: parseInstant('2026-01-01') } as const;
    const statements = [{ ...answer, aliases: [], products: [] }];
    expect(claimOf(attestation('vex', { kind: 'vex', format: 'openvex', statements }))).toEqual({
      kind: 'vex',
      statements: [answer],
    });
  });

  it.each([
    ['source-verification', 'PASSED', { sourceLevel: 3, properties: ['REVIEWED'] }],
    ['source-verification', 'FAILED', { sourceLevel: 0, properties: [] }],
    ['build-verification', 'PASSED', { buildLevel: 2 }],
    ['build-verification', 'FAILED', { buildLevel: 0 }],
  ] as const)('of a %s that %s grants %j', (kind, result, granted) => {
    const levels = ['SLSA_SOURCE_LEVEL_1', 'SLSA_SOURCE_LEVEL_3', 'SLSA_BUILD_LEVEL_2', 'REVIEWED'].filter(
      (level) => kind === 'build-verification' || !level.startsWith('SLSA_BUILD'),
    );
    const summary = { kind: 'verification-summary', verifierId: 'v', resourceUri: 'r', result, levels } as const;
    expect(claimOf(attestation(kind, summary))).toEqual({ kind, verifierId: 'v', resourceUri: 'r', ...granted });
  });

  it('of a decision carries what was decided', () => {
    const { scope, ...said } = WAIVER;
    expect(scope).toBeDefined();
    expect(claimOf(attestation('waiver', WAIVER))).toEqual(said);
    const validFrom = parseInstant('2026-01-01');
    const scoped = { scope: WAIVER.scope, validFrom };
    const people = { owner: 'o', reviewer: 'r', collected: validFrom };
    const human = { controls: ['X.1'], statement: 's', ...people, validUntil: parseInstant('2026-02-01') };
    expect(claimOf(attestation('human-evidence', { kind: 'human-evidence', ...scoped, ...human }))).toEqual({
      kind: 'human-evidence',
      validFrom,
      ...human,
    });
    const absent = { control: 'X.1', reason: 'r', requester: 'Ada', approver: 'Grace' };
    expect(claimOf(attestation('not-applicable', { kind: 'not-applicable', ...scoped, ...absent }))).toEqual({
      kind: 'not-applicable',
      validFrom,
      ...absent,
    });
  });
});
