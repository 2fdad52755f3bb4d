import 'reflect-metadata';

import { SubjectAlternativeNameExtension, X509Certificate as PeculiarCertificate } from '@peculiar/x509';
import { X509Certificate } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { digestOf } from '#kernel';

import { parseCertificate, subjectNameOf } from '../../libs/verification/src/testing/certificate-reader.js';
import { certificatesIn } from './certificates.js';
import { exhibitsOfCorpus } from './exhibits.js';

const exhibits = exhibitsOfCorpus();
if (exhibits === undefined) console.warn('SKIPPED: third-party vectors (no vectors.tar.xz in the shared folder)');
const here = exhibits === undefined ? describe.skip : describe;

/** What a reader says about a certificate, in one spelling; names only where there is a subject alternative name. */
interface Reading {
  readonly key: string;
  readonly names: string | undefined;
  readonly notBefore: number;
  readonly notAfter: number;
}

function byOurs(der: Uint8Array): Reading {
  const certificate = parseCertificate(der);
  const { spki, notBefore, notAfter, extensions } = certificate;
  const name = extensions.has('2.5.29.17') ? subjectNameOf(certificate) : undefined;
  return { key: hex(spki), names: name && `${name.kind}:${name.text}`, notBefore, notAfter };
}

function byOpenssl(der: Uint8Array): Reading {
  const { publicKey, subjectAltName, validFrom, validTo } = new X509Certificate(der);
  return {
    key: hex(publicKey.export({ format: 'der', type: 'spki' })),
    names: subjectAltName?.replace(/^URI:/, 'uri:'),
    notBefore: Date.parse(validFrom),
    notAfter: Date.parse(validTo),
  };
}

function byPeculiar(der: Uint8Array): Reading {
  const certificate = new PeculiarCertificate(new Uint8Array(der));
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items;
  return {
    key: hex(new Uint8Array(certificate.publicKey.rawData)),
    names: names?.map(({ type, value }) => `${type === 'url' ? 'uri' : type}:${value}`).join(', '),
    notBefore: certificate.notBefore.getTime(),
    notAfter: certificate.notAfter.getTime(),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function readingBy(reader: (der: Uint8Array) => Reading, der: Uint8Array): Reading | 'unreadable' {
  try {
    return reader(der);
  } catch {
    return 'unreadable';
  }
}

here('certificates of third-party bundles and trust roots', () => {
  const all = (exhibits ?? []).flatMap(({ bundle, trustedRoot }) => [bundle, trustedRoot].flatMap(certificatesIn));
  const certificates = new Map(all.map((der) => [digestOf(der), der]));

  it('are read alike by our own reader, OpenSSL and @peculiar/x509: key, names and validity', () => {
    const read = [...certificates.values()].map((der) => ({
      ours: readingBy(byOurs, der),
      openssl: readingBy(byOpenssl, der),
      peculiar: readingBy(byPeculiar, der),
    }));
    const whole = read.filter(({ ours }) => ours !== 'unreadable');
    expect(whole.filter(({ ours, openssl }) => JSON.stringify(ours) !== JSON.stringify(openssl))).toEqual([]);
    expect(whole.filter(({ ours, peculiar }) => JSON.stringify(ours) !== JSON.stringify(peculiar))).toEqual([]);
    expect(whole.length).toBeGreaterThan(100);
  });

  it('are read by us wherever the others read them', () => {
    const refused = [...certificates.values()].filter((der) => readingBy(byOurs, der) === 'unreadable');
    expect(
      refused.map((der) => [hex(der).slice(0, 80), readingBy(byOpenssl, der), readingBy(byPeculiar, der)]),
    ).toEqual([]);
  });
});
