import { randomBytes } from 'node:crypto';

import { Identifiers } from '#application';

const COUNTER_BITS = 12;
const COUNTER_LIMIT = 2 ** COUNTER_BITS;

/**
 * UUIDv7 (RFC 9562 section 5.7): ids of one process ascend, also within a millisecond and when its clock steps back.
 * rand_a counts (section 6.2, method 1); 62 bits stay random.
 */
export class UuidV7Identifiers extends Identifiers {
  private milliseconds = 0;
  private counter = 0;

  constructor(private readonly clock: () => number = Date.now) {
    super();
  }

  next(): string {
    this.advance();
    const random = randomBytes(8);
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80; // variant 10
    const time = this.milliseconds.toString(16).padStart(12, '0');
    const counter = (0x7000 | this.counter).toString(16); // version 7
    const rest = random.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-${counter}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }

  secret(): Uint8Array {
    return new Uint8Array(randomBytes(32));
  }

  /** A spent counter borrows the next millisecond rather than wait for it. */
  private advance(): void {
    const now = this.clock();
    if (now > this.milliseconds) {
      this.milliseconds = now;
      this.counter = randomBytes(1)[0] ?? 0; // starts low, so that it seldom runs out
      return;
    }
    this.counter += 1;
    if (this.counter < COUNTER_LIMIT) return;
    this.milliseconds += 1;
    this.counter = 0;
  }
}
