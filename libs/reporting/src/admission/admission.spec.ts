import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import { parseAllDocuments } from 'yaml';

import { digestOf, toUtf8 } from '#kernel';
import type { TrustRule } from '#verification';

import { CLUSTER_IMAGE_POLICY, IMAGE_VALIDATING_POLICY } from '../testing/admission-schemas.js';
import type { AdmissionParts } from './admission-parts.js';
import { ADMISSION_FORMATS, renderAdmission } from './render-admission.js';

const ISSUER = 'https://token.actions.githubusercontent.com';
const SUBJECT = 'https://github.com/acme/ci/.github/workflows/release.yml@refs/heads/main';
const KEY = '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n';

type RuleParts = Partial<Omit<TrustRule, 'signer'>> & { readonly signer?: Partial<TrustRule['signer']> };

function rule({ signer, ...rest }: RuleParts = {}): TrustRule {
  return {
    ...{ id: 'release', scope: { kind: 'organization' }, kinds: ['sbom'], teamControlled: true },
    ...{ log: { required: 1 }, time: { required: 1 }, ...rest },
    signer: { kind: 'certificate', issuer: ISSUER, identity: { exactly: SUBJECT }, ...signer },
  } as TrustRule;
}

const keyRule = (rest: RuleParts = {}): TrustRule =>
  ({
    ...rule({ log: 'none', time: 'none', ...rest }),
    signer: { kind: 'key', publicKey: KEY, ...rest.signer },
  }) as TrustRule;

function parts(rules: readonly TrustRule[], rest: Partial<AdmissionParts> = {}): AdmissionParts {
  return {
    ...{ rules, policy: digestOf(toUtf8('rules')), publicGood: ['public-good'] },
    ...{ images: ['registry.example.org/shop/**'], ...rest },
  };
}

const policiesOf = (format: string, given: AdmissionParts) =>
  parseAllDocuments(renderAdmission(format, given).yaml).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as { spec: Record<string, never> } & Record<string, unknown>;
  });

const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false });
addFormats.default(ajv);
const SCHEMAS = {
  'cluster-image-policy': ajv.compile(CLUSTER_IMAGE_POLICY),
  kyverno: ajv.compile(IMAGE_VALIDATING_POLICY),
};
const MIXED = [
  rule({ kinds: ['sbom', 'build-provenance', 'artifact-signature'] }),
  rule({
    id: 'nightly',
    kinds: ['vulnerability-scan'],
    signer: { identity: { pattern: 'https://scan\\.example/.*' } },
  }),
  keyRule({ id: 'offline key', kinds: ['sbom', 'artifact-signature'] }),
];

