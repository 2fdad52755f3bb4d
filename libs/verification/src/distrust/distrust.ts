import type { Distrusted } from '#evidence';
import { millisecondsOf, type Digest, type Instant } from '#kernel';

/** Who or what is not trusted since when, and the verified statement that says so. */
export interface Distrust {
  readonly statement: Digest;
  readonly distrusted: Distrusted;
  readonly since: Instant;
}

/** A distrust with its moment as a number. */
export interface Held extends Distrust {
  /** Milliseconds since 1970. */
  readonly sinceTime: number;
}

/** Everything that is not trusted, ready to be asked; of several about one thing the earliest counts. */
export class DistrustList {
  readonly #byThing = new Map<string, readonly Held[]>();

  constructor(distrusts: readonly Distrust[]) {
    const held = distrusts.map((distrust) => ({ ...distrust, sinceTime: millisecondsOf(distrust.since) }));
    for (const each of held.sort(byMoment)) {
      const key = keyOf(each.distrusted);
      this.#byThing.set(key, [...(this.#byThing.get(key) ?? []), each]);
    }
  }

  get isEmpty(): boolean {
    return this.#byThing.size === 0;
  }

  /** What is said of this thing, earliest first, by the first of its names that anything is said of. */
  find(kind: Distrusted['kind'], names: readonly string[], issuer?: string): Held | undefined {
    for (const name of names) {
      const about = this.#byThing.get(keyOf({ kind, name })) ?? [];
      const found = about.find(({ distrusted }) => distrusted.issuer === undefined || distrusted.issuer === issuer);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function keyOf({ kind, name }: Pick<Distrusted, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** Digests decide where moments do not: order among equals must not matter. */
function byMoment(a: Held, b: Held): number {
  if (a.sinceTime !== b.sinceTime) return a.sinceTime - b.sinceTime;
  return a.statement < b.statement ? -1 : 1;
}

/** What was signed at a proven moment before stands; what nobody trusted has timed falls, whatever the moment. */
export function stands({ sinceTime }: Held, signedAt: number | undefined): boolean {
  return signedAt !== undefined && signedAt < sinceTime;
}
