/**
 * What is found out about something is found out once for each name: the same question comes back from many controls,
 * and for many moments. It is forgotten together with the thing that it is about, so that nothing outlives a judgement.
 */
export class Recall<About extends object, Found> {
  readonly #found = new WeakMap<About, Map<string, Found>>();

  of(about: About, name: string, find: () => Found): Found {
    const known = this.#found.get(about) ?? new Map<string, Found>();
    if (known.size === 0) this.#found.set(about, known);
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = find();
    known.set(name, found);
    return found;
  }
}
