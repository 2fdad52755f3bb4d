import type { Field } from '#kernel';

import { textOf } from '../../field-readers.js';
import { isObject } from '../loose-json.js';
import type { SourceVerification } from '../predicate.js';

const MAX_LEVELS = 256;

/** SLSA verification summary v1. @throws ParseError FIELD_*, LIMIT_EXCEEDED */
export function parseVerificationSummary(predicate: Field): SourceVerification {
  return {
    kind: 'verification-summary',
    verifierId: textOf(predicate.get('verifier').get('id')),
    resourceUri: textOf(predicate.get('resourceUri')),
    result: resultOf(predicate.get('verificationResult')),
    levels: predicate.get('verifiedLevels').items(MAX_LEVELS).map(textOf),
    ...policyOf(predicate),
  };
}

/**
 * SLSA verification summary v0.2. It grants one level of the scale that SLSA had before it had tracks, which is none of
 * today's: `SLSA_LEVEL_3` is kept as `SLSA_V01_LEVEL_3`, a track of its own. @throws ParseError FIELD_*
 */
export function parseVerificationSummaryV02(predicate: Field): SourceVerification {
  const level = /^SLSA_LEVEL_([0-4])$/.exec(textOf(predicate.get('policy_level')))?.[1];
  return {
    kind: 'verification-summary',
    verifierId: textOf(predicate.get('verifier').get('id')),
    resourceUri: textOf(predicate.get('resource_uri')),
    result: resultOf(predicate.get('verification_result')),
    levels: level === undefined ? [] : [`SLSA_V01_LEVEL_${level}`],
    ...policyOf(predicate),
  };
}

/** Read for what it is worth: a summary stands or falls with its levels, not with how it spells its policy. */
function policyOf(predicate: Field): Pick<SourceVerification, 'policy'> {
  const policy = predicate.optional('policy')?.value;
  if (!isObject(policy)) return {};
  const { uri, digest } = policy;
  const pinned = isObject(digest) && Object.values(digest).some((value) => typeof value === 'string' && value !== '');
  return { policy: { ...(typeof uri === 'string' && uri !== '' && { uri }), pinned } };
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
