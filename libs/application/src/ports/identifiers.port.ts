/** UUIDv7: ordered by time, so that keyset pages follow arrival. */
export abstract class Identifiers {
  abstract next(): string;
}
