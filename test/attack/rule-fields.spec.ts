import { describe, expect, it } from '@jest/globals';

import { extractFacts, extractManifest } from '#compliance';
import { parse } from '#evidence';
import { toUtf8 } from '#kernel';
import { deriveKey, FULCIO_CLAIMS, PrivateAuthority, Seed } from '#sample-world';
import {
  FULCIO_EXTENSION_NAMES,
  parseTrustRule,
  trustRuleJsonSchema,
  Verifier,
  type Rung,
  type TrustRule,
} from '#verification';

import { layout, LAYOUT_RULE, layoutSet, metablock, OWNER } from '../../libs/verification/src/testing/layouts.js';
import {
  attestation,
  BUILDER,
  KEY,
  NOW,
  PROVENANCE,
  ROOT,
  rootOf,
  RULE,
  stops,
  WORKFLOW,
} from '../../libs/verification/src/testing/world.js';
import { fieldsOf } from './rule-fields.js';

const CLAIMS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.keys(FULCIO_CLAIMS).map((name) => [name, `the ${name}`])),
  // What provenance speaks of as well, it says as the certificate does.
  sourceRepositoryURI: 'https://forge.example/acme/x',
  sourceRepositoryRef: 'refs/tags/v1',
  sourceRepositoryDigest: 'b'.repeat(40),
  buildTrigger: 'workflow_dispatch',
};
const DISPATCHED = {
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_BASE_REF: 'refs/heads/main',
  GITHUB_EVENT_PAYLOAD: { inputs: { target: 'release' } },
};
const BUILT = {
  ...PROVENANCE,
  predicate: {
    ...PROVENANCE.predicate,
    buildDefinition: { ...PROVENANCE.predicate.buildDefinition, internalParameters: DISPATCHED },
  },
};
const BUNDLE = attestation({ identity: { ...WORKFLOW, claims: CLAIMS }, statement: BUILT });
const SUMMARY = attestation({
  statement: {
    ...PROVENANCE,
    predicateType: 'https://slsa.dev/verification_summary/v1',
    predicate: {
      verifier: { id: 'https://verifier.example' },
      resourceUri: 'pkg:generic/app',
      verificationResult: 'PASSED',
      verifiedLevels: ['SLSA_BUILD_LEVEL_2', 'OWN_LEVEL'],
    },
  },
});
const MANIFEST = attestation({
  statement: {
    ...PROVENANCE,
    predicateType: 'https://averment.dev/predicate/release-manifest/v1',
    predicate: { scope: { organization: 'acme', product: 'x', release: '1.0' }, issuedAt: NOW },
  },
});
const KEYED = attestation({ identity: { kind: 'key', key: KEY }, statement: BUILT, log: 'none' });
const STRANGER = deriveKey(new Seed('attack'), 'stranger', 'p256').publicKey.toPem();

/** Every field of it is set, and right. */
const FULL: TrustRule = parseTrustRule({
  id: 'full',
  scope: { kind: 'product', product: 'x' },
  kinds: ['build-provenance', 'build-verification', 'release-manifest'],
  signer: {
    kind: 'certificate',
    issuer: WORKFLOW.issuer,
    identity: { exactly: WORKFLOW.uri },
    extensions: CLAIMS,
  },
  log: { required: 1 },
  time: { required: 1 },
  builders: { [BUILDER]: 3 },
  source: 'https://forge.example/acme/x',
  build: { branch: 'main', tag: 'v1', versionedTag: 'v1', inputs: { target: 'release' } },
  summary: {
    verifierId: 'https://verifier.example',
    resourceUri: 'pkg:generic/app',
    levels: ['SLSA_BUILD_LEVEL_1', 'OWN_LEVEL'],
  },
  predicateTypes: [PROVENANCE.predicateType],
  teamControlled: true,
  population: 'independent',
  anchors: ['product'],
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  trustRoot: ROOT.name,
});
const INSPECTION = { _type: 'inspection', name: 'x', run: ['x'], expected_materials: [], expected_products: [] };
const LAYOUT = layoutSet(metablock(layout({ inspect: [INSPECTION] }), OWNER));
const FULL_LAYOUT: TrustRule = { ...LAYOUT_RULE, inspections: 'not-executed' };
const AUTHORITY = new PrivateAuthority({ seed: 'attack', now: NOW, name: 'acme' });
const PRIVATE_ROOT = rootOf(AUTHORITY.pem(), 'acme-ca');
const BY_WORKLOAD = AUTHORITY.attest({ names: [{ email: 'ci@acme.example' }], at: NOW, statement: PROVENANCE });
const workload = (identity: { readonly exactly: string } | { readonly pattern: string }): TrustRule => ({
  ...RULE,
  signer: { kind: 'workload', identity },
  trustRoot: PRIVATE_ROOT.name,
  ...{ log: 'none', time: 'none' },
});
const FULL_BY_PATTERN = signedBy({ identity: { pattern: 'https://forge\\.example/acme/x/.*' } });
const FULL_MANIFEST: TrustRule = {
  ...signedBy({ extensions: {} }),
  predicateTypes: ['https://averment.dev/predicate/release-manifest/v1'],
};
const FULL_SUMMARY: TrustRule = {
  ...signedBy({ extensions: {} }),
  predicateTypes: ['https://slsa.dev/verification_summary/v1'],
};
const FULL_BY_KEY: TrustRule = {
  ...FULL,
  signer: { kind: 'key', publicKey: KEY.publicKey.toPem() },
  ...{ log: 'none', time: 'none' },
  ...{ validFrom: undefined, validUntil: undefined },
} as unknown as TrustRule;

