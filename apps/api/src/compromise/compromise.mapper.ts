import type { FelledAttestation, FelledEvidence, FelledRelease } from '#application';
import type { Digest } from '#kernel';
import { isDistrustCode, type Distrust } from '#verification';

import type {
  CompromiseType,
  FelledAttestationType,
  FelledEvidenceType,
  FelledReleaseType,
} from './compromise.type.js';

export function toCompromise({ statement, distrusted, since }: Distrust): CompromiseType {
  const { kind, name, issuer } = distrusted;
  return { statement, kind, name, since, ...(issuer !== undefined && { issuer }) };
}

export function toFelledEvidence({ digest, kind, before, after }: FelledEvidence): FelledEvidenceType {
  const fell = after.checks.find(({ code }) => code !== undefined && isDistrustCode(code));
  return {
    ...{ digest, kind, before: before?.outcome ?? 'unverified', after: after.outcome },
    rung: fell?.rung ?? 'identity',
    code: fell?.code ?? 'NOT_REACHED',
  };
}

export function toFelledRelease({ release, changes }: FelledRelease): FelledReleaseType {
  return {
    releaseId: release.id,
    product: release.productSlug,
    version: release.version,
    changes: changes.map(({ control, before, after, restedOn }) => ({
      ...{ control, statusBefore: before.status, reasonBefore: before.reason },
      ...{ statusAfter: after.status, reasonAfter: after.reason, restedOn: [...restedOn] },
    })),
  };
}

export function toFelledAttestation({ digest, release, signedAt, cites }: FelledAttestation): FelledAttestationType {
  return { digest, releaseId: release, signedAt, cites: cites.map((cite) => ({ ...cite })) };
}

export function digestOfImpact({ statement }: { readonly statement: string }): Digest {
  return statement as Digest;
}
