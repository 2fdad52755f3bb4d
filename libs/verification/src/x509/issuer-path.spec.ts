import 'reflect-metadata';

import { webcrypto } from 'node:crypto';

import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { describe, expect, it } from '@jest/globals';

import { PublicKey } from '#kernel';

import { CODE_SIGNING, requireTimestampingLeaf, TIME_STAMPING } from '../trust/certificate-authority.js';
import { parseCertificate, type Certificate } from './certificate.js';
import { isIssuedBy, proveIssuerPath } from './issuer-path.js';
import { readSigningCertificate } from './signing-certificate.js';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const code = (value: string) => expect.objectContaining({ code: value });
const newKeys = () => webcrypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
const ROOT_KEYS = await newKeys();
const KEYS = await newKeys();

interface Content {
  readonly subject: string;
  readonly issuer?: string;
  readonly by?: webcrypto.CryptoKeyPair;
  readonly keys?: webcrypto.CryptoKeyPair;
  readonly extensions: readonly Extension[];
}

/** A certificate as somebody else's library writes it. */
async function certificate({ subject, issuer = 'CN=root', by = ROOT_KEYS, keys = KEYS, extensions }: Content) {
  const written = await X509CertificateGenerator.create(
    {
      serialNumber: '11',
      subject,
      issuer,
      notBefore: new Date('2026-01-01'),
      notAfter: new Date('2027-01-01'),
      publicKey: keys.publicKey,
      signingKey: by.privateKey,
      signingAlgorithm: ECDSA,
      extensions: [...extensions],
    },
    webcrypto,
  );
  return parseCertificate(new Uint8Array(written.rawData));
}

const CA = new BasicConstraintsExtension(true, undefined, true);
const CERTIFY = new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true);
const SIGN = new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true);
const FOR_CODE = new ExtendedKeyUsageExtension([CODE_SIGNING]);
const NAME = new SubjectAlternativeNameExtension([{ type: 'url', value: 'https://forge.example/a' }], true);
const UNKNOWN = new Extension('1.2.3.4.5', true, Uint8Array.of(5, 0));

const authority = (extensions: readonly Extension[], changes: Partial<Content> = {}) =>
  certificate({ subject: 'CN=intermediate', extensions, ...changes });
const rootWith = (constraints: Extension) =>
  certificate({ subject: 'CN=root', keys: ROOT_KEYS, extensions: [constraints, CERTIFY] });
const leaf = (...extensions: readonly Extension[]) => certificate({ subject: 'CN=leaf', extensions });

const ROOT = await rootWith(CA);
const path = (first: Certificate, anchor = ROOT) => proveIssuerPath([first, anchor], CODE_SIGNING);

