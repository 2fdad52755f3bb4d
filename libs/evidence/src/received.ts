import { digestOf, type Digest, type Instant } from '#kernel';

/** Where bytes came in, in words a person can check: `upload by token ci-release`, `file ./sbom.json`. */
export type Origin = string;

/** Raw bytes as they arrived: kept for ever, judged by nobody. */
export interface Received {
  readonly digest: Digest;
  readonly bytes: Uint8Array;
  readonly origin: Origin;
  readonly receivedAt: Instant;
}

export function receive(bytes: Uint8Array, origin: Origin, receivedAt: Instant): Received {
  return { digest: digestOf(bytes), bytes, origin, receivedAt };
}
