/** Somebody outside who says when a checkpoint of the intake log existed. */
export abstract class CheckpointClock {
  /** DER of an RFC 3161 TimeStampResp over the bytes. @throws AppError unavailable */
  abstract stamp(note: Uint8Array): Promise<Uint8Array>;
}
