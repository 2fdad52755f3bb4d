import { describe, expect, it } from '@jest/globals';

import { refusalOf } from '../../../../libs/application/src/testing/refused.js';
import { requireOwnPage } from './require-own-page.js';
import { readSessionCookie } from './session-cookie.js';

const OWN = { host: 'averment.example:8443', 'x-averment-request': 'web', origin: 'https://averment.example:8443' };
const codeOf = (headers: Readonly<Record<string, string | undefined>>) => refusalOf(() => requireOwnPage({ headers }));

describe('a request that came with the cookie', () => {
  it('is ours with the header of our pages and our own host as its origin', async () => {
    expect(await codeOf(OWN)).toBe('none');
    expect(await codeOf({ ...OWN, host: 'AVERMENT.example:8443' })).toBe('none');
    expect(await codeOf({ ...OWN, origin: undefined, referer: `${OWN.origin}/a?b=c` })).toBe('none');
  });

  it.each([
    ['without the header', { 'x-averment-request': undefined }],
    ['with another word in the header', { 'x-averment-request': 'webb' }],
    ['without origin and Referer', { origin: undefined }],
    ['from nowhere', { origin: 'null' }],
    ['from another port', { origin: 'https://averment.example' }],
    ['from a longer name', { origin: 'https://averment.example:8443.evil.example' }],
    ['from a name with ours as its user', { origin: 'https://averment.example:8443@evil.example' }],
    ['from elsewhere, with our own Referer', { origin: 'https://evil.example', referer: `${OWN.origin}/` }],
    ['with an origin that is none, and no host', { origin: 'averment', host: undefined }],
  ])('is forged %s', async (_, change) => {
    expect(await codeOf({ ...OWN, ...change })).toBe('REQUEST_FORGED');
  });
});

describe('the session cookie', () => {
  it.each([
    ['alone', '__Host-averment=abc', 'abc'],
    ['among others', 'a=b; __Host-averment=abc; c=d', 'abc'],
    ['with an = in it', '__Host-averment=a=b', 'a=b'],
    ['not at all', 'a=b', undefined],
    ['in no header', undefined, undefined],
    ['under a name that only ends like it', 'x__Host-averment=abc', undefined],
    ['under its name in other letters', '__host-averment=abc', undefined],
  ])('is read where it is sent %s', (_, cookie, secret) => {
    expect(readSessionCookie({ headers: cookie === undefined ? {} : { cookie } })).toBe(secret);
  });
});
