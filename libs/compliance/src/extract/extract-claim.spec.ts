// The claims that supply-chain evidence beyond builds, scans and tests makes: what each says, and what it never does.
import { describe, expect, it } from '@jest/globals';

import { PROCESS_KINDS, type EvidenceKind, type Parsed, type Predicate, type SupplyChain } from '#evidence';
import { parseInstant } from '#kernel';
import type { TrustRule, Verdict } from '#verification';

import { extractFacts } from './extract-facts.js';
import { CLAIM_KINDS, type Claim } from '../claims/claim.js';
import { EVIDENCE_KIND_OF_CLAIM } from '../framework/claim-fields.js';
import {
  attestation,
  EVIDENCE,
  messageSignature,
  proven,
  RULE,
  VERDICT,
  withRung,
} from '../testing/verified-evidence.js';

const FROM = parseInstant('2026-01-01');
const UNTIL = parseInstant('2027-01-01');

const listed = (count: number) => ({ count, items: Array.from({ length: count }, () => EVIDENCE) });

function factsOf(parsed: Parsed, changes: Partial<TrustRule> = {}, verdict: Verdict = VERDICT) {
  return extractFacts(proven(parsed, verdict), [{ ...RULE, kinds: [parsed.kind], ...changes }]);
}

const claimOf = (kind: EvidenceKind, predicate: Predicate): Claim | undefined =>
  factsOf(attestation(kind, predicate))[0]?.claim;

describe('the claim of a commit signature', () => {
  it('says by what the signer is known, and whether log and time vouch for it', () => {
    const commit = messageSignature('commit-signature');
    expect(factsOf(commit)[0]?.claim).toEqual({
      kind: 'commit-signature',
      signer: 'certificate',
      logged: true,
      timed: true,
    });
    const key: Verdict = {
      ...withRung('transparency-log', 'not-applicable', 'LOG_NOT_REQUIRED'),
      signer: { kind: 'key', fingerprint: 'ff' },
    };
    expect(factsOf(commit, {}, key)[0]?.claim).toMatchObject({ signer: 'key', logged: false });
  });

  it('is never made by a document about a commit: nobody signed the commit then', () => {
    const document = { kind: 'source-provenance', actor: 'ada@example.org', controls: [] } as const;
    expect(claimOf('source-provenance', document)).toMatchObject({ kind: 'source-provenance' });
  });
});

describe('the claim of source provenance', () => {
  const controls = [
    { name: 'REVIEW', since: UNTIL },
    { name: 'CONTINUITY', since: FROM },
  ];
  const SOURCE = { kind: 'source-provenance', repository: 'https://r', ref: 'refs/heads/main', controls } as const;

  it('names the controls in force, and since when all of them were', () => {
    expect(claimOf('source-provenance', SOURCE)).toEqual({
      kind: 'source-provenance',
      repository: 'https://r',
      ref: 'refs/heads/main',
      controls: ['CONTINUITY', 'REVIEW'],
      controlsSince: UNTIL,
    });
  });

  it('knows no beginning where one control has none, or there is no control', () => {
    const open = [...controls, { name: 'TAGS' }];
    expect(claimOf('source-provenance', { ...SOURCE, controls: open })).not.toHaveProperty('controlsSince');
    expect(claimOf('source-provenance', { ...SOURCE, controls: [] })).not.toHaveProperty('controlsSince');
  });

  it('carries a level that stands among the controls as a word, and no level', () => {
    const boast = { ...SOURCE, controls: [{ name: 'SLSA_SOURCE_LEVEL_4' }] };
    expect(claimOf('source-provenance', boast)).not.toHaveProperty('sourceLevel');
  });
});