function signedBy(changes: object): TrustRule {
  return { ...FULL, signer: { ...FULL.signer, ...changes } };
}

function build(changes: object): TrustRule {
  return { ...FULL, build: { ...FULL.build, ...changes } };
}

function summary(changes: object): TrustRule {
  return { ...FULL_SUMMARY, summary: { ...FULL_SUMMARY.summary, ...changes } };
}

function judge(rule: TrustRule, bytes = BUNDLE) {
  const verifier = new Verifier({ trustRoots: [ROOT, PRIVATE_ROOT], rules: [rule] });
  return verifier.verify(parse(bytes), { at: NOW });
}

/** What the evidence is worth under a rule that lets it pass. */
function worth(rule: TrustRule) {
  const { verified } = judge(rule);
  return verified === undefined ? undefined : extractFacts(verified, [rule]);
}

function population(rule: TrustRule) {
  const { verified } = judge(rule, MANIFEST);
  return verified === undefined ? undefined : extractManifest(verified, [rule])?.record.source;
}

const refused =
  (rule: TrustRule, expected: Partial<Record<Rung, string>>, bytes = BUNDLE) =>
  () => {
    const { verdict, verified } = judge(rule, bytes);
    expect(verified).toBeUndefined();
    expect(stops(verdict)).toEqual(expected);
  };
const anchored = (rule: TrustRule) => worth(rule)?.map(({ anchor }) => anchor);

const UNKNOWN_KEY: Partial<Record<Rung, string>> = {
  signature: 'SIGNATURE_KEY_UNKNOWN',
  'certificate-chain': 'CERTIFICATE_KEY_UNKNOWN',
  'certificate-transparency': 'SCT_KEY_UNKNOWN',
  ...unexpected('IDENTITY_UNPROVEN'),
};

