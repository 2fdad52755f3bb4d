import type { CertificateAuthority } from '../trust/certificate-authority.js';
import type { TrustRoot } from '../trust/load-trust-root.js';
import { describeWindow, isInside } from '../trust/window.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import { authorityKeyIdOf, isValidAt, type Certificate } from './certificate.js';
import { isIssuedBy, type IssuerPath } from './issuer-path.js';

/** A certificate with the authorities of one trust root that signed it: several where a root lists one key twice. */
export interface Issued {
  readonly root: TrustRoot;
  readonly authorities: readonly [CertificateAuthority, ...CertificateAuthority[]];
}

/**
 * Proves: an authority of one of the roots signed the certificate; the first root that can say so is taken. Validity is
 * judged apart, when a time is known. Intermediates come from the trust root only.
 * @throws VerificationError CERTIFICATE_UNTRUSTED, CERTIFICATE_INVALID
 */
export function proveIssued(certificate: Certificate, roots: readonly TrustRoot[]): Issued {
  return orMalformed('CERTIFICATE_INVALID', () => findIssuer(certificate, roots));
}

function findIssuer(certificate: Certificate, roots: readonly TrustRoot[]): Issued {
  for (const root of roots) {
    const authorities = root.certificateAuthorities.filter(({ path }) => isNamedBy(certificate, path));
    const [first, ...others] = authorities.filter(({ path }) => isIssuedBy(certificate, path.issuer, path.key));
    if (first !== undefined) return { root, authorities: [first, ...others] };
  }
  const isNamed = roots.some((root) => root.certificateAuthorities.some(({ path }) => isNamedBy(certificate, path)));
  throw new VerificationError('CERTIFICATE_UNTRUSTED', {
    expected: roots.map(({ name }) => name).join(', '),
    found: isNamed ? 'not signed by the issuer it names' : 'an issuer that no trust root lists',
  });
}

/** By name and, where both state one, by key id: saves signature checks, proves nothing. */
function isNamedBy(certificate: Certificate, { issuer, keyId }: IssuerPath): boolean {
  if (Buffer.compare(certificate.issuer, issuer.subject) !== 0) return false;
  const wanted = authorityKeyIdOf(certificate);
  return wanted === undefined || keyId === undefined || wanted === keyId;
}

/**
 * Proves: certificate and authority were valid and trusted at each of these moments.
 * @throws VerificationError CERTIFICATE_TIME_UNKNOWN without a moment, CERTIFICATE_*OUTSIDE_VALIDITY
 */
export function proveValidAt(certificate: Certificate, { authorities }: Issued, times: readonly number[]): void {
  if (times.length === 0) throw new VerificationError('CERTIFICATE_TIME_UNKNOWN');
  for (const time of times) {
    if (!isValidAt(certificate, time)) {
      const expected = describeWindow({ from: certificate.notBefore, until: certificate.notAfter });
      throw new VerificationError('CERTIFICATE_OUTSIDE_VALIDITY', { expected, found: new Date(time).toISOString() });
    }
    if (!authorities.some(({ window, path }) => isInside(window, time) && isInside(path.validity, time))) {
      const expected = authorities.map(({ window }) => describeWindow(window)).join(', ');
      const found = new Date(time).toISOString();
      throw new VerificationError('CERTIFICATE_AUTHORITY_OUTSIDE_VALIDITY', { expected, found });
    }
  }
}