describe('the claim of forge settings', () => {
  const BRANCH = {
    kind: 'forge-settings',
    about: 'github.com/acme/app@main',
    settings: { of: 'branch', rules: ['deletion', 'non_fast_forward'] },
  } as const satisfies Predicate;

  it('says what was asked about and what the answer was, and nothing of what was not in it', () => {
    expect(claimOf('forge-settings', BRANCH)).toEqual({
      kind: 'forge-settings',
      about: 'github.com/acme/app@main',
      of: 'branch',
      rules: ['deletion', 'non_fast_forward'],
    });
    const members = { of: 'members', members: 3, membersWithSecondFactor: 2 } as const;
    expect(claimOf('forge-settings', { ...BRANCH, about: 'github.com/acme', settings: members })).toEqual({
      kind: 'forge-settings',
      about: 'github.com/acme',
      ...members,
    });
  });

  it.each([
    ['github.com/acme/app@main', 2],
    ['github.com/acme/other@main', 1],
    ['github.com/acme/app-fork@main', 1],
  ])('about %s attaches under a rule that names its source to %i things', (about, anchors) => {
    const rule = {
      scope: { kind: 'product', product: 'app' },
      anchors: ['product'],
      source: 'https://github.com/acme/app',
    } as const;
    expect(factsOf(attestation('forge-settings', { ...BRANCH, about }), rule)).toHaveLength(anchors);
  });

  it('of a whole organization attaches although the rule names one source', () => {
    const settings = { of: 'organization', requiresSecondFactor: true } as const;
    const snapshot = attestation('forge-settings', { kind: 'forge-settings', about: 'github.com/acme', settings });
    const rule = { anchors: ['organization'], source: 'https://github.com/acme/app' } as const;
    expect(factsOf(snapshot, rule).map(({ anchor }) => anchor.kind)).toContain('organization');
  });
});

describe('the claim of a scorecard', () => {
  const CARD = { kind: 'scorecard', repository: 'github.com/acme/app', at: FROM, score: 7.5 } as const;

  it('gives each known check a field, and the lower score to one that stands there twice', () => {
    const checks = [
      { name: 'Branch-Protection', score: 8 },
      { name: 'SAST', score: 9 },
      { name: 'SAST', score: 3 },
      { name: 'toString', score: 10 },
    ];
    expect(claimOf('forge-settings', { ...CARD, checks })).toEqual({
      kind: 'scorecard',
      repository: 'github.com/acme/app',
      score: 7.5,
      branchProtection: 8,
      sast: 3,
    });
  });

  it('has no score for what could not be determined', () => {
    expect(claimOf('forge-settings', { ...CARD, checks: [{ name: 'Fuzzing' }] })).not.toHaveProperty('fuzzing');
  });

  it('of another repository does not attach under a rule that names its source', () => {
    const other = attestation('forge-settings', { ...CARD, repository: 'github.com/acme/other', checks: [] });
    const rule = { anchors: ['organization'], source: 'git+https://github.com/acme/app' } as const;
    expect(factsOf(other, rule).map(({ anchor }) => anchor.kind)).toEqual(['digests']);
  });
});

describe('the claim of a verification result', () => {
  it('carries properties as words: a level among them raises nothing', () => {
    const pinned = { digests: new Map([['sha256', 'ab']]) };
    const claim = claimOf('verification-result', {
      kind: 'verification-result',
      verifierId: 'v',
      createdAt: FROM,
      policies: [pinned, { uri: 'https://p', digests: new Map() }],
      properties: ['SLSA_BUILD_LEVEL_3', 'B', 'B'],
    });
    expect(claim).toEqual({
      kind: 'verification-result',
      verifierId: 'v',
      properties: ['B', 'SLSA_BUILD_LEVEL_3'],
      policies: 2,
      pinnedPolicies: 1,
    });
  });

  it('of a summary says whether its policy is pinned, where it names one', () => {
    const SUMMARY = { kind: 'verification-summary', verifierId: 'v', resourceUri: 'r', result: 'PASSED' } as const;
    const judged = (pinned: boolean) => ({ ...SUMMARY, levels: ['SLSA_BUILD_LEVEL_2'], policy: { pinned } });
    expect(claimOf('build-verification', judged(true))).toMatchObject({ policyPinned: true });
    expect(claimOf('build-verification', judged(false))).toMatchObject({ policyPinned: false });
    expect(claimOf('build-verification', { ...SUMMARY, levels: [] })).not.toHaveProperty('policyPinned');
  });
});

describe('the claim of a layout', () => {
  const step = (name: string, threshold: number) => ({
    name,
    threshold,
    pubkeys: [],
    hasCertificateConstraints: false,
    expectedMaterials: [],
    expectedProducts: [],
  });
  const within: SupplyChain = {
    layout: { expires: FROM, keys: new Map(), steps: [step('inner', 1)], inspections: [] },
    links: [],
  };
  const chain: SupplyChain = {
    layout: { expires: UNTIL, keys: new Map(), steps: [step('build', 2), step('ship', 1)], inspections: [] },
    links: [
      {
        step: 'build',
        keyidPrefix: '00000000',
        content: { kind: 'metablock', signed: new Uint8Array(), signatures: [] },
        record: { kind: 'chain', chain: within },
      },
    ],
  };
  const evidence: Parsed = {
    ...messageSignature('supply-chain-layout'),
    content: { kind: 'signed', entity: signedEntity(), layout: chain },
  };

  it('names its steps and its weakest threshold, and ends with the first of the layouts within it', () => {
    const subjects = [{ digests: [`sha256:${'a'.repeat(64)}`] as const }];
    const [fact] = factsOf({ ...evidence, content: { ...contentOf(evidence), subjects } });
    expect(fact?.claim).toEqual({
      kind: 'supply-chain-layout',
      steps: ['build', 'ship'],
      threshold: 1,
      inspections: 0,
      expires: FROM,
    });
  });

  it('is not made by a link that comes alone', () => {
    const link = { kind: 'link', step: 'build', command: [], materials: [] } as const;
    expect(claimOf('link', link)).toBeUndefined();
  });
});

