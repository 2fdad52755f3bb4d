import { describe, expect, it } from '@jest/globals';

import { momentOf } from './moment.js';

describe('the moment for which is asked', () => {
  it('is the one that is given, a day meaning its first', () => {
    expect(momentOf('2027-01-01')).toBe('2027-01-01T00:00:00.000Z');
    expect(momentOf('2027-01-01T10:00:00+02:00')).toBe('2027-01-01T08:00:00.000Z');
  });

  it('is refused where it is none, with an example', () => {
    expect(() => momentOf('soon')).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
    expect(() => momentOf('soon')).toThrow(/2026-11-20T12:00:00Z/);
  });
});
