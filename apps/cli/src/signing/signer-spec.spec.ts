import { describe, expect, it } from '@jest/globals';

import { parseSignerSpec } from './signer-spec.js';

describe('whom --signer names', () => {
  it.each([
    ['file:keys/release.pem', { kind: 'file', path: 'keys/release.pem' }],
    ['file:C:/key.pem', { kind: 'file', path: 'C:/key.pem' }],
    [
      'pkcs11:module=/usr/lib/softhsm/libsofthsm2.so;token=acme;object=release=1',
      { kind: 'pkcs11', module: '/usr/lib/softhsm/libsofthsm2.so', token: 'acme', label: 'release=1' },
    ],
    [
      'vault:https://vault.example/transit/release',
      { kind: 'vault', address: 'https://vault.example/transit/release' },
    ],
    ['keyless:', { kind: 'keyless' }],
  ])('%s', (text, spec) => {
    expect(parseSignerSpec(text)).toEqual(spec);
  });

  it.each([
    ...['', 'release.pem', 'file:', 'vault:', 'keyless:https://fulcio.example', 'kms:key', 'FILE:key', 'pkcs11:'],
    ...[
      'pkcs11:module=/m.so;token=acme',
      'pkcs11:module=/m.so;token=acme;object=',
      'pkcs11:module=/m.so;token;object=a',
    ],
    ...['pkcs11:module=/m.so;token=a;object=b;pin=1234', 'pkcs11:module=/m.so;token=a;token=b;object=c'],
  ])('is nobody by %j, and no secret stands on a command line', (text) => {
    expect(() => parseSignerSpec(text)).toThrow(
      expect.objectContaining({
        kind: 'invalid',
        code: 'SIGNER_SPEC_INVALID',
        message: expect.stringMatching(/environment/),
      }),
    );
  });
});
