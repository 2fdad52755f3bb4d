import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import type { TestResult } from '../predicate.js';

const MAX_TESTS = 1_000_000;
const MAX_CONFIGURATIONS = 1000;

/** in-toto test-result v0.1. The suite is the first configuration's name, else its URI. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseTestResult(predicate: Field): TestResult {
  const [first] = predicate.get('configuration').items(MAX_CONFIGURATIONS);
  if (first === undefined) throw predicate.get('configuration').wrong('a list with at least one configuration');
  return {
    kind: 'test-result',
    result: resultOf(predicate.get('result')),
    suite: textOf(first.optional('name') ?? first.get('uri')),
    failed: predicate.optional('failedTests')?.items(MAX_TESTS).length ?? 0,
  };
}

function resultOf(field: Field): TestResult['result'] {
  const result = field.string();
  if (result === 'PASSED' || result === 'WARNED' || result === 'FAILED') return result;
  throw field.wrong('PASSED, WARNED or FAILED');
}
