import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../testing/refused.js';
import { requireEmail } from './email.js';
import { requirePassword } from './password.js';
import { formatSecret, hashSecret, isSecret } from './secret.js';

describe('an e-mail address', () => {
  it('is kept in lower case, so that one address is one person', () => {
    expect(requireEmail('Ada.Lovelace+x@Example.ORG')).toBe('ada.lovelace+x@example.org');
  });

  it.each([
    '',
    'ada',
    '@example.org',
    'ada@',
    'a b@example.org',
    'ada@example.org\n',
    'a@b@c',
    'ada@ex\u0000ample.org',
  ])('is not %j', async (text) => {
    expect(await refusalOf(() => requireEmail(text))).toBe('EMAIL_INVALID');
  });

  it('is not longer than an address can be', async () => {
    expect(await refusalOf(() => requireEmail(`${'a'.repeat(65)}@example.org`))).toBe('EMAIL_INVALID');
    expect(await refusalOf(() => requireEmail(`a@${'b'.repeat(300)}`))).toBe('EMAIL_INVALID');
  });
});

describe('a password', () => {
  const known = ['ada@example.org', 'acme-widgets', 'Ada Lovelace'];

  it('may be any 12 to 256 characters, of whatever kind', () => {
    for (const password of ['twelve chars', 'x'.repeat(256), '\u{1F600}'.repeat(12)]) {
      expect(requirePassword(password, known)).toBe(password);
    }
  });

  it.each([
    ['eleven characters', 'eleven char'],
    ['257 characters', 'x'.repeat(257)],
    ['the e-mail address', 'Ada@Example.org'],
    ['the organization', 'ACME-Widgets'],
    ['the name', 'ada lovelace'],
  ])('is not %s', async (_, password) => {
    expect(await refusalOf(() => requirePassword(password, known))).toBe('PASSWORD_REFUSED');
  });
});

describe('the secret of a cookie or a link', () => {
  it('is 256 bits, recognised by its form, and kept as its hash', () => {
    const secret = formatSecret(new Uint8Array(32).fill(255));
    expect(isSecret(secret)).toBe(true);
    expect(hashSecret(secret)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(isSecret(secret.slice(1))).toBe(false);
    expect(isSecret(`${secret}\n`)).toBe(false);
  });
});
