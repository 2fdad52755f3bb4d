import { describe, expect, it } from '@jest/globals';

import { base64Of } from './testing/json.js';
import { refusalOf } from './testing/refusal.js';
import { certificatesOfPem } from './pem-certificate.js';

const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${base64Of(text)}\n-----END CERTIFICATE-----\n`;
const textsOf = (input: string) => certificatesOfPem(input).map((der) => Buffer.from(der).toString());

describe('certificates in PEM', () => {
  it('come leaf first, in lines of any length and ending', () => {
    expect(textsOf(pem('leaf') + pem('issuer'))).toEqual(['leaf', 'issuer']);
    expect(textsOf(pem('leaf').replaceAll('\n', '\r\n'))).toEqual(['leaf']);
    expect(textsOf(pem('leaf').trimEnd())).toEqual(['leaf']);
    expect(textsOf(pem('a longer one').replace(base64Of('a longer one'), 'YSBsb25n\nZXIgb25l'))).toEqual([
      'a longer one',
    ]);
  });

  it.each([
    ['nothing', ''],
    ['text before', `x${pem('leaf')}`],
    ['text behind', `${pem('leaf')}x`],
    ['text between', `${pem('leaf')}\n${pem('issuer')}`],
    ['a key', pem('leaf').replaceAll('CERTIFICATE', 'PUBLIC KEY')],
  ])('are refused with %s', (_, text) => {
    expect(refusalOf(() => certificatesOfPem(text))).toBe('PEM_INVALID');
  });

  it('are refused where they are no strict base64, or too many', () => {
    expect(refusalOf(() => certificatesOfPem(pem('leaf').replace('=', '')))).toBe('BASE64_INVALID');
    expect(refusalOf(() => certificatesOfPem(pem('one').repeat(11)))).toBe('LIMIT_EXCEEDED');
  });
});
