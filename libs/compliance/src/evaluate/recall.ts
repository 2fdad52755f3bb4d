/** Where what is found out about something is kept: with the thing itself, so that nothing outlives a judgement. */
export interface Remembering {
  readonly memory: Map<object, Map<string, unknown>>;
}

/**
 * What is found out about something is found out once for each name: the same question comes back from many controls,
 * and for many moments. (A WeakMap would do, too, but what it holds survives every collection of young objects.)
 */
export class Recall<Found> {
  of({ memory }: Remembering, name: string, find: () => Found): Found {
    const known = memory.get(this) ?? new Map<string, unknown>();
    if (known.size === 0) memory.set(this, known);
    const before = known.get(name);
    if (before !== undefined) return before as Found; // only this recall writes here
    const found = find();
    known.set(name, found);
    return found;
  }
}
