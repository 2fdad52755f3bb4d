import { describe, expect, it } from '@jest/globals';

import { isReleaseVersion, isWithin, parseVersion } from './semantic-version.js';

const within = (tag: string, asked: string) => {
  const version = parseVersion(asked);
  return version !== undefined && isWithin(tag, version);
};

describe('a tag within a semantic version', () => {
  it.each([
    ['v1.2.3', 'v1'],
    ['v1.2.3', 'v1.2'],
    ['v1.2.3', 'v1.2.3'],
    ['v1.2.3+build.7', 'v1.2.3'],
    ['v1.2.3', 'v1.2.3+build.7'],
    ['v1.2.3-rc.1', 'v1.2'],
    ['v1.2.3-rc.1', 'v1.2.3-rc.1'],
    ['v1', 'v1.0'],
    ['v1', 'v1.0.0'],
    ['v0.0.0', 'v0'],
  ])('%s is within %s', (tag, asked) => {
    expect(within(tag, asked)).toBe(true);
  });

  it.each([
    ['v1.2.3', 'v2'],
    ['v12.0.0', 'v1'],
    ['v1.20.0', 'v1.2'],
    ['v1.2.30', 'v1.2.3'],
    ['v1.2.3-rc.1', 'v1.2.3'],
    ['v1.2.3', 'v1.2.3-rc.1'],
    ['v1.2.3-rc.1', 'v1.2.3-rc.2'],
    ['v1', 'v1.1'],
    ['1.2.3', 'v1'],
    ['release-v1', 'v1'],
    ['v1.02.3', 'v1'],
    ['v1.2.3 ', 'v1'],
    ['v1.2.3.4', 'v1'],
  ])('%s is not within %s', (tag, asked) => {
    expect(within(tag, asked)).toBe(false);
  });

  it.each(['', 'v', '1', 'v1.', 'v01', 'v1-rc', 'v1.2-rc', 'v1.2.3-', 'v1.2.3+', 'vx', 'v1.2.3\n'])(
    'cannot be asked for as %j',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
    },
  );

  it('is that of a release only in full and with nothing behind it', () => {
    expect(['v1.2.3', 'v1.2', 'v1', 'v1.2.3-rc.1', 'v1.2.3+1'].map(isReleaseVersion)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
