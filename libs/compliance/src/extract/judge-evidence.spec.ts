import { describe, expect, it } from '@jest/globals';
import { parse, type Parsed, type ReleaseManifest, type SupplyChain } from '#evidence';
import { parseInstant, toUtf8, type SubjectDigest } from '#kernel';
import type { TrustRule, Verdict } from '#verification';

import { claimedAnchors } from './extract-anchors.js';
import { findingOf } from './extract-finding.js';
import { extractManifest } from './extract-manifest.js';
import { judgeEvidence, type EvidenceVerifier } from './judge-evidence.js';
import {
  APP,
  attestation,
  COMMIT,
  EVIDENCE,
  messageSignature,
  proven,
  RULE,
  sbomWithout,
  SHA256,
  VERDICT,
  withRung,
} from '../testing/verified-evidence.js';

const BYTES = toUtf8('{"anything":true}');
const REJECTED: Verdict = { ...withRung('signature', 'failed', 'SIGNATURE_INVALID'), outcome: 'rejected', rules: [] };

const MANIFEST: ReleaseManifest = {
  kind: 'release-manifest',
  scope: { organization: 'acme', product: 'app', release: '1.0' },
  revision: COMMIT,
  issuedAt: parseInstant('2026-01-01'),
};

/** A verifier that proves `evidence` whatever it is given. */
function proving(evidence: Parsed, changes: Partial<TrustRule> = {}): EvidenceVerifier {
  const rules = [{ ...RULE, kinds: [evidence.kind], ...changes }];
  return { rules, verify: () => ({ verdict: VERDICT, verified: proven(evidence) }) };
}

const STEP = { name: 'build', threshold: 1, pubkeys: [], hasCertificateConstraints: false };
const LAYOUT: SupplyChain = {
  layout: {
    expires: parseInstant('2027-01-01'),
    keys: new Map(),
    steps: [{ ...STEP, expectedMaterials: [], expectedProducts: [] }],
    inspections: [],
  },
  links: [],
};

/** Signed content that names no subject. */
function aboutNothing(): Extract<Parsed['content'], { kind: 'signed' }> {
  const { content } = messageSignature();
  if (content.kind !== 'signed') throw new TypeError('not signed');
  return { kind: 'signed', entity: content.entity, subjects: [] };
}

describe('judging evidence', () => {
  it('lists of a verified SBOM the components that other evidence can be about, beside its facts', () => {
    const index = [{ digests: [SHA256], times: 2 }];
    const sbom = attestation('sbom', { ...sbomWithout(), index });
    expect(judgeEvidence(BYTES, proving(sbom)).sbom).toEqual({ sbom: EVIDENCE, components: index });
    expect(judgeEvidence(BYTES, proving(attestation('sbom', sbomWithout())))).not.toHaveProperty('sbom');
    const rejecting: EvidenceVerifier = { rules: [], verify: () => ({ verdict: REJECTED }) };
    expect(judgeEvidence(BYTES, rejecting)).not.toHaveProperty('sbom');
  });

  it('gives verdict and facts of what verified, and no finding', () => {
    const judged = judgeEvidence(BYTES, proving(messageSignature()));
    expect(judged.verdict).toBe(VERDICT);
    expect(judged.facts).toHaveLength(1);
    expect(judged.findings).toEqual([]);
  });

  it('verifies exactly what the bytes parse to', () => {
    const seen: Parsed[] = [];
    const verify = (parsed: Parsed) => (seen.push(parsed), { verdict: REJECTED });
    judgeEvidence(BYTES, { rules: [], verify });
    expect(seen).toEqual([parse(BYTES)]);
  });

  it('gives a finding and no fact of what did not verify', () => {
    const judged = judgeEvidence(BYTES, { rules: [], verify: () => ({ verdict: REJECTED }) });
    expect(judged.facts).toEqual([]);
    expect(judged.findings).toEqual([
      {
        evidence: parse(BYTES).digest,
        kind: 'other',
        claimedAnchors: [],
        outcome: 'rejected',
        codes: ['SIGNATURE_INVALID'],
      },
    ]);
  });

  it('keeps the verdict and concludes nothing when extraction fails by our own fault', () => {
    const verifier = proving(messageSignature(), { id: 'another rule than the verdict names' });
    const judged = judgeEvidence(BYTES, verifier);
    expect(judged.verdict).toBe(VERDICT);
    expect(judged.facts).toEqual([]);
    expect(judged.findings).toMatchObject([{ outcome: 'unverified', codes: ['INTERNAL'] }]);
    expect(judged.fault).toContain('not in force');
    expect(judged).not.toHaveProperty('manifest');
  });

  it('reports a decision beyond what its rule may decide', () => {
    const judged = judgeEvidence(
      BYTES,
      proving(attestation('release-manifest', MANIFEST), { scope: { kind: 'product', product: 'other' } }),
    );
    expect(judged.facts).toEqual([]);
    expect(judged).not.toHaveProperty('manifest');
    expect(judged.findings).toMatchObject([{ outcome: 'unverified', codes: ['UNEXPECTED_SIGNER'] }]);
  });

  it('reports verified evidence that names nothing it could attach to', () => {
    expect(
      judgeEvidence(BYTES, proving(attestation('sbom', sbomWithout(), [{ name: 'x', digests: [] }]))).findings,
    ).toMatchObject([{ codes: ['SUBJECT_NONE'] }]);
  });

  it('reports a verified commit, and a layout that is fulfilled, where they name nothing either', () => {
    const commit = { ...messageSignature('commit-signature'), content: aboutNothing() };
    const layout = { ...messageSignature('supply-chain-layout'), content: { ...aboutNothing(), layout: LAYOUT } };
    for (const evidence of [commit, layout]) {
      expect(judgeEvidence(BYTES, proving(evidence)).findings).toMatchObject([{ codes: ['SUBJECT_NONE'] }]);
    }
  });

  it('reports nothing about recognised kinds that make no claim', () => {
    for (const predicate of [
      { kind: 'generic', value: {} },
      { kind: 'link', step: 'build', command: [], materials: [] },
    ] as const) {
      expect(judgeEvidence(BYTES, proving(attestation('link', predicate)))).toMatchObject({ facts: [], findings: [] });
    }
  });
});

