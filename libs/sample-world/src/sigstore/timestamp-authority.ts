import { hash, sha256, type Instant, type PublicKey } from '#kernel';

import type { Seed } from '../seed.js';
import { issueCertificate, signatureAlgorithm } from './certificate.js';
import type { AuthorityOptions } from './certificate-authority.js';
import { certificateTime, explicit, generalizedTime, integer, octetString, oid, sequence, setOf } from './der.js';
import { authorityKeyIdentifier, extendedKeyUsage, keyUsage, subjectKeyIdentifier } from './extensions.js';
import { distinguishedName } from './name.js';
import { issueRoot, serial } from './root-certificate.js';
import { deriveKey, type SampleKey } from './signing-key.js';

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  policy: '1.3.6.1.4.1.57264.2',
} as const;
const SHA256 = sequence(oid(OID.sha256));

/** An RFC 3161 time-stamp authority: a P-384 root, a P-256 signer, SHA-256 throughout. */
export class TimestampAuthority {
  /** Signer first, root last: the order of trusted_root.json. */
  readonly chain: readonly [signer: Uint8Array, root: Uint8Array];
  readonly #key: SampleKey;
  readonly #serial: Uint8Array;
  readonly #rootName: Uint8Array;
  readonly #seed: Seed;
  #issued = 0;

  constructor({ seed, organization, notBefore, notAfter }: AuthorityOptions) {
    const root = deriveKey(seed, 'tsa root', 'p384');
    this.#seed = seed;
    this.#key = deriveKey(seed, 'tsa signer', 'p256');
    this.#serial = serial(seed, 'tsa signer');
    this.#rootName = distinguishedName({ organization, commonName: `${organization} time-stamp root` });
    const shared = { issuer: this.#rootName, notBefore, notAfter };
    const signer = {
      ...shared,
      serial: this.#serial,
      subject: distinguishedName({ organization, commonName: `${organization} time-stamp signer` }),
      publicKey: this.#key.publicKey,
      extensions: signerExtensions(this.#key.publicKey, root.publicKey),
    };
    this.chain = [issueCertificate(signer, root), issueRoot({ ...shared, seed, key: root, pathLength: 0 })];
  }

  /** TimeStampResp (DER) over a SHA-256, which in a bundle is that of the signature. Time has whole seconds. */
  stamp(digest: Uint8Array, at: Instant): Uint8Array {
    const granted = sequence(integer(0));
    return sequence(granted, this.token(digest, at));
  }

  /** The token alone, as CMS signatures embed it. */
  token(digest: Uint8Array, at: Instant): Uint8Array {
    const info = this.#tstInfo(digest, at);
    const attributes = setOf(
      attribute(OID.contentType, oid(OID.tstInfo)),
      attribute(OID.signingTime, certificateTime(at)),
      attribute(OID.messageDigest, octetString(hash('sha256', info))),
      attribute(OID.signingCertificateV2, this.#signingCertificate()),
    );
    const signedData = sequence(
      integer(3),
      setOf(SHA256),
      sequence(oid(OID.tstInfo), explicit(0, octetString(info))),
      explicit(0, this.chain[0]),
      setOf(this.#signerInfo(attributes)),
    );
    return sequence(oid(OID.signedData), explicit(0, signedData));
  }

  /** RFC 3161 section 2.4.2. */
  #tstInfo(digest: Uint8Array, at: Instant): Uint8Array {
    return sequence(
      integer(1),
      oid(OID.policy),
      sequence(SHA256, octetString(digest)),
      integer(serial(this.#seed, `time-stamp ${this.#issued++}`)),
      generalizedTime(at),
    );
  }

  /** RFC 5035: ESSCertIDv2 with its default hash, SHA-256, over the signer's certificate. */
  #signingCertificate(): Uint8Array {
    const issuer = sequence(explicit(4, this.#rootName));
    const certificateId = sequence(octetString(sha256(this.chain[0])), sequence(issuer, integer(this.#serial)));
    return sequence(sequence(certificateId));
  }

  /** RFC 5652 section 5.3: signed attributes are hashed as SET OF and stored as [0] IMPLICIT. */
  #signerInfo(attributes: Uint8Array): Uint8Array {
    const stored = attributes.slice();
    stored[0] = 0xa0;
    return sequence(
      integer(1),
      sequence(this.#rootName, integer(this.#serial)),
      SHA256,
      stored,
      signatureAlgorithm(this.#key),
      octetString(this.#key.sign(attributes)),
    );
  }
}

function signerExtensions(key: PublicKey, root: PublicKey): Uint8Array[] {
  return [keyUsage('sign'), extendedKeyUsage('time-stamping'), subjectKeyIdentifier(key), authorityKeyIdentifier(root)];
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), setOf(value));
}
