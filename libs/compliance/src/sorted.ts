/** Each text once, in order. */
export function sortedUnique<T extends string>(texts: Iterable<T>): readonly T[] {
  return [...new Set(texts)].sort();
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
