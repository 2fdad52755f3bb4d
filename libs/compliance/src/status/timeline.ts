import type { Instant } from '#kernel';

import { sortedUnique } from '../sorted.js';

export type Same<T> = (a: T, b: T) => boolean;

/** One stretch of time, `[from, until)`; the first has no `from`, the last no `until`. */
export interface Stretch<T> {
  readonly from?: Instant;
  readonly until?: Instant;
  readonly value: T;
}

export interface Accumulator<A, B> {
  replace(value: A, index: number): void;
  read(): B;
}

interface Change<T> {
  readonly at: Instant;
  readonly value: T;
}

/**
 * A value for every moment: an immutable, piecewise-constant function of time. Statuses are computed as timelines once,
 * for all time, so that nothing has to be recomputed because a day has passed. Equal neighbours are one stretch.
 */
export class Timeline<T> {
  private constructor(
    private readonly first: T,
    private readonly changes: Change<T>[],
  ) {}

  static always<T>(value: T): Timeline<T> {
    return new Timeline(value, []);
  }

  /**
   * Samples `valueAt` before everything (`undefined`) and at each given instant, where alone the value may change.
   * Instants may come in any order and repeat.
   */
  static sample<T>(
    instants: Iterable<Instant>,
    valueAt: (at: Instant | undefined) => T,
    same: Same<T> = Object.is,
  ): Timeline<T> {
    const timeline = new Timeline(valueAt(undefined), []);
    for (const at of sortedUnique(instants)) timeline.append({ at, value: valueAt(at) }, same);
    return timeline;
  }

  /**
   * Joins any number of timelines, moment by moment. The array handed to `join` is reused: it must not be kept.
   * Costs one call of `join` per moment at which some part changes.
   */
  static combineAll<A, B>(
    parts: readonly Timeline<A>[],
    join: (values: readonly A[]) => B,
    same: Same<B> = Object.is,
  ): Timeline<B> {
    const current = parts.map((part) => part.first);
    const replace = (value: A, index: number) => {
      current[index] = value;
    };
    return Timeline.accumulate(parts, { replace, read: () => join(current) }, same);
  }

  /**
   * As {@link combineAll}, where what is joined can be kept up to date: `replace` is told of every single change (and
   * first of every first value), `read` is asked once per moment. Costs nothing that grows with parts times moments.
   */
  static accumulate<A, B>(
    parts: readonly Timeline<A>[],
    sum: Accumulator<A, B>,
    same: Same<B> = Object.is,
  ): Timeline<B> {
    parts.forEach((part, index) => sum.replace(part.first, index));
    const timeline = new Timeline(sum.read(), []);
    const events: { readonly at: Instant; readonly index: number; readonly value: A }[] = [];
    parts.forEach((part, index) => {
      for (const { at, value } of part.changes) events.push({ at, index, value });
    });
    if (events.length > 1) events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.index - b.index));
    events.forEach(({ at, index, value }, position) => {
      sum.replace(value, index);
      if (events[position + 1]?.at !== at) timeline.append({ at, value: sum.read() }, same);
    });
    return timeline;
  }

  /** The value at a moment; `undefined` asks for the time before everything. */
  at(instant: Instant | undefined): T {
    if (instant === undefined) return this.first;
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const change = this.changes[middle];
      if (change !== undefined && change.at <= instant) low = middle + 1;
      else high = middle;
    }
    const latest = this.changes[low - 1];
    return latest === undefined ? this.first : latest.value;
  }

  map<U>(to: (value: T) => U, same: Same<U> = Object.is): Timeline<U> {
    const mapped = new Timeline(to(this.first), []);
    for (const { at, value } of this.changes) mapped.append({ at, value: to(value) }, same);
    return mapped;
  }

  combine<U, V>(other: Timeline<U>, join: (mine: T, theirs: U) => V, same: Same<V> = Object.is): Timeline<V> {
    const starts = [...this.changes, ...other.changes].map(({ at }) => at);
    return Timeline.sample(starts, (at) => join(this.at(at), other.at(at)), same);
  }

  /** Contiguous and ordered; at least one. */
  stretches(): readonly Stretch<T>[] {
    const all = [{ at: undefined, value: this.first }, ...this.changes];
    return all.map(({ at, value }, index) => ({
      ...(at !== undefined && { from: at }),
      ...untilOf(this.changes[index]?.at),
      value,
    }));
  }

  /** Only while it is being made, and only later than what is there. */
  private append(change: Change<T>, same: Same<T>): void {
    const last = this.changes.at(-1);
    if (!same(last === undefined ? this.first : last.value, change.value)) this.changes.push(change);
  }
}

function untilOf(until: Instant | undefined): { until?: Instant } {
  return until === undefined ? {} : { until };
}
