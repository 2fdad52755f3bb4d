import { describe, expect, it } from '@jest/globals';

import { buildDigest } from '../../../test/support/records.js';
import type { SubjectDigest } from '#kernel';
import { anchorKeys } from './anchor-keys.js';

describe('anchor keys', () => {
  it('are distinct between kinds of anchor of one name', () => {
    const keys = [
      { kind: 'organization' },
      { kind: 'product', product: 'a' },
      { kind: 'repository', uri: 'a' },
      { kind: 'release', product: 'a', release: 'a' },
      { kind: 'product', product: '["a","a"]' },
    ] as const;
    expect(new Set(keys.flatMap(anchorKeys)).size).toBe(keys.length);
  });

  it('keep product and version of a release apart', () => {
    const one = anchorKeys({ kind: 'release', product: 'a b', release: 'c' });
    const two = anchorKeys({ kind: 'release', product: 'a', release: 'b c' });
    expect(one).not.toEqual(two);
  });

  it('are the digests themselves, one each', () => {
    const digests = [buildDigest('a'), buildDigest('b')] as SubjectDigest[];
    expect(anchorKeys({ kind: 'digests', digests })).toEqual(digests);
  });

  it.each(['with \0 inside', 'x'.repeat(1025), '\u00e9'.repeat(600)])(
    'leave out what nothing of ours is named',
    (product) => {
      expect(anchorKeys({ kind: 'product', product })).toEqual([]);
    },
  );
});
