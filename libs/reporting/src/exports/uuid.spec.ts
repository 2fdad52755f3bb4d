import { describe, expect, it } from '@jest/globals';

import { uuidOf } from './uuid.js';

describe('a UUID of what it names', () => {
  it('is of version 5 and of the variant of RFC 9562, as OSCAL asks', () => {
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is the same for the same name, for ever: as Python’s uuid5 makes it of the SHA-256 of the name', () => {
    expect(uuidOf('release', 'acme', 'app', '1.0.0')).toBe('921962fd-e39c-5c8b-b0e5-a31177c08e09');
  });

  it('tells names apart however they are cut', () => {
    const names = [['a', 'b'], ['a/b'], ['ab'], ['a', 'b', ''], ['b', 'a'], ['\ud800'], ['\ud801']];
    expect(new Set(names.map((name) => uuidOf(...name))).size).toBe(names.length);
  });
});
