import type { AttestationRecord } from '#application';

import type { AttestationType } from './attestation.type.js';

export function toAttestation(record: AttestationRecord): AttestationType {
  const { digest, release, framework, input, report, draft, supersedes, signedBy, signedAt, keyFingerprint } = record;
  return {
    ...{ digest, releaseId: release, framework, input, signedById: signedBy, signedAt, keyFingerprint },
    ...(report !== undefined && { report }),
    ...(draft !== undefined && { draftId: draft }),
    ...(supersedes !== undefined && { supersedes }),
  };
}