describe('a path of authorities', () => {
  it('holds where each is a CA that the next one signed', async () => {
    const intermediate = await authority([CA, CERTIFY, FOR_CODE]);
    expect(path(intermediate).issuer).toBe(intermediate);
    expect(path(await authority([CA, CERTIFY])).validity.from).toBe(Date.parse('2026-01-01'));
  });

  it.each([
    ['that is no CA', [CERTIFY], 'CERTIFICATE_USAGE'],
    ['that says it is no CA', [new BasicConstraintsExtension(false, undefined, true), CERTIFY], 'CERTIFICATE_USAGE'],
    ['whose CA bit may be ignored', [new BasicConstraintsExtension(true), CERTIFY], 'CERTIFICATE_USAGE'],
    ['that may not sign certificates', [CA, SIGN], 'CERTIFICATE_USAGE'],
    ['that does not say what its key is for', [CA], 'CERTIFICATE_USAGE'],
    ['of another purpose', [CA, CERTIFY, new ExtendedKeyUsageExtension([TIME_STAMPING])], 'CERTIFICATE_USAGE'],
    [
      'with a critical extension that nobody here understands',
      [CA, CERTIFY, UNKNOWN],
      'CERTIFICATE_CRITICAL_EXTENSION',
    ],
  ])('T-X509-05 is refused with one %s', async (_, extensions, expected) => {
    const refused = await authority(extensions);
    expect(() => path(refused)).toThrow(code(expected));
  });

  it('T-X509-05 is refused where it is longer than one of them allows', async () => {
    const intermediate = await authority([CA, CERTIFY]);
    const short = await rootWith(new BasicConstraintsExtension(true, 0, true));
    expect(() => path(intermediate, short)).toThrow(code('CERTIFICATE_USAGE'));
    const enough = await rootWith(new BasicConstraintsExtension(true, 1, true));
    expect(path(intermediate, enough).issuer).toBe(intermediate);
  });

  it('T-X509-03 is refused where another key signed under the name of the next one', async () => {
    const forged = await authority([CA, CERTIFY], { by: KEYS });
    expect(() => path(forged)).toThrow(code('CERTIFICATE_UNTRUSTED'));
  });

  it('T-X509-03 joins by name and by key, never by one of them', async () => {
    const key = PublicKey.fromSpki(ROOT.spki);
    expect(isIssuedBy(await authority([CA, CERTIFY]), ROOT, key)).toBe(true);
    expect(isIssuedBy(await authority([CA, CERTIFY], { issuer: 'CN=other' }), ROOT, key)).toBe(false);
    expect(isIssuedBy(await authority([CA, CERTIFY], { by: KEYS }), ROOT, key)).toBe(false);
  });
});

describe('a certificate at the end of a path', () => {
  it('may sign code where it says so', async () => {
    expect(readSigningCertificate((await leaf(SIGN, FOR_CODE, NAME)).der).signer.identity).toBe(
      'https://forge.example/a',
    );
  });

  it.each([
    ['of an authority', [CA, SIGN, FOR_CODE, NAME], 'CERTIFICATE_USAGE'],
    ['whose key may only certify', [CERTIFY, FOR_CODE, NAME], 'CERTIFICATE_USAGE'],
    ['that does not say what its key is for', [FOR_CODE, NAME], 'CERTIFICATE_USAGE'],
    ['without a purpose', [SIGN, NAME], 'CERTIFICATE_USAGE'],
    ['of every purpose', [SIGN, new ExtendedKeyUsageExtension(['2.5.29.37.0']), NAME], 'CERTIFICATE_USAGE'],
    [
      'with a critical extension that nobody here understands',
      [SIGN, FOR_CODE, NAME, UNKNOWN],
      'CERTIFICATE_CRITICAL_EXTENSION',
    ],
    ['without a name', [SIGN, FOR_CODE], 'CERTIFICATE_NAMES'],
  ])('T-X509-04 signs no code when it is one %s', async (_, extensions, expected) => {
    const { der } = await leaf(...extensions);
    expect(() => readSigningCertificate(der)).toThrow(code(expected));
  });

  it.each([
    ['alone and critical', [TIME_STAMPING], true, 'none'],
    ['beside another purpose', [TIME_STAMPING, CODE_SIGNING], true, 'CERTIFICATE_USAGE'],
    ['where it may be ignored', [TIME_STAMPING], false, 'CERTIFICATE_USAGE'],
    ['of another name', [CODE_SIGNING], true, 'CERTIFICATE_USAGE'],
  ])('T-TSA-02 states times by the purpose %s', async (_, purposes, critical, expected) => {
    const stamper = await leaf(SIGN, new ExtendedKeyUsageExtension(purposes, critical));
    const judged = () => {
      requireTimestampingLeaf(stamper);
    };
    if (expected === 'none') expect(judged).not.toThrow();
    else expect(judged).toThrow(code(expected));
  });

  it('T-TSA-02 states no times where it is one of an authority', async () => {
    const stamper = await leaf(SIGN, CA, new ExtendedKeyUsageExtension([TIME_STAMPING], true));
    expect(() => {
      requireTimestampingLeaf(stamper);
    }).toThrow(code('CERTIFICATE_USAGE'));
  });
});
