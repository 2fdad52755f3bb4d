import { AppError, type Digest } from '#kernel';

import type { Stores } from '../ports/index.js';
import { unknownAttestation } from './standing-now.js';
import type { AttestationEvent, StandingRecord } from './standing-record.js';

const TRIES = 5;

/** What somebody does to an attestation; the rest of the event follows from what was noted before. */
export type Act = Omit<AttestationEvent, 'attestation' | 'number' | 'since' | 'affected'>;

/**
 * Adds the next event, which ends all watching. Whoever notes something at the same moment comes first or last, and
 * neither is lost.
 * @param refuse throws where what stands forbids it
 * @throws AppError not-found ATTESTATION_UNKNOWN; conflict ATTESTATION_CHANGED; what `refuse` throws
 */
export async function noteNext(
  stores: Stores,
  attestation: Digest,
  { act, refuse }: { readonly act: Act; readonly refuse: (noted: StandingRecord) => void },
): Promise<AttestationEvent> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const noted = (await stores.standings.byAttestations([attestation])).get(attestation);
    if (noted === undefined) throw unknownAttestation(attestation);
    refuse(noted);
    const event = { ...act, attestation, number: noted.events + 1, since: act.at, affected: [] };
    if (await stores.standings.advance(event)) return event;
  }
  throw new AppError('conflict', 'ATTESTATION_CHANGED', 'too much was noted about this attestation at once: try again');
}
