import type { Digest } from '#kernel';

import type { OrderedStatus, Status } from '../assessment.js';
import { compareStatus } from '../status/status.js';

/** What somebody asks of a release: controls of one catalog, and the least status of each that is enough. */
export interface Profile {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly catalog: string;
  /** In words: what it is for, and what it is not. */
  readonly purpose: string;
  /** Statuses outside the order that are enough, too; without them a waived control is not met. */
  readonly accepts: readonly ('WAIVED' | 'NOT_APPLICABLE')[];
  readonly controls: Readonly<Record<string, OrderedStatus>>;
}

/** A profile as it was read, with the digest over its bytes. */
export interface LoadedProfile extends Profile {
  readonly digest: Digest;
}

/** Is this status enough? Of two in the order the graver is not; one outside it only where the profile says so. */
export function isEnough(status: Status, least: OrderedStatus, { accepts }: Pick<Profile, 'accepts'>): boolean {
  if (status === 'WAIVED' || status === 'NOT_APPLICABLE') return accepts.includes(status);
  return compareStatus(status, least) >= 0;
}
