// The only file of the pure rooms that reaches node:crypto, so that they can move to a browser one day.
import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash as nodeHash,
  publicDecrypt,
  sign as nodeSign,
  verify as nodeVerify,
  X509Certificate,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';

import { AppError, ParseError } from './app-error.js';
import { concatBytes, fromHex } from './bytes.js';

export type HashName = 'sha256' | 'sha384' | 'sha512';
export type KeyKind = 'p256' | 'p384' | 'p521' | 'ed25519' | 'rsa';

export function hash(name: HashName | 'sha1', bytes: Uint8Array): Uint8Array {
  return nodeHash(name, bytes, 'buffer');
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return nodeHash('sha256', bytes, 'buffer');
}

/** SHA-256 as text of one character per byte: for what is hashed on and not kept, at half the cost of bytes. */
export function sha256Latin1(bytes: Uint8Array): string {
  return nodeHash('sha256', bytes, 'binary');
}

/** SHA-256, lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return nodeHash('sha256', bytes, 'hex');
}

/** Curves by their JWK name, with the DER of a SubjectPublicKeyInfo up to the coordinates of an uncompressed point (RFC 5480 section 2). */
const EC_CURVES: Readonly<Record<string, { readonly kind: KeyKind; readonly prefix: Uint8Array }>> = {
  'P-256': { kind: 'p256', prefix: fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004') },
  'P-384': { kind: 'p384', prefix: fromHex('3076301006072a8648ce3d020106052b8104002203620004') },
  'P-521': { kind: 'p521', prefix: fromHex('30819b301006072a8648ce3d020106052b810400230381860004') },
};

/** A public key that was imported once, with its kind known; the hint in a document never decides the algorithm. */
export class PublicKey {
  private constructor(
    readonly kind: KeyKind,
    /** SubjectPublicKeyInfo, DER. */
    readonly spki: Uint8Array,
    private readonly handle: KeyObject,
  ) {}

  /** @throws ParseError KEY_INVALID, KEY_UNSUPPORTED (also for RSA under 2048 bits), KEY_PRIVATE for a private key */
  static fromSpki(spki: Uint8Array): PublicKey {
    let handle: KeyObject;
    try {
      handle = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    } catch (cause) {
      throw new ParseError('KEY_INVALID', 'not a DER SubjectPublicKeyInfo', { cause });
    }
    return PublicKey.fromHandle(handle);
  }

  /** @throws ParseError KEY_INVALID, KEY_UNSUPPORTED, KEY_PRIVATE */
  static fromPem(pem: string): PublicKey {
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
      throw new ParseError('KEY_PRIVATE', 'this is a private key: send the public half, and treat this one as exposed');
    }
    try {
      return PublicKey.fromHandle(createPublicKey(pem));
    } catch (cause) {
      if (cause instanceof ParseError) throw cause;
      throw new ParseError('KEY_INVALID', 'not a PEM public key', { cause });
    }
  }

  /** An EC point without its DER wrapping: about twice as fast to import as SPKI. @throws ParseError KEY_INVALID */
  static fromEcPoint(curve: 'p256' | 'p384', x: Uint8Array, y: Uint8Array): PublicKey {
    const crv = curve === 'p256' ? 'P-256' : 'P-384';
    const jwk = { kty: 'EC', crv, x: Buffer.from(x).toString('base64url'), y: Buffer.from(y).toString('base64url') };
    try {
      return PublicKey.fromHandle(createPublicKey({ key: jwk, format: 'jwk' }));
    } catch (cause) {
      throw new ParseError('KEY_INVALID', `not a point on ${crv}`, { cause });
    }
  }

  /** What OpenSSL reads in a certificate: the second opinion beside our own DER reader. @throws ParseError KEY_INVALID */
  static fromCertificate(der: Uint8Array): OpensslCertificate {
    try {
      const certificate = new X509Certificate(der);
      return {
        key: PublicKey.fromHandle(certificate.publicKey),
        subject: certificate.subject,
        subjectAltName: certificate.subjectAltName,
        notBefore: Date.parse(certificate.validFrom),
        notAfter: Date.parse(certificate.validTo),
      };
    } catch (cause) {
      if (cause instanceof ParseError) throw cause;
      throw new ParseError('KEY_INVALID', 'OpenSSL does not read this certificate', { cause });
    }
  }

  private static fromHandle(handle: KeyObject): PublicKey {
    if (handle.asymmetricKeyType === 'ec') return PublicKey.fromEcHandle(handle);
    return new PublicKey(kindOf(handle), handle.export({ format: 'der', type: 'spki' }), handle);
  }

  /** By coordinates and the one DER prefix of each curve: OpenSSL takes some 30 times longer to write the same bytes. */
  private static fromEcHandle(handle: KeyObject): PublicKey {
    const { crv = '', x = '', y = '' } = coordinatesOf(handle);
    const curve = EC_CURVES[crv];
    if (curve === undefined) throw unsupported(handle);
    const coordinates = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    return new PublicKey(curve.kind, concatBytes(curve.prefix, ...coordinates), handle);
  }

  /** SHA-256 over the SubjectPublicKeyInfo, lower-case hex: how Sigstore and we name a key. */
  get fingerprint(): string {
    return sha256Hex(this.spki);
  }

  toPem(): string {
    return this.handle.export({ format: 'pem', type: 'spki' }).toString();
  }

  /** The hash this key signs with where nothing else is agreed: the curve's own size, SHA-256 for RSA. */
  get defaultHash(): HashName {
    return this.kind === 'p384' ? 'sha384' : this.kind === 'p521' ? 'sha512' : 'sha256';
  }

  /**
   * Proves: `signature` was made over `message` by the holder of this key. Assumes: nothing about who holds it.
   * ECDSA signatures are DER, RSA ones PKCS#1 v1.5 with a whole DigestInfo (for PSS see {@link verifyPss}); `hashName`
   * is ignored for Ed25519. Malformed signatures are `false`, never an error.
   */
  verify(message: Uint8Array, signature: Uint8Array, hashName: HashName = this.defaultHash): boolean {
    try {
      return nodeVerify(this.kind === 'ed25519' ? null : hashName, message, this.handle, signature);
    } catch {
      return false;
    }
  }

  /** As {@link verify} for RSASSA-PSS, with a salt of any length; `false` for a key that is not RSA. */
  verifyPss(message: Uint8Array, signature: Uint8Array, hashName: HashName): boolean {
    if (this.kind !== 'rsa') return false;
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    try {
      return nodeVerify(
        hashName,
        message,
        { key: this.handle, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
        signature,
      );
    } catch {
      return false;
    }
  }

  /**
   * RSA PKCS#1 v1.5 only: the DigestInfo that the signature wraps, for comparison with one that was built from a
   * digest (RFC 8017 section 8.2.2, by re-encoding). Undefined where there is none or the key is not RSA.
   */
  recoverDigestInfo(signature: Uint8Array): Uint8Array | undefined {
    if (this.kind !== 'rsa') return undefined;
    try {
      return publicDecrypt({ key: this.handle, padding: constants.RSA_PKCS1_PADDING }, signature);
    } catch {
      return undefined;
    }
  }
}

/** A certificate as OpenSSL reads it; times in milliseconds since 1970. Empty subjects and absent names are undefined. */
export interface OpensslCertificate {
  readonly key: PublicKey;
  /** One `type=value` per line. */
  readonly subject: string | undefined;
  /** `URI:…`, `email:…`, comma-separated. */
  readonly subjectAltName: string | undefined;
  readonly notBefore: number;
  readonly notAfter: number;
}

function kindOf(handle: KeyObject): KeyKind {
  if (handle.asymmetricKeyType === 'ed25519') return 'ed25519';
  const modulus = handle.asymmetricKeyDetails?.modulusLength ?? 0;
  if (handle.asymmetricKeyType === 'rsa' && modulus >= 2048) return 'rsa';
  throw unsupported(handle);
}

/** Nothing for curves that JWK has no name for, explicit parameters among them. */
function coordinatesOf(handle: KeyObject): JsonWebKey {
  try {
    return handle.export({ format: 'jwk' });
  } catch {
    return {};
  }
}

function unsupported(handle: KeyObject): ParseError {
  const details = handle.asymmetricKeyDetails;
  const name = details?.namedCurve ?? `${handle.asymmetricKeyType ?? 'unknown'} ${details?.modulusLength ?? ''}`.trim();
  return new ParseError(
    'KEY_UNSUPPORTED',
    `key type ${name} is not accepted: use P-256, P-384, P-521, Ed25519 or RSA >= 2048`,
  );
}

/** A private signing key held in memory. It cannot be printed or serialised. */
export class SigningKey {
  readonly #handle: KeyObject;
  readonly publicKey: PublicKey;

  private constructor(handle: KeyObject) {
    this.#handle = handle;
    this.publicKey = PublicKey.fromSpki(createPublicKey(handle).export({ format: 'der', type: 'spki' }));
  }

  /** A new ECDSA P-256 key. */
  static generate(): SigningKey {
    return new SigningKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  }

  /** @throws AppError SIGNING_KEY_LOCKED when the passphrase is wrong or the file is not PKCS#8 */
  static open(pkcs8Pem: string, passphrase?: string): SigningKey {
    try {
      return new SigningKey(
        createPrivateKey(passphrase === undefined ? { key: pkcs8Pem } : { key: pkcs8Pem, passphrase }),
      );
    } catch (cause) {
      throw new AppError(
        'invalid',
        'SIGNING_KEY_LOCKED',
        'the signing key cannot be opened: wrong passphrase, or not PKCS#8',
        { cause },
      );
    }
  }

  /** Encrypted PKCS#8 (AES-256-CBC, PBES2), PEM. */
  seal(passphrase: string): string {
    return this.#handle.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase }).toString();
  }

  /** ECDSA: DER signature over the key's default hash of `message`. */
  sign(message: Uint8Array): Uint8Array {
    const algorithm = this.publicKey.kind === 'ed25519' ? null : this.publicKey.defaultHash;
    return nodeSign(algorithm, message, this.#handle);
  }
}
