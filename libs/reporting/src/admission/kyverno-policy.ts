import { admissionYaml, policyName, requireImages } from './admission-yaml.js';
import type { AdmissionParts } from './admission-parts.js';
import { planAdmission, type AdmissionDemand, type AdmissionWay } from './admission-plan.js';
import type { AdmissionFile } from './cluster-image-policy.js';
import type { AdmissionSigner } from './express-signer.js';

const REKOR = 'https://rekor.sigstore.dev';
/** Kyverno verifies what it is told to: every list of containers has to be named. */
const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** Trust rules as `ImageValidatingPolicy` v1 of Kyverno, one for each kind of evidence. */
export function renderKyvernoPolicies(parts: AdmissionParts): AdmissionFile {
  requireImages(parts);
  const plan = planAdmission(parts);
  return {
    plan,
    yaml: admissionYaml(
      parts,
      plan,
      plan.demands.map((demand) => policyOf(demand, parts)),
    ),
  };
}

function policyOf({ kind, ways }: AdmissionDemand, parts: AdmissionParts): object {
  const signers = distinct(ways.map(({ signer }) => signer));
  const types = distinct(ways.flatMap(({ predicateType }) => predicateType ?? []));
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ImageValidatingPolicy',
    metadata: { name: policyName(parts, kind), annotations: { 'averment.dev/trust-rules': parts.policy } },
    spec: {
      failurePolicy: 'Fail',
      validationActions: ['Deny'],
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['pods', 'pods/ephemeralcontainers'],
          },
        ],
      },
      matchImageReferences: parts.images.map((glob) => ({ glob })),
      validationConfigurations: { mutateDigest: true, verifyDigest: true, required: true },
      attestors: signers.map((signer, index) => ({ name: attestor(index), cosign: cosignOf(signer) })),
      ...(types.length > 0 && {
        attestations: types.map((type, index) => ({ name: attestation(index), intoto: { type } })),
      }),
      validations: CONTAINERS.map((containers) => ({
        expression: `images.${containers}.map(image, ${proofs(ways, signers, types)}).all(isProven, isProven)`,
        message: `an image of ${containers} has no ${kind} that a trust rule accepts`,
      })),
    },
  };
}

/** `||` passes over the failure of one way where another one proves it. */
function proofs(ways: readonly AdmissionWay[], signers: readonly AdmissionSigner[], types: readonly string[]): string {
  return ways
    .map(({ signer, predicateType }) => {
      const by = `[attestors.${attestor(signers.indexOf(signer))}]`;
      if (predicateType === undefined) return `verifyImageSignatures(image, ${by}) > 0`;
      return `verifyAttestationSignatures(image, attestations.${attestation(types.indexOf(predicateType))}, ${by}) > 0`;
    })
    .join(' || ');
}

function cosignOf(signer: AdmissionSigner): object {
  if (signer.kind === 'key') {
    return {
      key: { data: signer.publicKey },
      ctlog: signer.logged ? { url: REKOR } : { insecureIgnoreTlog: true, insecureIgnoreSCT: true },
    };
  }
  const { issuer, subject } = signer;
  const identity =
    'exactly' in subject ? { issuer, subject: subject.exactly } : { issuer, subjectRegExp: subject.pattern };
  return { keyless: { identities: [identity] }, ctlog: { url: REKOR } };
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

/** Names in expressions are identifiers: ids of rules are not. */
const attestor = (index: number): string => `signer${index}`;
const attestation = (index: number): string => `type${index}`;
