import { defectsIn } from '../defect.js';

const ROOM = 'libs/verification/src';
const EVIDENCE = 'libs/evidence/src/formats';
const FIELDS = 'test/attack/rule-fields.spec.ts';

/** Supply chains, builds, summaries, workloads, git objects, images, distributions and models. */
export const FORMAT_DEFECTS = [
  ...defectsIn(
    `${ROOM}/in-toto`,
    [`${ROOM}/in-toto/supply-chain.spec.ts`, `${ROOM}/in-toto/artifact-rules.spec.ts`],
    [
      ['layout-threshold', 'supply-chain.ts', 'if (count < step.threshold)', 'if (count < 0)'],
      [
        'layout-distinct-keys',
        'supply-chain.ts',
        'new Set(signed.map(({ fingerprint }) => fingerprint)).size',
        'signed.length',
      ],
      ['layout-expiry', 'supply-chain.ts', 'at < expires', 'at !== expires'],
      ['layout-links-agree', 'supply-chain.ts', 'others.every((other) => agree(first, other))', 'others.length >= 0'],
      [
        'layout-steps-named',
        'supply-chain.ts',
        'links.filter((link) => link.step === step.name)',
        'links.filter((link) => link.step !== "")',
      ],
      ['layout-disallow', 'artifact-rules.ts', 'if (first === undefined) return [];', 'return [];'],
      ['layout-require', 'artifact-rules.ts', 'if (queue.has(rule.pattern)) return [];', 'return [];'],
      [
        'layout-inspections',
        'layout-policy.ts',
        `if (inspections === 'not-executed')`,
        'if (names.length > 0)',
        FIELDS,
      ],
    ],
  ),
  ...defectsIn(
    `${ROOM}/rungs`,
    [`${ROOM}/rungs/build-policy.spec.ts`, `${ROOM}/rungs/summary-policy.spec.ts`, FIELDS],
    [
      ['build-branch', 'build-policy.ts', 'branch !== expected.branch', 'branch === ""'],
      ['build-tag', 'build-policy.ts', 'tag !== expected.tag', 'tag === ""'],
      ['build-version', 'build-policy.ts', 'isWithin(tag, asked)', 'isWithin(tag, { ...asked, ...parseVersion(tag) })'],
      ['build-inputs', 'build-policy.ts', 'if (found === value) continue;', 'continue;'],
      [
        'build-certificate-agrees',
        'certificate-agreement.ts',
        'certified !== undefined && said !== certified',
        'certified === ""',
      ],
      ['summary-verifier', 'summary-policy.ts', 'if (summary.verifierId !== verifierId) {', 'if (verifierId === "") {'],
      [
        'summary-resource',
        'summary-policy.ts',
        'if (summary.resourceUri !== resourceUri) {',
        'if (resourceUri === "") {',
      ],
      ['summary-result', 'summary-policy.ts', `if (summary.result !== 'PASSED') {`, 'if (summary.verifierId === "") {'],
      ['summary-levels', 'summary-policy.ts', 'if (missing === undefined) return;', 'return;'],
    ],
  ),
  ...defectsIn(
    ROOM,
    [`${ROOM}/private-authorities.spec.ts`, `${ROOM}/gitsign.spec.ts`],
    [
      [
        'spiffe-trust-domain',
        'x509/workload-certificate.ts',
        '!domains.includes(id.trustDomain)',
        'domains.length === 0',
      ],
      [
        'workload-end-entity',
        'x509/workload-certificate.ts',
        'if (basicConstraintsOf(certificate).ca)',
        'if (certificate.der.length === 0)',
      ],
      ['untimed-chain', 'rungs/certificate-chain.ts', `rule?.signer.kind !== 'workload' || `, ''],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${ROOM}/gitsign.spec.ts`],
    [
      [
        'git-object-covered',
        'git-object/gitsign-entity.ts',
        'equalBytes(hash(name, signature.covered), value)',
        'equalBytes(hash(name, signature.covered), value) || value.length > 0',
      ],
    ],
  ),
  ...defectsIn(
    EVIDENCE,
    [`${ROOM}/older-forms.spec.ts`],
    [
      ['oci-layer-digest', 'cosign/cosign-oci-layer.ts', 'requireContent(descriptor, layer);', 'void requireContent;'],
      ['simple-signing-type', 'cosign/simple-signing.ts', 'if (type !== TYPE) {', 'if (type === "") {'],
    ],
  ),
  ...defectsIn(
    ROOM,
    [`${ROOM}/distributions-and-models.spec.ts`],
    [
      ['distribution-name', 'rungs/subject-files.ts', 'if (isSameDistribution(name, fileName)) return;', 'return;'],
      ['model-files', 'rungs/subject-files.ts', 'if (found.length === 0) return;', 'return;'],
    ],
  ),
];
