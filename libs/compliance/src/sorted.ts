/** Each text once, in order. */
export function sortedUnique<T extends string>(texts: Iterable<T>): readonly T[] {
  const unique = [...new Set(texts)];
  return unique.length < 2 ? unique : unique.sort();
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
