import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { formatApiToken, hashApiToken, isApiToken } from './api-token.js';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const TOKEN = formatApiToken(new Uint8Array(32).fill(7));

describe('an API token', () => {
  it('is a prefix, 32 bytes in base 62 and a CRC-32 that anybody can check', () => {
    expect(formatApiToken(new Uint8Array(32))).toBe(`avr_${'0'.repeat(43)}2CZclj`);
    expect(TOKEN).toMatch(/^avr_[0-9A-Za-z]{49}$/);
  });

  it('is recognised whatever the secret, the smallest and the largest too', () => {
    fc.assert(fc.property(secret, (bytes) => isApiToken(formatApiToken(bytes))));
    expect(isApiToken(formatApiToken(new Uint8Array(32).fill(255)))).toBe(true);
  });

  it('differs for two secrets, and so does what is stored of it', () => {
    fc.assert(
      fc.property(secret, secret, (a, b) => {
        fc.pre(Buffer.compare(a, b) !== 0);
        const [first, second] = [formatApiToken(a), formatApiToken(b)];
        return first !== second && hashApiToken(first) !== hashApiToken(second);
      }),
    );
  });

  it('is no token any more with one character changed, wherever', () => {
    for (let at = 4; at < TOKEN.length; at++) {
      const other = TOKEN[at] === 'x' ? 'y' : 'x';
      expect(isApiToken(TOKEN.slice(0, at) + other + TOKEN.slice(at + 1))).toBe(false);
    }
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'avr_'],
    ['another prefix', TOKEN.replace('avr_', 'avx_')],
    ['a character more', `${TOKEN}0`],
    ['a character less', TOKEN.slice(0, -1)],
    ['white space after it', `${TOKEN}\n`],
    ['a character of another alphabet', TOKEN.replace(/.$/, '-')],
  ])('is not %s', (_, text) => {
    expect(isApiToken(text)).toBe(false);
  });

  it('is stored as the SHA-256 of the whole token', () => {
    expect(hashApiToken(TOKEN)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(hashApiToken(TOKEN)).not.toContain(TOKEN.slice(4, 20));
  });
});