describe('other claims', () => {
  it.each<[EvidenceKind, Predicate, object]>([
    ['release', { kind: 'release', purl: 'pkg:npm/a@1', registry: 'https://r' }, { purl: 'pkg:npm/a@1', logged: true }],
    [
      'secret-scan',
      { kind: 'secret-scan', findings: [1, 2].map((line) => ({ rule: 'aws', location: `a:${line}` })) },
      { found: 2, rules: ['aws'] },
    ],
    [
      'scai',
      {
        kind: 'scai',
        attributes: [
          { attribute: 'PIE', isConditional: false },
          { attribute: 'SIGNED_TOOL', target: { uri: 'file:///cc', digests: new Map() }, isConditional: false },
          { attribute: 'RELRO', isConditional: true },
        ],
      },
      { attributes: ['PIE'], targetAttributes: ['SIGNED_TOOL'], conditional: ['RELRO'] },
    ],
    [
      'runtime-trace',
      { kind: 'runtime-trace', monitorType: 'm', hostId: 'h', processType: 'p', event: 'e', connections: 0 },
      { kind: 'runtime-trace', monitorType: 'm', processType: 'p', event: 'e', connections: 0 },
    ],
    [
      'reference',
      { kind: 'reference', attesterId: 'a', references: [{ mediaType: 'text/markdown', digests: new Map() }] },
      { documents: 1, pinnedDocuments: 0, mediaTypes: ['text/markdown'] },
    ],
    ['end-of-life', { kind: 'end-of-life', endOfLife: UNTIL }, { kind: 'end-of-life', endOfLife: UNTIL }],
    [
      'security-contact',
      { kind: 'security-contact', acceptsReports: true, hasContact: true, hasPolicy: false },
      { acceptsReports: true, hasContact: true, hasPolicy: false },
    ],
    [
      'deployment-policy',
      {
        kind: 'deployment-policy',
        engine: 'kyverno',
        cluster: 'c',
        collectedAt: FROM,
        policies: [
          { name: 'signed', mode: 'enforce' },
          { name: 'labels', mode: 'audit' },
        ],
        results: { pass: 5, fail: 1, warn: 1, error: 2, skip: 0 },
      },
      { enforced: ['signed'], policies: 2, passed: 5, failed: 3 },
    ],
  ])('%s says what its predicate says', (kind, predicate, expected) => {
    expect(claimOf(kind, predicate)).toMatchObject({ kind, ...expected });
  });

  it('of kept evidence is about the organization, where a rule lets its signer speak about it', () => {
    const record: Predicate = {
      ...{ kind: 'evidence-keeping', scope: { organization: 'acme' }, startedAt: FROM, finishedAt: UNTIL },
      ...{ examined: 10, sound: 1, altered: listed(2), missing: listed(3), unchecked: listed(4) },
      changed: { count: 0, items: [] },
      log: { size: 12, rootHash: '', consistent: false, entriesChecked: 9 },
      ...{ verifier: 'v', trustRoots: [EVIDENCE], policy: EVIDENCE },
    };
    const parsed = attestation('evidence-keeping', record);
    const [fact, ...others] = factsOf(parsed, { scope: { kind: 'organization' }, anchors: ['organization'] });
    expect(fact?.anchor).toEqual({ kind: 'organization', organization: 'acme' });
    expect(fact?.claim).toEqual({
      ...{ kind: 'evidence-keeping', examined: 10, sound: 1, altered: 2, missing: 3, changed: 0, unchecked: 4 },
      ...{ logSize: 12, logConsistent: false, finishedAt: UNTIL },
    });
    expect(others).toEqual([]);
    expect(factsOf(parsed, { anchors: ['product'] })).toEqual([]);
  });

  it('of a release without a registry, or a cluster without a report, leave that open', () => {
    expect(claimOf('release', { kind: 'release' })).not.toHaveProperty('purl');
    const policy = { kind: 'deployment-policy', engine: 'policy-controller', cluster: 'c', collectedAt: FROM } as const;
    expect(claimOf('deployment-policy', { ...policy, policies: [] })).not.toHaveProperty('failed');
  });

  it('of a supplier says what its verifier said, about the artifacts that it names and nothing of the scope it calls its own', () => {
    const results = [
      ...(['EVIDENCED', 'SUPPORTED', 'SELF_ATTESTED', 'FAILED', 'WAIVED', 'MISSING', 'EVIDENCED'] as const),
    ].map((status, index) => ({ control: `X.${index}`, status }));
    const assessed: Predicate = {
      ...{ kind: 'ssdf-assessment', about: { organization: 'supplier', product: 'library', release: '4.2.0' } },
      ...{ framework: 'ssdf-1.1', mappings: [{ id: 'theirs', digest: EVIDENCE }], asOf: FROM, results },
      ...{ slsaBuildLevel: 2, populationSource: 'declared', loosened: 3, accounted: true, synthetic: false },
    };
    const parsed = attestation('ssdf-assessment', assessed);
    expect(factsOf(parsed).map(({ anchor }) => anchor.kind)).toEqual(['digests']);
    expect(factsOf(parsed)[0]?.claim).toEqual({
      ...{ kind: 'supplier-assessment', organization: 'supplier', product: 'library', release: '4.2.0' },
      ...{ framework: 'ssdf-1.1', mappings: ['theirs'], asOf: FROM, controls: 7, met: 3 },
      ...{ evidenced: ['X.0', 'X.6'], supported: ['X.1'], selfAttested: ['X.2'], failed: ['X.3'], waived: ['X.4'] },
      ...{ slsaBuildLevel: 2, population: 'declared', loosened: 3, accounted: true, synthetic: false },
    });
    const dated = attestation('ssdf-assessment', { ...assessed, validUntil: UNTIL });
    expect(factsOf(dated)[0]?.claim).toMatchObject({ validUntil: UNTIL });
  });

  it('about process are marked where the assessed team controls the signer; signatures and publications are not', () => {
    const exempt = CLAIM_KINDS.filter(
      (kind) => !(PROCESS_KINDS as readonly string[]).includes(EVIDENCE_KIND_OF_CLAIM[kind]),
    );
    expect(exempt).toEqual([
      'signature',
      'commit-signature',
      'release',
      'end-of-life',
      'release-manifest',
      'human-evidence',
      'waiver',
      'not-applicable',
      'plan-of-action',
      'compromise',
    ]);
  });
});