describe('a finding', () => {
  const about = attestation('build-provenance', { kind: 'generic', value: {} });

  it('of rejected evidence lists what failed, once each, and not what could not be checked', () => {
    const verdict: Verdict = {
      ...REJECTED,
      checks: [
        { rung: 'signature', outcome: 'failed', code: 'SIGNATURE_INVALID' },
        { rung: 'subject', outcome: 'failed', code: 'SIGNATURE_INVALID' },
        { rung: 'policy', outcome: 'failed', code: 'POLICY_WINDOW_UNTIMED' },
        { rung: 'identity', outcome: 'could-not-check', code: 'LOG_UNKNOWN' },
      ],
    };
    expect(findingOf(about, verdict)).toMatchObject({
      outcome: 'rejected',
      codes: ['SIGNATURE_INVALID', 'POLICY_WINDOW_UNTIMED'],
    });
  });

  it('of unverified evidence lists what could not be checked', () => {
    const checks = [{ rung: 'identity', outcome: 'could-not-check', code: 'RULE_MISSING' }] as const;
    expect(findingOf(about, { ...REJECTED, outcome: 'unverified', checks })).toMatchObject({
      outcome: 'unverified',
      codes: ['RULE_MISSING'],
    });
  });

  it('says what the evidence claims to be about, so that an absence can be explained', () => {
    expect(claimedAnchors(about)).toEqual([{ kind: 'digests', digests: APP.digests }]);
    expect(claimedAnchors(attestation('release-manifest', MANIFEST))).toEqual([
      { kind: 'release', organization: 'acme', product: 'app', release: '1.0' },
    ]);
  });
});

describe('the manifest of a release', () => {
  const rule = (id: string, changes: Partial<TrustRule>): TrustRule => ({
    ...RULE,
    id,
    kinds: ['release-manifest'],
    ...changes,
  });
  const extracted = (subjects = [APP], rules: readonly TrustRule[] = [rule('rule', {})]) => {
    const verdict = { ...VERDICT, rules: rules.map(({ id }) => id) };
    return extractManifest(proven(attestation('release-manifest', MANIFEST, subjects), verdict), rules);
  };

  it('lists its subjects as artifacts and its commit as a revision', () => {
    expect(extracted()).toEqual({
      organization: 'acme',
      product: 'app',
      release: '1.0',
      record: {
        evidence: EVIDENCE,
        source: 'declared',
        artifacts: [{ name: 'app', digests: APP.digests }],
        revisions: [`gitCommit:${COMMIT}`],
        issuedAt: MANIFEST.issuedAt,
      },
    });
  });

  it('takes subjects that are commits only for revisions, each once', () => {
    const other: SubjectDigest = `gitCommit:${'0'.repeat(40)}`;
    const record = extracted([APP, { digests: [other] }, { digests: [`gitCommit:${COMMIT}`] }])?.record;
    expect(record?.artifacts).toHaveLength(1);
    expect(record?.revisions).toEqual([other, `gitCommit:${COMMIT}`]);
  });

  it('keeps an artifact without an accepted digest as a member that nothing can meet', () => {
    expect(extracted([{ name: 'legacy', digests: [] }])?.record.artifacts).toEqual([{ name: 'legacy', digests: [] }]);
  });

  it('names an artifact without a name by its digest', () => {
    expect(extracted([{ digests: [SHA256] }])?.record.artifacts[0]?.name).toBe(SHA256);
  });

  it('is worth the best that a matched rule of its scope grants', () => {
    const elsewhere = { scope: { kind: 'product', product: 'other' }, population: 'independent' } as const;
    const signed = rule('signed', { population: 'signed-manifest' });
    expect(extracted([APP], [rule('rule', {}), signed])?.record.source).toBe('signed-manifest');
    expect(extracted([APP], [signed, rule('best', { population: 'independent' })])?.record.source).toBe('independent');
    expect(extracted([APP], [signed, rule('elsewhere', elsewhere)])?.record.source).toBe('signed-manifest');
  });

  it('is none of other evidence', () => {
    const signature = proven(messageSignature());
    expect(extractManifest(signature, [{ ...RULE, kinds: ['artifact-signature'] }])).toBeUndefined();
  });
});
