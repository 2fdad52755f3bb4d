import { CheckpointClock } from '#application';

import { requestTimestamp, type TimestampAuthority } from './timestamp-authority.js';

/** Somebody waits for the statement that names the checkpoint: a slow authority is done without. */
const TIMEOUT_SECONDS = 5;

/** A time-stamp authority as the clock of intake checkpoints. */
export class TimestampCheckpointClock extends CheckpointClock {
  constructor(private readonly authority: TimestampAuthority) {
    super();
  }

  stamp(note: Uint8Array): Promise<Uint8Array> {
    return requestTimestamp({ timeoutSeconds: TIMEOUT_SECONDS, ...this.authority }, note);
  }
}
