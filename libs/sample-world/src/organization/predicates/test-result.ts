import type { TypedPredicate } from '../statement.js';

export interface TestRun {
  readonly suite: string;
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** SHA-256 of the suite's configuration. */
  readonly configuration: string;
}

/** in-toto test-result v0.1; it knows neither tool nor time, so the suite's name does the talking. */
export function testResult({ suite, result, passed, failed, configuration }: TestRun): TypedPredicate {
  return {
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result,
      configuration: [
        { name: suite, uri: `https://forge.example/borealis/suites/${suite}.yml`, digest: { sha256: configuration } },
      ],
      passedTests: passed,
      warnedTests: [],
      failedTests: failed,
    },
  };
}
