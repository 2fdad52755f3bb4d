import { AppError } from '#kernel';

import { visibleText } from '../visible-text.js';
import type { AdmissionParts } from './admission-parts.js';
import { ADMISSION_KINDS } from './admission-plan.js';
import { renderClusterImagePolicies, type AdmissionFile } from './cluster-image-policy.js';
import { renderKyvernoPolicies } from './kyverno-policy.js';

const RENDERERS = {
  'cluster-image-policy': renderClusterImagePolicies,
  kyverno: renderKyvernoPolicies,
} as const;

export type AdmissionFormat = keyof typeof RENDERERS;
export const ADMISSION_FORMATS = Object.keys(RENDERERS) as readonly AdmissionFormat[];

/**
 * Trust rules as policies of an admission controller. Same parts, same text.
 * @throws AppError not-found ADMISSION_FORMAT_UNKNOWN; invalid ADMISSION_IMAGES, ADMISSION_KIND
 */
export function renderAdmission(format: string, parts: AdmissionParts): AdmissionFile {
  const known = ADMISSION_FORMATS.find((id) => id === format);
  if (known !== undefined) {
    parts.kinds?.forEach(requireKind);
    return RENDERERS[known](parts);
  }
  throw new AppError(
    'not-found',
    'ADMISSION_FORMAT_UNKNOWN',
    `there is no admission policy ${visibleText(format, 60)}; there is ${ADMISSION_FORMATS.join(', ')}`,
  );
}

function requireKind(text: string): void {
  if (ADMISSION_KINDS.some((kind) => kind === text)) return;
  throw new AppError(
    'invalid',
    'ADMISSION_KIND',
    `images cannot be asked for "${visibleText(text, 60)}"; they can for ${ADMISSION_KINDS.join(', ')}`,
  );
}
