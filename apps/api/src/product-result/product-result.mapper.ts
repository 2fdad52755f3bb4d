import type { ProductResult } from '#application';

import type { ProductResultType, VersionListType } from './product-result.type.js';

/** Lists of versions are cut at `first`; their counts are not. */
export function toProductResult(result: ProductResult, first: number): ProductResultType {
  const { period, moment, summary, controls, slsaBuildLevel } = result;
  const list = (versions: readonly string[]): VersionListType => ({
    count: versions.length,
    versions: versions.slice(0, first),
  });
  return {
    ...{ ...moment, ...period, summary },
    releases: list(result.releases),
    withoutEvidence: list(result.withoutEvidence),
    withoutPopulation: list(result.withoutPopulation),
    unjudged: list(result.unjudged),
    controls: controls.map((control) => ({ ...control, counts: [...control.counts] })),
    ...(slsaBuildLevel !== undefined && { slsaBuildLevel }),
  };
}
