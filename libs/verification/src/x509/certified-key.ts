import { ParseError, type PublicKey } from '#kernel';

import type { Signer } from '../verdict.js';
import { VerificationError } from '../verification-error.js';
import { readSigningCertificate } from './signing-certificate.js';

/** A key and the name that a certificate gives its holder. */
export interface CertifiedKey {
  readonly key: PublicKey;
  /** Stated by the certificate; who issued it is not proven. */
  readonly signer: Extract<Signer, { kind: 'certificate' }>;
}

/** Reads a signing certificate for its key alone. Undefined where it is none. Proves nothing about its issuer. */
export function certifiedKey(der: Uint8Array): CertifiedKey | undefined {
  try {
    const { key, signer } = readSigningCertificate(der);
    return { key, signer };
  } catch (error) {
    if (error instanceof VerificationError || error instanceof ParseError) return undefined;
    throw error;
  }
}
