import { sortTexts } from '#kernel';

/** Each text once, in order. */
export function sortedUnique<T extends string>(texts: Iterable<T>): readonly T[] {
  return sortTexts([...new Set(texts)]);
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}
