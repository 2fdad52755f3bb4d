import { ParseError, type Field } from '#kernel';

import type { StaticAnalysis } from '../predicate.js';

const MAX_RUNS = 1000;
const MAX_RESULTS = 1_000_000;
type Level = 'error' | 'warning' | 'note';

/**
 * A SARIF 2.1.0 report inside a witness predicate. FAILED when a run has an open error or did not complete, WARNED when
 * it has an open warning; `failed` counts the open errors. A report without a run has analysed nothing and is refused.
 * @throws ParseError SARIF_NO_RUN, FIELD_*, LIMIT_EXCEEDED
 */
export function parseSarif(predicate: Field): StaticAnalysis {
  const runs = predicate.get('report').get('runs').items(MAX_RUNS);
  const [first] = runs;
  if (first === undefined)
    throw new ParseError('SARIF_NO_RUN', 'the SARIF report holds no run, so nothing was analysed');
  const levels = runs.flatMap(openLevels);
  const incomplete = runs.some(isIncomplete);
  const failed = levels.filter((level) => level === 'error').length;
  return {
    kind: 'static-analysis',
    suite: first.get('tool').get('driver').get('name').string(),
    result: failed > 0 || incomplete ? 'FAILED' : levels.includes('warning') ? 'WARNED' : 'PASSED',
    failed,
  };
}

function isIncomplete(run: Field): boolean {
  const invocations = run.optional('invocations')?.items(MAX_RUNS) ?? [];
  return invocations.some((invocation) => invocation.optional('executionSuccessful')?.value === false);
}

function openLevels(run: Field): Level[] {
  const rules = run.get('tool').get('driver').optional('rules')?.items(MAX_RESULTS) ?? [];
  // SARIF 2.1.0 section 3.14.23: results that are absent or null mean that the tool did not look.
  const results = run.get('results').items(MAX_RESULTS);
  return results.filter(isOpen).map((result) => levelOf(result, rules));
}

/** SARIF 3.27.9 and 3.35: only kind `fail` (the default) is a problem, and only an accepted suppression closes it. */
function isOpen(result: Field): boolean {
  if ((result.optional('kind')?.string() ?? 'fail') !== 'fail') return false;
  const suppressions = result.optional('suppressions')?.items(MAX_RUNS) ?? [];
  return !suppressions.some((item) => (item.optional('status')?.string() ?? 'accepted') === 'accepted');
}

/** SARIF 3.27.10: a result without a level has that of its rule, else `warning`. */
function levelOf(result: Field, rules: readonly Field[]): Level {
  const stated = result.optional('level') ?? ruleLevel(result, rules);
  const level = stated?.string() ?? 'warning';
  if (level === 'error' || level === 'warning') return level;
  if (level === 'note' || level === 'none') return 'note';
  throw (stated ?? result).wrong('a SARIF level');
}

function ruleLevel(result: Field, rules: readonly Field[]): Field | undefined {
  const index = result.optional('ruleIndex')?.integer();
  const rule = index === undefined ? undefined : rules[index];
  return rule?.optional('defaultConfiguration')?.optional('level');
}