/** One field wrong and all others right: what then stops the evidence, or what it is worth less. */
const CASES: Readonly<Record<string, () => void>> = {
  id: () => {
    expect(judge({ ...FULL, id: 'other' }).verdict.rules).toEqual(['other']);
    expect(judge({ ...FULL, id: 'other' }).verdict.policy).not.toBe(judge(FULL).verdict.policy);
  },
  'scope.product.product': () => {
    expect(anchored(FULL)).toContainEqual({ kind: 'product', product: 'x' });
    const other = anchored({ ...FULL, scope: { kind: 'product', product: 'y' } });
    expect(other).not.toContainEqual({ kind: 'product', product: 'x' });
  },
  kinds: refused({ ...FULL, kinds: ['sbom'] }, { identity: 'RULE_MISSING', policy: 'POLICY_NO_RULE' }),
  'signer.certificate.issuer': refused(
    signedBy({ issuer: `${WORKFLOW.issuer}/` }),
    unexpected('IDENTITY_ISSUER_UNEXPECTED'),
  ),
  'signer.certificate.identity.exactly': refused(
    signedBy({ identity: { exactly: `${WORKFLOW.uri}0` } }),
    unexpected('IDENTITY_UNEXPECTED'),
  ),
  'signer.certificate.identity.pattern': refused(
    signedBy({ identity: { pattern: 'https://forge\\.example/acme/x' } }),
    unexpected('IDENTITY_UNEXPECTED'),
  ),
  'signer.key.publicKey': refused({ ...FULL_BY_KEY, signer: { kind: 'key', publicKey: STRANGER } }, UNKNOWN_KEY, KEYED),
  'signer.key.keyid': refused(
    { ...FULL_BY_KEY, signer: { kind: 'key', publicKey: KEY.publicKey.toPem(), keyid: 'another name' } },
    { signature: 'SIGNATURE_KEY_UNKNOWN', ...unexpected('IDENTITY_UNPROVEN') },
    KEYED,
  ),
  'signer.key.signs': refused(
    { ...FULL_BY_KEY, signer: { kind: 'key', publicKey: KEY.publicKey.toPem(), signs: 'payload' } },
    { signature: 'SIGNATURE_INVALID', ...unexpected('IDENTITY_UNPROVEN') },
    KEYED,
  ),
  'signer.workload.identity.exactly': refused(
    workload({ exactly: 'ci@acme.exampl' }),
    unexpected('IDENTITY_UNEXPECTED'),
    BY_WORKLOAD,
  ),
  'signer.workload.identity.pattern': refused(
    workload({ pattern: '[a-z]+@acme' }),
    unexpected('IDENTITY_UNEXPECTED'),
    BY_WORKLOAD,
  ),
  ...Object.fromEntries(
    FULCIO_EXTENSION_NAMES.map((name) => [`signer.certificate.extensions.${name}`, extensionWrong(name)]),
  ),
  'log.required': refused({ ...FULL, log: { required: 2 } }, { 'transparency-log': 'LOG_TOO_FEW' }),
  'time.required': refused({ ...FULL, time: { required: 2 } }, { 'trusted-time': 'TIME_TOO_FEW' }),
  builders: refused({ ...FULL, builders: { [`${BUILDER}1`]: 3 } }, { policy: 'POLICY_BUILDER_UNTRUSTED' }),
  source: refused({ ...FULL, source: 'https://forge.example/acme/xy' }, { policy: 'POLICY_SOURCE_UNEXPECTED' }),
  'build.branch': refused(build({ branch: 'mai' }), { policy: 'POLICY_BRANCH_UNEXPECTED' }),
  'build.tag': refused(build({ tag: 'v1.0' }), { policy: 'POLICY_TAG_UNEXPECTED' }),
  'build.versionedTag': refused(build({ versionedTag: 'v1.1' }), { policy: 'POLICY_VERSION_UNEXPECTED' }),
  'build.inputs': refused(build({ inputs: { target: 'debug' } }), { policy: 'POLICY_INPUT_UNEXPECTED' }),
  'summary.verifierId': refused(
    summary({ verifierId: 'https://verifier.exampl' }),
    { policy: 'POLICY_SUMMARY_VERIFIER' },
    SUMMARY,
  ),
  'summary.resourceUri': refused(
    summary({ resourceUri: 'pkg:generic/ap' }),
    { policy: 'POLICY_SUMMARY_RESOURCE' },
    SUMMARY,
  ),
  'summary.levels': refused(summary({ levels: ['SLSA_BUILD_LEVEL_3'] }), { policy: 'POLICY_SUMMARY_LEVELS' }, SUMMARY),
  inspections: refused(LAYOUT_RULE, { policy: 'LAYOUT_INSPECTION_NOT_RUN' }, LAYOUT),
  predicateTypes: refused(
    { ...FULL, predicateTypes: ['https://slsa.dev/provenance/v0.2'] },
    { predicate: 'PREDICATE_UNACCEPTED' },
  ),
  teamControlled: () => {
    expect(worth(FULL)?.every(({ teamControlled }) => teamControlled)).toBe(true);
    expect(worth({ ...FULL, teamControlled: false })?.every(({ teamControlled }) => !teamControlled)).toBe(true);
  },
  population: () => {
    expect(population(FULL_MANIFEST)).toBe('independent');
    expect(population({ ...FULL_MANIFEST, population: 'declared' })).toBe('declared');
  },
  anchors: () => {
    const other = anchored({ ...FULL, anchors: ['repository'] });
    expect(other).not.toContainEqual({ kind: 'product', product: 'x' });
  },
  validFrom: refused({ ...FULL, validFrom: FULL.validUntil ?? NOW }, { policy: 'POLICY_OUTSIDE_WINDOW' }),
  validUntil: refused({ ...FULL, validUntil: FULL.validFrom ?? NOW }, { policy: 'POLICY_OUTSIDE_WINDOW' }),
  trustRoot: refused({ ...FULL, trustRoot: 'elsewhere' }, unexpected('IDENTITY_TRUST_ROOT_UNEXPECTED')),
};

