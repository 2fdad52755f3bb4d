import type { Instant, PublicKey } from '#kernel';

import { bitString, certificateTime, explicit, integer, oid, sequence } from './der.js';
import { extensionList } from './extensions.js';
import type { SampleKey } from './signing-key.js';

/** What a certificate says, before anybody signs it. Names and extensions are DER. */
export interface CertificateContent {
  /** Big-endian, positive. */
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly publicKey: PublicKey;
  readonly extensions: readonly Uint8Array[];
}

/** RFC 5280 section 4.1: TBSCertificate, version 3. */
export function toBeSigned(content: CertificateContent, signer: SampleKey): Uint8Array {
  return sequence(
    explicit(0, integer(2)),
    integer(content.serial),
    signatureAlgorithm(signer),
    content.issuer,
    sequence(certificateTime(content.notBefore), certificateTime(content.notAfter)),
    content.subject,
    content.publicKey.spki,
    extensionList(content.extensions),
  );
}

/** DER of the signed certificate. */
export function issueCertificate(content: CertificateContent, signer: SampleKey): Uint8Array {
  const tbs = toBeSigned(content, signer);
  return sequence(tbs, signatureAlgorithm(signer), bitString(signer.sign(tbs)));
}

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** ecdsa-with-SHA256 and ecdsa-with-SHA384 (RFC 5758 section 3.2) carry no parameters. */
export function signatureAlgorithm(signer: SampleKey): Uint8Array {
  return sequence(oid(signer.curve === 'p384' ? '1.2.840.10045.4.3.3' : '1.2.840.10045.4.3.2'));
}
