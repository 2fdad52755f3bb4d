import { equalBytes, LIMITS, type PublicKey } from '#kernel';

import type { Certificate } from '../x509/certificate.js';
import { isIssuedBy } from '../x509/issuer-path.js';
import { readAgain } from '../x509/second-reading.js';
import { VerificationError } from '../verification-error.js';

interface Keyed {
  readonly certificate: Certificate;
  readonly key: PublicKey;
}

/**
 * Each authority with those above it, up to one that signed itself. Proves nothing about their constraints.
 * @throws VerificationError CERTIFICATE_UNTRUSTED where a certificate leads to no root of the list
 */
export function pathsToRoots(certificates: readonly Certificate[]): readonly (readonly Certificate[])[] {
  const keyed = certificates.map((certificate) => ({ certificate, key: readAgain(certificate, undefined) }));
  return keyed.map((start) => pathFrom(start, keyed).map(({ certificate }) => certificate));
}

function pathFrom(start: Keyed, all: readonly Keyed[]): readonly Keyed[] {
  const path = [start];
  for (let last = start; !isSelfSigned(last);) {
    const issuer = all.find((candidate) => !path.includes(candidate) && signs(candidate, last));
    if (issuer === undefined || path.length === LIMITS.certificates) {
      throw new VerificationError('CERTIFICATE_UNTRUSTED', {
        found: 'a certificate that leads to no root of the file',
      });
    }
    path.push(issuer);
    last = issuer;
  }
  return path;
}

function isSelfSigned({ certificate, key }: Keyed): boolean {
  return equalBytes(certificate.issuer, certificate.subject) && isIssuedBy(certificate, certificate, key);
}

function signs({ certificate: issuer, key }: Keyed, { certificate }: Keyed): boolean {
  return isIssuedBy(certificate, issuer, key);
}
