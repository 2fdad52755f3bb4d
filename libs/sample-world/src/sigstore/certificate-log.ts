import { concatBytes, millisecondsOf, sha256, type Instant } from '#kernel';

import type { Seed } from '../seed.js';
import { deriveKey, type SampleKey } from './signing-key.js';

/** A certificate transparency log (RFC 6962) that promises to log each certificate it is shown. */
export class CertificateLog {
  readonly key: SampleKey;

  constructor(seed: Seed) {
    this.key = deriveKey(seed, 'certificate transparency log', 'p256');
  }

  /** SHA-256 over the log's SubjectPublicKeyInfo. */
  get id(): Uint8Array {
    return sha256(this.key.publicKey.spki);
  }

  /**
   * The TLS-encoded list that RFC 6962 section 3.3 embeds, with one SCT over the precertificate entry.
   * @param issuerSpki SubjectPublicKeyInfo of the certificate that issues the leaf
   * @param tbs the leaf's TBSCertificate without the list
   */
  timestampList(issuerSpki: Uint8Array, tbs: Uint8Array, at: Instant): Uint8Array {
    const timestamp = unsigned(millisecondsOf(at), 8);
    const entry = concatBytes(sha256(issuerSpki), unsigned(tbs.length, 3), tbs);
    // version v1, certificate_timestamp, time, precert_entry, entry, no extensions (section 3.2)
    const signed = concatBytes(Uint8Array.of(0, 0), timestamp, unsigned(1, 2), entry, unsigned(0, 2));
    const signature = this.key.sign(signed);
    const sct = concatBytes(
      Uint8Array.of(0),
      this.id,
      timestamp,
      unsigned(0, 2),
      Uint8Array.of(4, 3), // SHA-256, ECDSA (RFC 5246 section 7.4.1.4.1)
      unsigned(signature.length, 2),
      signature,
    );
    return concatBytes(unsigned(sct.length + 2, 2), unsigned(sct.length, 2), sct);
  }
}

function unsigned(value: number, width: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes.subarray(8 - width);
}
