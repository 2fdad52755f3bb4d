import { describe, expect, it } from '@jest/globals';

import { parseSearch, stringifySearch } from './search.ts';

describe('the part of an address after the question mark', () => {
  it('keeps a version as it was written, where a number would lose its last digit', () => {
    expect(parseSearch('?version=4.20&product=shop')).toEqual({ version: '4.20', product: 'shop' });
    expect(stringifySearch({ version: '4.20' })).toBe('?version=4.20');
  });

  it('comes back as it went out, whatever stands in it', () => {
    const search = { product: 'a&b=c', version: '1.0+build/7 "x" #é', asOf: '2026-11-20T10:00:00Z' };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it('leaves out what is empty or no text', () => {
    expect(stringifySearch({ framework: '', asOf: undefined, deep: { a: 1 } })).toBe('');
  });
});
