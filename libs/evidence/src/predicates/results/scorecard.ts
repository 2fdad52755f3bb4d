import type { Field, Instant } from '#kernel';

import { instantOf, textOf } from '../../field-readers.js';

const MAX_CHECKS = 1000;

/** What OpenSSF Scorecard made of a repository. A score is from 0 to 10; one that is absent could not be determined. */
export interface Scorecard {
  readonly kind: 'scorecard';
  readonly repository: string;
  readonly revision?: string;
  readonly at: Instant;
  readonly score?: number;
  readonly checks: readonly { readonly name: string; readonly score?: number }[];
}

/** OpenSSF Scorecard result v0.1: the JSON that the tool itself prints. @throws ParseError FIELD_*, INSTANT_INVALID, LIMIT_EXCEEDED */
export function parseScorecard(predicate: Field): Scorecard {
  const repository = predicate.get('repo');
  const revision = repository.optional('commit')?.string() ?? '';
  return {
    kind: 'scorecard',
    repository: textOf(repository.get('name')),
    ...(revision !== '' && { revision }),
    at: instantOf(predicate.get('date')),
    ...scoreOf(predicate.get('score')),
    checks: predicate.get('checks').items(MAX_CHECKS).map(readCheck),
  };
}

function readCheck(field: Field): Scorecard['checks'][number] {
  return { name: textOf(field.get('name')), ...scoreOf(field.get('score')) };
}

/** The tool writes -1 where it came to no conclusion: that is not a low score. */
function scoreOf(field: Field): { readonly score?: number } {
  const { value } = field;
  if (value === -1) return {};
  if (typeof value !== 'number' || value < 0 || value > 10) throw field.wrong('a score from 0 to 10, or -1');
  return { score: value };
}
