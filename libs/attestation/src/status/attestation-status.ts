import { STATUS_DAYS, type AttestationStatus } from '#evidence';
import { addDays, type Instant } from '#kernel';

import type { UnsignedStatement } from '../sign-statement.js';

/** Everything of a status but until when it is valid. */
export type KnownStatus = Omit<AttestationStatus, 'kind' | 'validUntil'>;

/**
 * What is known about an attestation now. Its subject is the attestation's bundle; companions are put in order. It is
 * valid for a week at most, and not past the moment at which a sentence of the attestation ends by itself.
 * @param nextChange when the state or its sentences change although nothing happens
 */
export function attestationStatusStatement(known: KnownStatus, nextChange?: Instant): UnsignedStatement {
  const { attestation, issuedAt } = known;
  const week = addDays(issuedAt, STATUS_DAYS);
  return {
    subjects: [{ name: 'attestation', digests: [attestation] }],
    predicateType: 'https://averment.dev/predicate/attestation-status/v1',
    predicate: {
      ...known,
      companions: known.companions.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      validUntil: nextChange !== undefined && nextChange > issuedAt && nextChange < week ? nextChange : week,
    },
  };
}
