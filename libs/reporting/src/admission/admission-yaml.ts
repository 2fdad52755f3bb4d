import { stringify } from 'yaml';

import { AppError } from '#kernel';

import { visibleText } from '../visible-text.js';
import type { AdmissionParts } from './admission-parts.js';
import type { AdmissionPlan } from './admission-plan.js';

/** Policies as one YAML file: what it is and what it leaves out first, as comments. */
export function admissionYaml(
  parts: AdmissionParts,
  { demands, leftOut }: AdmissionPlan,
  policies: readonly object[],
): string {
  const asked = demands.map(({ kind }) => kind).join(', ');
  const head = [
    `Made by Averment from trust rules ${parts.policy}.`,
    `Each image that matches needs evidence of each of: ${asked === '' ? 'nothing could be expressed' : asked}.`,
    'It admits by who signed. What the evidence says, and whether it is fresh, it does not ask.',
    ...leftOut.map(({ rule, why }) => `Left out, so that nothing is admitted that it refuses: rule ${rule}: ${why}.`),
  ];
  const documents = policies.map((policy) => `---\n${stringify(policy, { lineWidth: 0 })}`);
  return [...head.map((line) => `# ${visibleText(line)}\n`), ...documents].join('');
}

/** @throws AppError invalid ADMISSION_IMAGES */
export function requireImages({ images }: Pick<AdmissionParts, 'images'>): void {
  const wrong = images.find((glob) => !/^[A-Za-z0-9*?][A-Za-z0-9._*?:/@-]*$/.test(glob));
  if (images.length > 0 && wrong === undefined) return;
  throw new AppError(
    'invalid',
    'ADMISSION_IMAGES',
    wrong === undefined
      ? 'name the images that the policy is for, as a glob such as registry.example.org/shop/**'
      : `"${visibleText(wrong, 80)}" is not a glob of image names`,
  );
}

/** A name that Kubernetes takes: lower-case letters, digits and inner hyphens. */
export function kubernetesName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.slice(0, 50).replace(/^-+|-+$/g, '') || 'rule';
}

/** `averment-checkout-sbom`. */
export function policyName({ product }: Pick<AdmissionParts, 'product'>, kind: string): string {
  return kubernetesName(['averment', ...(product === undefined ? [] : [product]), kind].join('-'));
}
