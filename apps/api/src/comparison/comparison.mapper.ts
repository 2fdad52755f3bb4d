import type { Comparison, DifferenceCause } from '#compliance';

import type { ComparedReleaseType, ComparisonType, DifferenceCauseType } from './comparison.type.js';

/** Evidence of one cause: at most `first`. */
export function toComparison({ a, b, sameRelease, differences, unchanged }: Comparison, first: number): ComparisonType {
  return {
    ...{ from: toSide(a), to: toSide(b), sameRelease, unchanged },
    differences: differences.map(({ causes, ...rest }) => ({
      ...rest,
      causes: causes.map((cause) => toCause(cause, first)),
    })),
  };
}

function toSide({ scope, asOf }: Comparison['a']): ComparedReleaseType {
  return { product: scope.product, version: scope.release, asOf };
}

function toCause({ evidence, ...rest }: DifferenceCause, first: number): DifferenceCauseType {
  return { ...rest, evidence: evidence.slice(0, first), evidenceCount: evidence.length };
}
