import type { StaticAnalysis } from '#evidence';

import type { ClaimOf } from './claim.js';

export function claimOfStaticAnalysis(predicate: StaticAnalysis): ClaimOf<'static-analysis'> {
  const { kind, suite, result, failed } = predicate;
  return { kind, suite, result, failed };
}
