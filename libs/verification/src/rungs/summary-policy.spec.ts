import { describe, expect, it } from '@jest/globals';

import { attestation, judge, PROVENANCE, RULE, stops } from '../testing/world.js';
import type { TrustRule } from '../trust-rule.js';

const LEVELS = ['SLSA_BUILD_LEVEL_2', 'OWN_LEVEL'];

function stopsOf(summary: TrustRule['summary'], { result = 'PASSED', levels = LEVELS } = {}) {
  const predicate = {
    verifier: { id: 'https://verifier.example' },
    resourceUri: 'pkg:generic/app',
    verificationResult: result,
    verifiedLevels: levels,
  };
  const bytes = attestation({
    statement: { ...PROVENANCE, predicateType: 'https://slsa.dev/verification_summary/v1', predicate },
  });
  const rule: TrustRule = { ...RULE, kinds: ['build-verification'], ...(summary === undefined ? {} : { summary }) };
  return stops(judge(bytes, { rules: [rule] }));
}

describe('a rule about a verification summary', () => {
  it.each<[string, TrustRule['summary']]>([
    ['nothing', undefined],
    ['its verifier', { verifierId: 'https://verifier.example' }],
    ['its resource', { resourceUri: 'pkg:generic/app' }],
    ['the same level', { levels: ['SLSA_BUILD_LEVEL_2'] }],
    ['a lower level', { levels: ['SLSA_BUILD_LEVEL_0', 'SLSA_BUILD_LEVEL_1'] }],
    ['a level of its own', { levels: ['OWN_LEVEL'] }],
  ])('is met that asks for %s', (_, summary) => {
    expect(stopsOf(summary)).toEqual({});
  });

  it.each<[string, NonNullable<TrustRule['summary']>, string]>([
    ['another verifier', { verifierId: 'https://verifier.example/' }, 'POLICY_SUMMARY_VERIFIER'],
    ['another resource', { resourceUri: 'pkg:generic/ap' }, 'POLICY_SUMMARY_RESOURCE'],
    ['a higher level', { levels: ['SLSA_BUILD_LEVEL_3'] }, 'POLICY_SUMMARY_LEVELS'],
    ['level 0 of a track that is not there', { levels: ['SLSA_SOURCE_LEVEL_0'] }, 'POLICY_SUMMARY_LEVELS'],
    ['another word', { levels: ['OWN_LEVE'] }, 'POLICY_SUMMARY_LEVELS'],
    ['two levels of which one is missing', { levels: ['OWN_LEVEL', 'OTHER'] }, 'POLICY_SUMMARY_LEVELS'],
  ])('is not met that asks for %s', (_, summary, code) => {
    expect(stopsOf(summary)).toEqual({ policy: code });
  });

  it('is never met by a verification that failed, nor by a word of SLSA that is no level', () => {
    expect(stopsOf({ levels: ['OWN_LEVEL'] }, { result: 'FAILED' })).toEqual({ policy: 'POLICY_SUMMARY_RESULT' });
    const levels = [...LEVELS, 'SLSA_BUILD_LEVEL_X'];
    expect(stopsOf({ levels: ['SLSA_BUILD_LEVEL_1'] }, { levels })).toEqual({ policy: 'POLICY_SUMMARY_LEVELS' });
  });
});