function unexpected(identity: string): Partial<Record<Rung, string>> {
  return { identity, policy: 'POLICY_NO_RULE' };
}

/** Demanded with another value; those that this certificate does not carry are demanded in vain. */
function extensionWrong(name: string): () => void {
  const extensions = { ...CLAIMS, [name]: `${CLAIMS[name] ?? 'the value'}0` };
  return refused(signedBy({ extensions }), unexpected('IDENTITY_EXTENSION_UNEXPECTED'));
}

describe('T-POL-01 a trust rule of which only one field is wrong', () => {
  it('is held against one that lets the evidence pass with all fields set', () => {
    for (const rule of [FULL, FULL_BY_PATTERN]) expect(stops(judge(rule).verdict)).toEqual({});
    expect(stops(judge(FULL_MANIFEST, MANIFEST).verdict)).toEqual({});
    expect(stops(judge(FULL_BY_KEY, KEYED).verdict)).toEqual({});
    expect(stops(judge(FULL_SUMMARY, SUMMARY).verdict)).toEqual({});
    expect(stops(judge(FULL_LAYOUT, LAYOUT).verdict)).toEqual({});
    for (const identity of [{ exactly: 'ci@acme.example' }, { pattern: '[a-z]+@acme\\.example' }])
      expect(stops(judge(workload(identity), BY_WORKLOAD).verdict)).toEqual({});
    expect(new Set([...Object.keys(FULL), ...Object.keys(FULL_LAYOUT)])).toEqual(
      new Set(fieldsOf(trustRuleJsonSchema() as object).map(topOf)),
    );
  });

  it.each(fieldsOf(trustRuleJsonSchema() as object))('stops the evidence, or is worth less: %s', (field) => {
    const wrong = CASES[field];
    if (wrong === undefined) throw new Error(`nothing shows what happens when ${field} alone is wrong: add a case`);
    wrong();
  });

  it('has no case for a field that is not there any more', () => {
    expect(Object.keys(CASES).sort()).toEqual([...fieldsOf(trustRuleJsonSchema() as object)].sort());
  });

  it.each(
    fieldsOf(trustRuleJsonSchema() as object)
      .map(topOf)
      .filter(isFirst),
  )(
    'is refused as a whole where %s is spelt in any other way: a field nobody reads is a condition nobody checks',
    (field) => {
      const { [field as keyof TrustRule]: value, ...rest } = FULL;
      for (const name of [`${field}s`, field.charAt(0).toUpperCase() + field.slice(1), `${field} `]) {
        expect(() => parseTrustRule({ ...rest, [name]: value })).toThrow(
          expect.objectContaining({ code: 'RULE_INVALID' }),
        );
      }
    },
  );
});

describe('T-POL-02 a rule or threshold that asks for nothing', () => {
  it.each([0, -1, 0.5, NaN, Infinity, '1', null, undefined, []])('is refused as %p', (required) => {
    for (const field of ['log', 'time']) {
      expect(() => parseTrustRule({ ...FULL, [field]: { required } })).toThrow(
        expect.objectContaining({ code: 'RULE_INVALID' }),
      );
    }
  });

  it('is no way in: a verifier without rules verifies nothing', () => {
    for (const bytes of [BUNDLE, KEYED, MANIFEST, toUtf8('{}')]) {
      const { verdict, verified } = new Verifier({ trustRoots: [ROOT], rules: [] }).verify(parse(bytes));
      expect(verdict.outcome).not.toBe('verified');
      expect(verified).toBeUndefined();
    }
  });
});

function topOf(path: string): string {
  return path.split('.')[0] ?? path;
}

function isFirst(item: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(item) === index;
}
