import type { AttestationState } from '#evidence';
import type { Digest, Instant } from '#kernel';

import type {
  AttestationEvent,
  PublishedKey,
  PublishedStatus,
  RecipientRecord,
  StandingRecord,
} from '../attestation-standing/standing-record.js';
import type { ReleaseId } from '../ids.js';
import type { Page, PageRequest } from '../page.js';

/** How attestations stand since they were signed. */
export interface StandingStore {
  /** The first event; begun already: nothing changes. */
  begin(record: StandingRecord, event: AttestationEvent): Promise<void>;
  byAttestations(attestations: readonly Digest[]): Promise<ReadonlyMap<Digest, StandingRecord>>;
  /** Those of a release that can still be affected, at most a hundred after this one, by one index. */
  watched(release: ReleaseId, after?: Digest): Promise<readonly StandingRecord[]>;
  isWatched(release: ReleaseId): Promise<boolean>;
  /** The next event, and how it stands by it; false when another one was added since `record` was read. */
  advance(event: AttestationEvent, nextChange?: Instant): Promise<boolean>;
  /** Nothing fell, but the next change is another one; nothing happens when an event was added since. */
  foresee(record: Pick<StandingRecord, 'attestation' | 'events'>, nextChange?: Instant): Promise<void>;
  /** In their order. */
  events(attestation: Digest, page: PageRequest): Promise<Page<AttestationEvent>>;
  /** Those in this state as they were last looked at, and those of which that is over, oldest signature first. */
  inState(state: AttestationState, at: Instant, page: PageRequest): Promise<Page<StandingRecord>>;
}

/** To whom attestations were handed over; never rewritten. Handing over makes the status public. */
export interface RecipientStore {
  add(recipient: RecipientRecord): Promise<void>;
  /** In the order of handing over. */
  list(attestation: Digest, page: PageRequest): Promise<Page<RecipientRecord>>;
  /** Published already: nothing changes. */
  publish(attestation: Digest, at: Instant, keys: readonly PublishedKey[]): Promise<void>;
  published(attestation: Digest): Promise<PublishedStatus | undefined>;
  keepStatus(attestation: Digest, status: NonNullable<PublishedStatus['status']>): Promise<void>;
}
