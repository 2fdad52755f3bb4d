import type { Digest } from '#kernel';

import type { EvidenceId } from '../ids.js';

export interface Submission {
  readonly bytes: Uint8Array;
  /** In words a person can check: `upload by ci-release`. */
  readonly origin: string;
}

export interface ReceivedItem {
  readonly digest: Digest;
  readonly id: EvidenceId;
  /** `known`: these very bytes are held already; nothing changed. */
  readonly outcome: 'received' | 'known';
}