describe.each(ADMISSION_FORMATS)('trust rules as %s', (format) => {
  it('are valid by what the controller takes', () => {
    const policies = policiesOf(format, parts(MIXED));
    expect(policies).toHaveLength(4);
    for (const policy of policies) expect([SCHEMAS[format](policy), SCHEMAS[format].errors]).toEqual([true, null]);
  });

  it('name an exact identity exactly', () => {
    const { yaml } = renderAdmission(format, parts([rule()]));
    expect(yaml).toContain(`issuer: ${ISSUER}`);
    expect(yaml).toContain(`subject: ${SUBJECT}`);
    expect(yaml).not.toMatch(/RegExp/);
  });

  it('anchor a pattern at both ends, all of its alternatives too', () => {
    const identity = { pattern: 'https://a\\.example/x|https://b\\.example/y' };
    const { yaml } = renderAdmission(format, parts([rule({ signer: { identity } })]));
    const [, pattern = ''] = /subjectRegExp: (.+)/.exec(yaml) ?? [];
    const found = RE2JS.compile(pattern);
    expect(found.matcher('https://b.example/y').find()).toBe(true);
    expect(found.matcher('https://a.example/x/evil').find()).toBe(false);
    expect(found.matcher('https://evil/https://b.example/y').find()).toBe(false);
    expect(found.matcher('https://a.example/x\nhttps://b.example/y').find()).toBe(false);
  });

  it.each<[string, TrustRule, Partial<AdmissionParts>, string]>([
    ['extensions', rule({ signer: { extensions: { runnerEnvironment: 'hosted' } } }), {}, 'certificate extensions'],
    [
      'another product',
      rule({ scope: { kind: 'product', product: 'b' } }),
      { product: 'a' },
      'about the product b alone',
    ],
    ['a product, of none', rule({ scope: { kind: 'product', product: 'b' } }), {}, 'about the product b alone'],
    ['a source', rule({ source: 'https://github.com/acme/app' }), {}, '(source)'],
    ['a build', rule({ build: { branch: 'main' } }), {}, '(build)'],
    ['a summary', rule({ summary: { levels: ['SLSA_BUILD_LEVEL_3'] } }), {}, '(summary)'],
    ['inspections', rule({ inspections: 'not-executed' }), {}, '(inspections)'],
    ['an end', rule({ validUntil: '2027-01-01T00:00:00.000Z' as never }), {}, 'valid for a time'],
    ['a beginning', rule({ validFrom: '2027-01-01T00:00:00.000Z' as never }), {}, 'valid for a time'],
    ['two logs', rule({ log: { required: 2 } }), {}, '2 transparency logs'],
    ['two times', rule({ time: { required: 2 } }), {}, '2 sources of time'],
    ['a root without a log', rule({ log: 'none', time: 'none', trustRoot: 'github' }), {}, 'without a log'],
    ['a private root', rule({ trustRoot: 'ours' }), {}, 'not Sigstore’s public one'],
    ['no public root', rule(), { publicGood: [] }, 'not Sigstore’s public one'],
    [
      'a private authority',
      rule({ signer: { kind: 'workload' } as never, trustRoot: 'ours' }),
      {},
      'private authority',
    ],
    ['a wildcard for some', rule({ signer: { identity: { exactly: 'https://a/*' } } }), {}, 'wildcard'],
    ['a key with a name', keyRule({ signer: { keyid: 'k' } as never }), {}, 'under which name'],
    ['a key over payloads', keyRule({ signer: { signs: 'payload' } as never }), {}, 'under which name'],
    ['a stamped key', keyRule({ time: { required: 1 } }), {}, 'time-stamp beside a key'],
    [
      'a logged key, no public root',
      keyRule({ log: { required: 1 } }),
      { publicGood: [] },
      'not Sigstore’s public one',
    ],
  ])('leave out a rule that they would widen, and say so: %s', (_, narrow, rest, why) => {
    const { plan, yaml } = renderAdmission(format, parts([narrow], rest));
    expect(plan.demands).toEqual([]);
    expect(plan.leftOut).toEqual([{ rule: narrow.id, why: expect.stringContaining(why) }]);
    expect(yaml).toMatch(/^# Left out, so that nothing is admitted that it refuses: rule release: /m);
    expect(yaml).not.toContain('---\n');
  });

  it('take a rule of the product they are for', () => {
    const given = parts([rule({ scope: { kind: 'product', product: 'shop' } })], { product: 'shop' });
    expect(renderAdmission(format, given).plan.leftOut).toEqual([]);
    expect(renderAdmission(format, given).yaml).toContain('name: averment-shop-sbom');
  });

  it('ask for the predicate types of the rule alone, where it names some', () => {
    const only = 'https://cyclonedx.org/bom/v1.6';
    const { plan } = renderAdmission(format, parts([rule({ predicateTypes: [only] })]));
    expect(plan.demands.flatMap(({ ways }) => ways.map(({ predicateType }) => predicateType))).toEqual([only]);
    const none = renderAdmission(format, parts([rule({ predicateTypes: ['https://example.org/other'] })]));
    expect(none.plan.demands).toEqual([]);
    expect(none.plan.leftOut[0]?.why).toContain('none of its predicate types speaks of sbom');
  });

  it('ask for the kinds that were asked for alone', () => {
    const { plan } = renderAdmission(format, parts(MIXED, { kinds: ['vulnerability-scan'] }));
    expect(plan.demands.map(({ kind }) => kind)).toEqual(['vulnerability-scan']);
    expect(plan.leftOut).toEqual([]);
  });

  it('ask nothing of images by statements of people', () => {
    expect(renderAdmission(format, parts([rule({ kinds: ['waiver', 'human-evidence'] })])).plan).toEqual({
      demands: [],
      leftOut: [],
    });
  });

  it('are not led astray by text in rules', () => {
    const hostile = 'x\n---\nkind: ClusterRole\n"\u202E';
    const given = parts([rule({ id: hostile }), rule({ id: hostile, source: hostile })]);
    const { yaml } = renderAdmission(format, given);
    expect(policiesOf(format, given)).toHaveLength(1);
    expect(yaml).not.toContain('\u202E');
    expect(yaml.match(/^---$/gm)).toHaveLength(1);
  });

  it.each([[[]], [['a b']], [['x\n- y']], [['']], [['!x']]])('need images that are globs: %j', (images) => {
    expect(() => renderAdmission(format, parts([rule()], { images }))).toThrow(
      expect.objectContaining({ code: 'ADMISSION_IMAGES' }),
    );
  });

  it('are the same text for the same rules', () => {
    expect(renderAdmission(format, parts(MIXED))).toEqual(renderAdmission(format, parts(MIXED)));
  });
});

describe('a key without a log', () => {
  it('is not looked up in one, and a logged key is', () => {
    const cluster = (given: TrustRule) => renderAdmission('cluster-image-policy', parts([given])).yaml;
    expect(cluster(keyRule())).toContain('ctlog: {}');
    expect(cluster(keyRule({ log: { required: 1 } }))).toContain('url: https://rekor.sigstore.dev');
    const kyverno = (given: TrustRule) => renderAdmission('kyverno', parts([given])).yaml;
    expect(kyverno(keyRule())).toContain('insecureIgnoreTlog: true');
    expect(kyverno(keyRule({ log: { required: 1 } }))).not.toContain('insecureIgnoreTlog');
  });
});

describe('a Kyverno policy', () => {
  it('verifies the images of all containers, each by any way in', () => {
    const [policy] = policiesOf(
      'kyverno',
      parts([rule({ kinds: ['artifact-signature'] }), keyRule({ kinds: ['artifact-signature'] })]),
    );
    const { validations } = policy?.spec as unknown as { validations: { expression: string }[] };
    expect(validations.map(({ expression }) => expression)).toEqual(
      ['containers', 'initContainers', 'ephemeralContainers'].map(
        (list) =>
          `images.${list}.map(image, verifyImageSignatures(image, [attestors.signer0]) > 0 || verifyImageSignatures(image, [attestors.signer1]) > 0).all(isProven, isProven)`,
      ),
    );
  });
});

it('an admission policy that is not known is refused', () => {
  expect(() => renderAdmission('gatekeeper', parts([rule()]))).toThrow(
    expect.objectContaining({ code: 'ADMISSION_FORMAT_UNKNOWN' }),
  );
});

it('a kind that images cannot be asked for is refused', () => {
  expect(() => renderAdmission('kyverno', parts([rule()], { kinds: ['waiver'] }))).toThrow(
    expect.objectContaining({ code: 'ADMISSION_KIND' }),
  );
});
