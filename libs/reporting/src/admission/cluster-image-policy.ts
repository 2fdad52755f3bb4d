import { admissionYaml, kubernetesName, policyName, requireImages } from './admission-yaml.js';
import type { AdmissionParts } from './admission-parts.js';
import { planAdmission, type AdmissionDemand, type AdmissionPlan, type AdmissionWay } from './admission-plan.js';

const FULCIO = 'https://fulcio.sigstore.dev';
const REKOR = 'https://rekor.sigstore.dev';

/** Trust rules as policies of Sigstore's policy-controller (`ClusterImagePolicy` v1beta1), one for each kind of evidence. */
export function renderClusterImagePolicies(parts: AdmissionParts): AdmissionFile {
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

export interface AdmissionFile {
  readonly plan: AdmissionPlan;
  readonly yaml: string;
}

/** Each policy that matches an image must pass; within one, any authority is enough. */
function policyOf({ kind, ways }: AdmissionDemand, parts: AdmissionParts): object {
  return {
    apiVersion: 'policy.sigstore.dev/v1beta1',
    kind: 'ClusterImagePolicy',
    metadata: { name: policyName(parts, kind), annotations: { 'averment.dev/trust-rules': parts.policy } },
    spec: {
      mode: 'enforce',
      images: parts.images.map((glob) => ({ glob })),
      authorities: ways.map((way, index) => authorityOf(way, index)),
    },
  };
}

function authorityOf({ rule, signer, predicateType }: AdmissionWay, index: number): object {
  const name = `${kubernetesName(rule)}-${index}`;
  return {
    name,
    ...(signer.kind === 'key'
      ? // Without an address the log is not asked, as the rule says.
        { key: { data: signer.publicKey }, ctlog: signer.logged ? { url: REKOR } : {} }
      : {
          keyless: {
            url: FULCIO,
            identities: [
              {
                issuer: signer.issuer,
                ...('exactly' in signer.subject
                  ? { subject: signer.subject.exactly }
                  : { subjectRegExp: signer.subject.pattern }),
              },
            ],
          },
          ctlog: { url: REKOR },
        }),
    ...(predicateType !== undefined && { attestations: [attestationOf(name, predicateType)] }),
  };
}

/** The type is compared twice: some versions look at it by a short name alone. */
function attestationOf(name: string, predicateType: string): object {
  return { name, predicateType, policy: { type: 'cue', data: `predicateType: ${JSON.stringify(predicateType)}\n` } };
}
