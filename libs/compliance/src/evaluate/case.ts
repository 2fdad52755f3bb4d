import type { Digest, Instant } from '#kernel';

import type { Standing } from './standing.js';
import type { Timeline } from '../status/timeline.js';

/** One member's case under one requirement. */
export interface Case {
  /** How the member stands, for all time. */
  over(): Timeline<Standing>;
  /** The same at one moment, with what it rests on and what is missing; `undefined` is the time before everything. */
  explain(at: Instant | undefined): Explanation;
  /** The evidence of that explanation alone: it is asked for far more often than words are. */
  restsOn(at: Instant | undefined): readonly Digest[];
}

/** A standing at one moment, with what it rests on. */
export interface Explanation extends Standing {
  /** In words: what is needed; empty when met. */
  readonly need: string;
  /** In no order, and perhaps more than once. */
  readonly evidence: readonly Digest[];
}
