import { ParseError } from '#kernel';

import type { TrustRoot } from '../trust/load-trust-root.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import { parseCertificate } from './certificate.js';
import { proveIssued, type Issued } from './issued.js';
import { readSigningCertificate, type SigningCertificate } from './signing-certificate.js';
import { readWorkloadCertificate } from './workload-certificate.js';

/**
 * A signing certificate by the rules of whoever issued it: those of Fulcio, unless a trust root of private authorities
 * or SPIFFE trust domains can say that it did. @throws VerificationError CERTIFICATE_*
 */
export function readLeaf(der: Uint8Array, roots: readonly TrustRoot[]): SigningCertificate {
  if (roots.every(({ form }) => form === 'sigstore')) return readSigningCertificate(der);
  const issued = issuedUnder(der, roots);
  if (issued === undefined || issued.root.form === 'sigstore') return readSigningCertificate(der);
  return orMalformed('CERTIFICATE_INVALID', () => readWorkloadCertificate(parseCertificate(der), issued));
}

function issuedUnder(der: Uint8Array, roots: readonly TrustRoot[]): Issued | undefined {
  try {
    return proveIssued(parseCertificate(der), roots);
  } catch (error) {
    // Whatever is wrong with it is said by those who read it next.
    if (error instanceof VerificationError || error instanceof ParseError) return undefined;
    throw error;
  }
}
