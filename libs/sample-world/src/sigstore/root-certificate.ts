import type { Instant } from '#kernel';

import type { Seed } from '../seed.js';
import { issueCertificate } from './certificate.js';
import { basicConstraints, keyUsage, subjectKeyIdentifier } from './extensions.js';
import type { SampleKey } from './signing-key.js';

/** DER of a self-signed CA certificate. @param root its issuer is also its subject */
export function issueRoot(root: {
  readonly seed: Seed;
  readonly key: SampleKey;
  readonly issuer: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  /** How many intermediates may stand below it. */
  readonly pathLength: number;
}): Uint8Array {
  const { seed, key, issuer, notBefore, notAfter, pathLength } = root;
  const { publicKey } = key;
  const extensions = [keyUsage('certify'), basicConstraints(pathLength), subjectKeyIdentifier(publicKey)];
  const number = serial(seed, `root ${publicKey.fingerprint}`);
  return issueCertificate({ serial: number, issuer, subject: issuer, notBefore, notAfter, publicKey, extensions }, key);
}

/** A serial number of sixteen bytes, positive and without a leading zero. */
export function serial(seed: Seed, label: string): Uint8Array {
  const bytes = seed.bytes(`serial ${label}`, 16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes;
}
