import { describe, expect, it } from '@jest/globals';

import { differing } from './differing.ts';

describe('where expected and found part', () => {
  it('is marked between what they share', () => {
    expect(differing('release.yml@refs/heads/main', 'release.yml@refs/heads/hotfix')).toEqual({
      start: 'release.yml@refs/heads/',
      middle: 'main',
      end: '',
    });
  });

  it('is where one says more, without counting anything twice', () => {
    expect(differing('acme-acme/app', 'acme/app')).toEqual({ start: 'acme', middle: '-acme', end: '/app' });
    expect(differing('acme/app', 'acme-acme/app')).toEqual({ start: 'acme', middle: '', end: '/app' });
  });

  it('is not marked where they have next to nothing in common, or are the same', () => {
    expect(differing('none', 'rekor.sigstore.dev')).toBeUndefined();
    expect(differing('the same text', 'the same text')).toBeUndefined();
  });

  it('gives each text back whole', () => {
    const [a, b] = ['sha256:aaaa0000aaaa', 'sha256:aaaaaaaa'];
    const parts = differing(a, b);
    expect(`${parts?.start}${parts?.middle}${parts?.end}`).toBe(a);
  });
});
