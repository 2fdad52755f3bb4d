/** Two texts that begin and end alike, cut where they part. */
export interface Differing {
  readonly start: string;
  readonly middle: string;
  readonly end: string;
}

const ALIKE_AT_LEAST = 6;

/** Undefined where they have too little in common for the difference to say more than both texts do. */
export function differing(text: string, other: string): Differing | undefined {
  const start = alike(text, other, (a, at) => a[at]);
  const rest = Math.min(text.length, other.length) - start;
  const end = Math.min(
    rest,
    alike(text, other, (a, at) => a[a.length - 1 - at]),
  );
  if (text === other || start + end < ALIKE_AT_LEAST) return undefined;
  return {
    start: text.slice(0, start),
    middle: text.slice(start, text.length - end),
    end: text.slice(text.length - end),
  };
}

function alike(a: string, b: string, at: (text: string, index: number) => string | undefined): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && at(a, count) === at(b, count)) count += 1;
  return count;
}
