import { CheckpointClock } from '#application';

import { addressOf, requestTimestamp, type TimestampAuthority } from './timestamp-authority.js';

/** Somebody waits for the statement that names the checkpoint: a slow authority is done without. */
const TIMEOUT_SECONDS = 5;

/** A time-stamp authority as the clock of intake checkpoints. */
export class TimestampCheckpointClock extends CheckpointClock {
  /** @throws AppError invalid TSA_ADDRESS_INVALID: a wrong address is found out at the start, not when somebody drafts */
  constructor(private readonly authority: TimestampAuthority) {
    super();
    addressOf(authority);
  }

  stamp(note: Uint8Array): Promise<Uint8Array> {
    return requestTimestamp({ timeoutSeconds: TIMEOUT_SECONDS, ...this.authority }, note);
  }
}
