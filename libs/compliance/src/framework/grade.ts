import type { ControlMapping } from './mapping.js';

export type Grade = ControlMapping['grade'];
export type Cap = ControlMapping['cap'];

const CAPS = ['manual', 'partial', 'satisfied'] as const satisfies readonly Cap[];
const CEILING: Readonly<Record<Grade, Cap>> = { A: 'satisfied', B: 'satisfied', C: 'partial', D: 'manual' };
const ONE_LOWER: Readonly<Record<Grade, Grade>> = { A: 'B', B: 'C', C: 'D', D: 'D' };

/** May a control of this grade have this cap? A and B up to satisfied, C up to partial, D manual. */
export function allowsCap(grade: Grade, cap: Cap): boolean {
  return CAPS.indexOf(cap) <= CAPS.indexOf(CEILING[grade]);
}

/** What all of them allow; undefined of none. */
export function leastCap(caps: readonly Cap[]): Cap | undefined {
  return CAPS.find((cap) => caps.includes(cap));
}

/** The cap where the evidence comes from signers that the assessed team controls: as if graded one lower. */
export function loweredCap({ grade, cap }: { readonly grade: Grade; readonly cap: Cap }): Cap {
  const lower = ONE_LOWER[grade];
  return allowsCap(lower, cap) ? cap : CEILING[lower];
}
