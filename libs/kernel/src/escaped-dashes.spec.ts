import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { toUtf8 } from './bytes.js';
import { withEscapedDashes } from './escaped-dashes.js';
import { parseStrictJson } from './strict-json.js';

describe('JSON with em dashes in it', () => {
  it('is the same document with its dashes escaped', () => {
    const texts = fc.string({ unit: fc.constantFrom('—', 'a', '\\', '"', 'é', '\n', 'u2014') });
    fc.assert(
      fc.property(fc.dictionary(texts, texts), (document) => {
        expect(parseStrictJson(toUtf8(JSON.stringify(document)))).toEqual(document);
      }),
    );
  });

  it('becomes ASCII where nothing else is beyond it', () => {
    expect(withEscapedDashes(toUtf8('"—a——"'))).toBe('"\\u2014a\\u2014\\u2014"');
    expect(withEscapedDashes(toUtf8('"—é"'))).toBeUndefined();
    expect(withEscapedDashes(Uint8Array.of(0xe2, 0x80))).toBeUndefined();
  });

  it('stays malformed where a backslash stands before a dash', () => {
    expect(() => parseStrictJson(toUtf8('"\\—"'))).toThrow(expect.objectContaining({ code: 'JSON_INVALID' }));
    expect(parseStrictJson(toUtf8('"\\\\—"'))).toBe('\\—');
  });

  it('is left as it is where it is made of dashes', () => {
    expect(withEscapedDashes(toUtf8(`"${'—'.repeat(65)}"`))).toBeUndefined();
    expect(parseStrictJson(toUtf8(`"${'—'.repeat(65)}"`))).toBe('—'.repeat(65));
  });

  it('repeats a key however the dash in it is spelt', () => {
    expect(() => parseStrictJson(toUtf8('{"—":1,"\\u2014":2}'))).toThrow(
      expect.objectContaining({ code: 'JSON_DUPLICATE_KEY' }),
    );
  });
});
