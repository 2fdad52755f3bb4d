import type { TestResult } from '#evidence';

import type { ClaimOf } from './claim.js';

/** A test result stays a test result, whatever its suite is called: the predicate type says what was run, names do not. */
export function claimOfTestResult(predicate: TestResult): ClaimOf<'test-result'> {
  const { kind, suite, result, failed } = predicate;
  return { kind, suite, result, failed };
}
