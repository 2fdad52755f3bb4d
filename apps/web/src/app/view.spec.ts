import { describe, expect, it } from '@jest/globals';

import { gapsSearchOf, releaseOf, viewOf } from './view.ts';

describe('what an address says', () => {
  it('is passed over where it cannot be meant', () => {
    expect(viewOf({ framework: 7, asOf: 'yesterday' })).toEqual({});
    expect(releaseOf({ product: 'x'.repeat(64), version: ['1'] })).toEqual({});
  });

  it('names a release, a profile, a framework and a moment', () => {
    expect(gapsSearchOf({ product: 'shop', version: '4.20', profile: 'release' })).toEqual({
      product: 'shop',
      version: '4.20',
      profile: 'release',
    });
    expect(viewOf({ framework: 'slsa-1.2', asOf: '2026-11-20T10:00:00Z' })).toEqual({
      framework: 'slsa-1.2',
      asOf: '2026-11-20T10:00:00Z',
    });
  });
});
