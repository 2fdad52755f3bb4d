import { sortTexts } from '#kernel';

/** Each text once, in order. */
export function sortedUnique<T extends string>(texts: Iterable<T>): readonly T[] {
  const sorted = sortTexts([...texts]);
  return sorted.length < 2 ? sorted : sorted.filter((text, index) => text !== sorted[index - 1]);
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
