import type { Instant } from '#kernel';

export abstract class Clock {
  abstract now(): Instant;
}
