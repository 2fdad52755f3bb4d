import type { Field } from '#kernel';

import { textOf } from '../field-readers.js';
import type { SourceVerification } from './predicate.js';

const MAX_LEVELS = 256;

/** SLSA verification summary v0.2 and v1. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseVerificationSummary(predicate: Field): SourceVerification {
  return {
    kind: 'verification-summary',
    verifierId: textOf(predicate.get('verifier').get('id')),
    resourceUri: textOf(predicate.get('resourceUri')),
    result: resultOf(predicate.get('verificationResult')),
    levels: predicate.get('verifiedLevels').items(MAX_LEVELS).map(textOf),
  };
}

function resultOf(field: Field): SourceVerification['result'] {
  const result = field.string();
  if (result === 'PASSED' || result === 'FAILED') return result;
  throw field.wrong('PASSED or FAILED');
}

/** A summary is about source when it grants levels of the source track and none of the build track. */
export function isAboutSource(summary: SourceVerification): boolean {
  const grants = (prefix: string) => summary.levels.some((level) => level.startsWith(prefix));
  return grants('SLSA_SOURCE_') && !grants('SLSA_BUILD_');
}
