import type { AttestationEvent, PublishedKey, RecipientRecord, ReleaseId, StandingRecord } from '#application';
import type { Digest } from '#kernel';

import { buildDigest, buildId, minute, type Tenant } from './records.js';

/** An attestation that stands since it was signed, and its first event. */
export function buildStanding(
  { principal }: Pick<Tenant, 'principal'>,
  { attestation, release }: { readonly attestation: Digest; readonly release: ReleaseId },
): readonly [StandingRecord, AttestationEvent] {
  const standing = { attestation, state: 'standing', since: minute(6), affected: [] } as const;
  return [
    { ...standing, release, signedAt: minute(6), events: 1, nextChange: minute(50) },
    { ...standing, number: 1, at: minute(6), by: principal },
  ];
}

/** It does not stand any more, since the next minute. */
export function buildFall({ attestation, events }: StandingRecord, sentence = 'It fell.'): AttestationEvent {
  const affected = [{ control: 'X.1', signed: 'EVIDENCED', now: 'FAILED', cause: 'EVIDENCE_ADVERSE', sentence }];
  const number = events + 1;
  return {
    attestation,
    number,
    state: 'affected',
    since: minute(6 + number),
    affected,
    at: minute(6 + number),
    by: 'system',
  };
}

export function buildRecipient({ principal }: Pick<Tenant, 'principal'>, attestation: Digest): RecipientRecord {
  return {
    ...{ id: buildId<string>(), attestation, name: 'Robin', organization: 'Agency', contract: 'C-17' },
    ...{ bytes: buildDigest('pack'), handedOverAt: minute(8), recordedBy: principal },
  };
}

export function buildKey(seed: string): PublishedKey {
  return { fingerprint: buildDigest(`key ${seed}`).slice(7), pem: `PEM of ${seed}`, since: minute(6) };
}