describe('a VEX answer', () => {
  const statement = { vulnerability: 'CVE-1', status: 'not_affected', aliases: [], products: [] } as const;
  const product = (algorithm: string, value: string) => ({
    identifiers: new Map(),
    hashes: new Map([[algorithm, value]]),
    subcomponents: [],
  });
  const claimed = (changes: object) => {
    const statements = [{ ...statement, ...changes }];
    const claim = claimOf('vex', { kind: 'vex', format: 'openvex', statements });
    return claim?.kind === 'vex' ? claim.statements : [];
  };

  it('carries the other names of the vulnerability', () => {
    expect(claimed({ aliases: ['GHSA-2', 'GHSA-1', 'GHSA-2'] })).toEqual([
      { vulnerability: 'CVE-1', status: 'not_affected', aliases: ['GHSA-1', 'GHSA-2'] },
    ]);
  });

  it('about another artifact by digest answers nothing; that something is affected is always heard', () => {
    const another = [product('sha-256', 'f'.repeat(64))];
    expect(claimed({ products: another })).toEqual([]);
    expect(claimed({ products: another, status: 'affected' })).toHaveLength(1);
    expect(claimed({ products: [product('sha-256', 'a'.repeat(64))] })).toHaveLength(1);
    expect(claimed({ products: [...another, product('sha-256', 'a'.repeat(64))] })).toHaveLength(1);
    // No subject has a digest by this algorithm, so nobody can tell.
    expect(claimed({ products: [product('sha-384', 'f'.repeat(96))] })).toHaveLength(1);
  });
});

type Signed = Extract<Parsed['content'], { kind: 'signed' }>;

function contentOf({ content }: Parsed): Signed {
  if (content.kind !== 'signed') throw new TypeError('not signed');
  return content;
}

function signedEntity(): Signed['entity'] {
  return contentOf(messageSignature()).entity;
}
