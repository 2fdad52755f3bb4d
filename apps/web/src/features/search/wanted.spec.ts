import { describe, expect, it } from '@jest/globals';

import { wantedOf } from './wanted.ts';

const SHA256 = 'a1'.repeat(32);

describe('what is typed into the search box', () => {
  it('is the digest of evidence or of what it names, with or without its algorithm, in either case', () => {
    const wanted = { digest: `sha256:${SHA256}`, subject: `sha256:${SHA256}` };
    expect(wantedOf(`sha256:${SHA256}`)).toEqual(wanted);
    expect(wantedOf(` ${SHA256.toUpperCase()} `)).toEqual(wanted);
  });

  it('is a commit by 40 digits, a longer digest by its length', () => {
    expect(wantedOf('b'.repeat(40))).toEqual({ subject: `gitCommit:${'b'.repeat(40)}` });
    expect(wantedOf('c'.repeat(128))).toEqual({ subject: `sha512:${'c'.repeat(128)}` });
  });

  it('is a name where it is no whole digest, or one of another length than its algorithm has', () => {
    expect(wantedOf('polaris-cli')).toEqual({ product: 'polaris-cli' });
    expect(wantedOf('beef')).toEqual({ product: 'beef' });
    expect(wantedOf(`sha512:${SHA256}`)).toEqual({ product: `sha512:${SHA256}` });
  });
});
