import { addSeconds, type Digest, type Instant } from '#kernel';

import type { OrganizationId, PrincipalId, SessionId } from '../ids.js';
import type { Role } from '../people/roles.js';

const IDLE_SECONDS = 30 * 60;
const MOST_SECONDS = 12 * 60 * 60;

export interface SessionRecord {
  readonly id: SessionId;
  readonly person: PrincipalId;
  /** SHA-256 over the secret of the cookie, which is not kept. */
  readonly hash: Digest;
  readonly startedAt: Instant;
  /** Within a minute of its last request. */
  readonly seenAt: Instant;
}

/** What the auth role finds by the hash of a session that nobody ended: its person as of now, while active. */
export interface FoundSession {
  readonly organization: OrganizationId;
  readonly session: SessionRecord;
  readonly person: { readonly name: string; readonly roles: readonly Role[] };
}

/** When it ends by itself: half an hour after it was last seen, twelve hours after it began. */
export function sessionEnd({ startedAt, seenAt }: Pick<SessionRecord, 'startedAt' | 'seenAt'>): Instant {
  const [idle, most] = [addSeconds(seenAt, IDLE_SECONDS), addSeconds(startedAt, MOST_SECONDS)];
  return idle < most ? idle : most;
}
