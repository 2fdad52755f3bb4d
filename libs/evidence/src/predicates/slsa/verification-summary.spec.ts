import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { isAboutSource, parseVerificationSummary, parseVerificationSummaryV02 } from './verification-summary.js';

const VERIFIER = { id: 'https://verifier.example' };
const V1 = {
  verifier: VERIFIER,
  resourceUri: 'pkg:generic/app',
  verificationResult: 'PASSED',
  verifiedLevels: ['SLSA_BUILD_LEVEL_3', 'OWN_LEVEL'],
};
const V02 = {
  verifier: VERIFIER,
  resource_uri: 'pkg:generic/app',
  verification_result: 'PASSED',
  policy_level: 'SLSA_LEVEL_3',
};

const READ = {
  kind: 'verification-summary',
  verifierId: VERIFIER.id,
  resourceUri: 'pkg:generic/app',
  result: 'PASSED',
};

describe('a verification summary', () => {
  it('is the same in v1 and v0.2, but for a scale of levels that is no longer', () => {
    expect(parseVerificationSummary(fieldOf(V1))).toEqual({ ...READ, levels: V1.verifiedLevels });
    expect(parseVerificationSummaryV02(fieldOf(V02))).toEqual({ ...READ, levels: ['SLSA_V01_LEVEL_3'] });
  });

  it('grants nothing where it names no level', () => {
    expect(parseVerificationSummary(fieldOf(withChange(V1, 'verifiedLevels', []))).levels).toEqual([]);
    for (const level of ['FAILED', 'SLSA_LEVEL_5', 'SLSA_BUILD_LEVEL_3']) {
      expect(parseVerificationSummaryV02(fieldOf(withChange(V02, 'policy_level', level))).levels).toEqual([]);
    }
  });

  it('is about source where it grants levels of source alone', () => {
    const about = (levels: JsonValue) =>
      isAboutSource(parseVerificationSummary(fieldOf({ ...V1, verifiedLevels: levels })));
    expect(about(['SLSA_SOURCE_LEVEL_2', 'OWN_LEVEL'])).toBe(true);
    expect(about(['SLSA_SOURCE_LEVEL_2', 'SLSA_BUILD_LEVEL_1'])).toBe(false);
    expect(about([])).toBe(false);
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without a verifier', 'verifier', undefined, 'FIELD_MISSING'],
    ['with an empty verifier', 'verifier.id', '', 'FIELD_MISSING'],
    ['without a resource', 'resourceUri', undefined, 'FIELD_MISSING'],
    ['with another result', 'verificationResult', 'passed', 'FIELD_INVALID'],
    ['with levels that are no list', 'verifiedLevels', 'SLSA_BUILD_LEVEL_3', 'FIELD_INVALID'],
    ['with more levels than are read', 'verifiedLevels', Array.from({ length: 257 }, () => 'x'), 'LIMIT_EXCEEDED'],
  ])('of v1 is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => parseVerificationSummary(fieldOf(withChange(V1, path, value))))).toBe(code);
  });

  it.each(['verifier', 'resource_uri', 'verification_result', 'policy_level'])(
    'of v0.2 is refused without %s',
    (path) => {
      expect(refusalOf(() => parseVerificationSummaryV02(fieldOf(withChange(V02, path, undefined))))).toBe(
        'FIELD_MISSING',
      );
    },
  );
});
