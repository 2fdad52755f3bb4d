import type { PublicKey } from '#kernel';

import { CODE_SIGNING } from '../trust/certificate-authority.js';
import type { Signer } from '../verdict.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import {
  basicConstraintsOf,
  extendedKeyUsageOf,
  keyUsageOf,
  parseCertificate,
  type Certificate,
} from './certificate.js';
import { fulcioClaimsOf } from './fulcio-extensions.js';
import { requireKnownExtensions } from './issuer-path.js';
import { readAgain } from './second-reading.js';
import { subjectNameOf } from './subject-alternative-name.js';

/** A certificate that names one signer and is made for signing code. Who issued it is not proven here. */
export interface SigningCertificate {
  readonly certificate: Certificate;
  readonly key: PublicKey;
  readonly signer: Exclude<Signer, { kind: 'key' }>;
}

/** One that Fulcio issued, or an authority like it. */
export interface FulcioCertificate extends SigningCertificate {
  readonly signer: Extract<Signer, { kind: 'certificate' }>;
}

/**
 * Proves: two readers agree on the certificate, it names exactly one signer, and it may sign code and nothing else that
 * matters. Assumes: nothing about its issuer. @throws VerificationError CERTIFICATE_*
 */
export function readSigningCertificate(der: Uint8Array): FulcioCertificate {
  return orMalformed('CERTIFICATE_INVALID', () => {
    const certificate = parseCertificate(der);
    requireKnownExtensions(certificate);
    requireSigningLeaf(certificate);
    const name = subjectNameOf(certificate);
    const key = readAgain(certificate, name);
    const { issuer, extensions } = fulcioClaimsOf(certificate);
    return {
      certificate,
      key,
      signer: { kind: 'certificate', issuer: issuer ?? '', identity: name.text, extensions },
    };
  });
}

/** Proves: the certificate may sign code, and no certificates. @throws VerificationError CERTIFICATE_USAGE */
export function requireSigningLeaf(certificate: Certificate): void {
  const purposes = extendedKeyUsageOf(certificate) ?? [];
  if (!purposes.includes(CODE_SIGNING)) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: 'code signing', found: purposes.join(' ') || 'none' });
  }
  if (keyUsageOf(certificate)?.digitalSignature !== true) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: 'digitalSignature', found: 'another key usage' });
  }
  if (basicConstraintsOf(certificate).ca) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: 'an end entity', found: 'a CA certificate' });
  }
}
