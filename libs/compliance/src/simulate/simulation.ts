import type { Comparison } from '../compare/compare-assessments.js';
import { sumOf, type StatusCounts } from '../compare/status-counts.js';
import type { LayerChange } from '../layers/layer-changes.js';

/** What a change would do to releases, before anybody makes it. */
export interface Simulation {
  /** Over every control of every release that was looked at. */
  readonly before: StatusCounts;
  readonly after: StatusCounts;
  /** Releases in which something moves, each with what and why. */
  readonly moved: readonly Comparison[];
  readonly lookedAt: number;
  /** Releases in the scope that were not looked at. */
  readonly leftOut: number;
  /** What the layers that would then be in force change about the mapping; what may be looser first. */
  readonly layers: readonly LayerChange[];
}

/** Each comparison is of one release, as it is judged and as it would be. */
export function summarizeSimulation(
  comparisons: readonly Comparison[],
  { leftOut, layers }: Pick<Simulation, 'leftOut' | 'layers'>,
): Simulation {
  return {
    before: sumOf(comparisons.map(({ counts }) => counts.a)),
    after: sumOf(comparisons.map(({ counts }) => counts.b)),
    moved: comparisons.filter(({ differences }) => differences.length > 0),
    ...{ lookedAt: comparisons.length, leftOut, layers },
  };
}
