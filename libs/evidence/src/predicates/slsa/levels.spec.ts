import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../testing/refusal.js';
import { slsaLevels } from './levels.js';

describe('the levels of SLSA in a verification summary', () => {
  it('are the highest of each track; words outside of SLSA say nothing about them', () => {
    const levels = ['SLSA_BUILD_LEVEL_1', 'SLSA_BUILD_LEVEL_3', 'SLSA_BUILD_LEVEL_2', 'SLSA_SOURCE_LEVEL_2', 'OWN_L1'];
    expect(slsaLevels(levels)).toEqual(
      new Map([
        ['BUILD', 3],
        ['SOURCE', 2],
      ]),
    );
    expect(slsaLevels(['SLSA_BUILD_LEVEL_UNEVALUATED'])).toEqual(new Map([['BUILD', 0]]));
    expect(slsaLevels(['SLSA_SOURCE_TWO_PARTY_REVIEWED'])).toEqual(new Map());
  });

  it.each([
    'SLSA_BUILD_LEVEL_X',
    'SLSA_BUILD_LEVEL_',
    'SLSA_BUILD_LEVEL',
    'SLSA_BUILD_2',
    'SLSA_',
    'SLSA_BUILD_LEVEL_-1',
    'SLSA_BUILD_LEVEL_1 ',
  ])('are refused where %s is among them', (level) => {
    expect(refusalOf(() => slsaLevels(['SLSA_SOURCE_LEVEL_1', level]))).toBe('LEVEL_INVALID');
  });
});
