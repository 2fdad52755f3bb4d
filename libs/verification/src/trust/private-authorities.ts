import { ParseError } from '#kernel';

import { extendedKeyUsageOf, parseCertificate, type Certificate } from '../x509/certificate.js';
import { proveIssuerPath } from '../x509/issuer-path.js';
import {
  CODE_SIGNING,
  proven,
  TIME_STAMPING,
  timestampAuthorityOf,
  type CertificateAuthority,
  type TimestampAuthority,
} from './certificate-authority.js';
import { pathsToRoots } from './paths-to-roots.js';
import { pemCertificates } from './pem-certificates.js';
import { ALWAYS } from './window.js';

/** Authorities that a trust root lists, whatever its form. */
export interface Authorities {
  readonly certificateAuthorities: readonly CertificateAuthority[];
  readonly timestampAuthorities: readonly TimestampAuthority[];
}

/**
 * The CA certificates of an organization as one PEM file: roots and, where they issue the signers' certificates, the
 * intermediates below them, in any order. A certificate whose stated purpose is time-stamping is a time-stamp authority.
 * Each is trusted for as long as it and all above it are valid. @throws ParseError TRUST_ROOT_*, KEY_*, DER_INVALID
 */
export function parsePrivateAuthorities(text: string): Authorities {
  const certificates = pemCertificates(text).map(parseCertificate);
  requireDistinct(certificates);
  const paths = proven('the file', () => pathsToRoots(certificates));
  const isStamping = ([first]: readonly Certificate[]) => first !== undefined && statesTimeStamping(first);
  return {
    certificateAuthorities: paths.filter((path) => !isStamping(path)).map(certificateAuthorityOf),
    timestampAuthorities: paths.filter(isStamping).map(stampingAuthorityOf),
  };
}

function certificateAuthorityOf(path: readonly Certificate[], index: number): CertificateAuthority {
  const place = `certificate authority ${index + 1} of the file`;
  return { path: proven(place, () => proveIssuerPath(path, CODE_SIGNING)), window: ALWAYS };
}

function stampingAuthorityOf(path: readonly Certificate[], index: number): TimestampAuthority {
  return proven(`time-stamp authority ${index + 1} of the file`, () => timestampAuthorityOf(path, ALWAYS));
}

/** An authority that may issue anything is no time-stamp authority unless it says so. */
function statesTimeStamping(certificate: Certificate): boolean {
  const purposes = extendedKeyUsageOf(certificate);
  return purposes?.length === 1 && purposes[0] === TIME_STAMPING;
}

function requireDistinct(certificates: readonly Certificate[]): void {
  const distinct = new Set(certificates.map(({ der }) => Buffer.from(der).toString('base64')));
  if (distinct.size < certificates.length) {
    throw new ParseError('TRUST_ROOT_PEM', 'the file holds a certificate twice');
  }
}
