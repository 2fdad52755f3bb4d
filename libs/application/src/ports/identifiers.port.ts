/** The only source of chance. */
export abstract class Identifiers {
  /** UUIDv7: ordered by time, so that keyset pages follow arrival. */
  abstract next(): string;
  /** 32 unpredictable bytes. */
  abstract secret(): Uint8Array;
}
