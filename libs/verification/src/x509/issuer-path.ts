import { PublicKey, sha256, sha256Hex } from '#kernel';

import { overlap, type Window } from '../trust/window.js';
import { VerificationError } from '../verification-error.js';
import {
  basicConstraintsOf,
  EXTENSION,
  extendedKeyUsageOf,
  keyUsageOf,
  subjectKeyIdOf,
  type Certificate,
} from './certificate.js';
import { readAgain } from './second-reading.js';

/** Critical extensions that the checks of this folder honour; any other critical one refuses a certificate. */
const HONOURED: ReadonlySet<string> = new Set([
  EXTENSION.keyUsage,
  EXTENSION.subjectAltName,
  EXTENSION.basicConstraints,
  EXTENSION.extendedKeyUsage,
]);

/** RFC 5280 section 4.2: what is critical and not understood refuses the certificate. */
export function requireKnownExtensions(certificate: Certificate): void {
  for (const [oid, { critical }] of certificate.extensions) {
    if (critical && !HONOURED.has(oid)) throw new VerificationError('CERTIFICATE_CRITICAL_EXTENSION', { found: oid });
  }
}

/**
 * Certificate authorities from the one that issues end entities up to the anchor, whose signatures on each other were
 * checked once. Proven for every moment inside `validity`.
 */
export interface IssuerPath {
  /** The certificate that signs end-entity certificates. */
  readonly issuer: Certificate;
  readonly key: PublicKey;
  /** The issuer's SubjectKeyIdentifier, hex; undefined where it states none. */
  readonly keyId: string | undefined;
  /** SHA-256 over the issuer's SubjectPublicKeyInfo. */
  readonly keyHash: Uint8Array;
  /** The same of every certificate of the path, hex, from the issuer up. */
  readonly keyHashes: readonly string[];
  /** When every certificate of the path is valid. */
  readonly validity: Window;
}

/**
 * Proves: each certificate is a CA that was signed by the next one, for `purpose` where one is named. Assumes: the last one is trusted,
 * because the trust root lists it. RFC 5280 section 6.1. @throws VerificationError, ParseError
 */
export function proveIssuerPath(certificates: readonly Certificate[], purpose: string | undefined): IssuerPath {
  const [issuer] = certificates;
  if (issuer === undefined) throw new VerificationError('CERTIFICATE_UNTRUSTED', { found: 'an empty chain' });
  const keys = certificates.map((certificate) => readAgain(certificate, undefined));
  certificates.forEach((certificate, depth) => {
    requireAuthority(certificate, depth, purpose);
    const next = certificates[depth + 1];
    const signer = keys[depth + 1];
    if (next === undefined || signer === undefined) return;
    requireIssuedBy(certificate, next, signer);
  });
  const [key] = keys as [PublicKey];
  const keyHashes = certificates.map(({ spki }) => sha256Hex(spki));
  return {
    issuer,
    key,
    keyId: subjectKeyIdOf(issuer),
    keyHash: sha256(issuer.spki),
    keyHashes,
    validity: validityOf(certificates),
  };
}

/** @param depth how many authorities stand between this one and the end entity */
function requireAuthority(certificate: Certificate, depth: number, purpose: string | undefined): void {
  requireKnownExtensions(certificate);
  const { ca, pathLength } = basicConstraintsOf(certificate);
  // RFC 5280 section 4.2.1.9: in a CA certificate the extension is critical.
  if (!ca || certificate.extensions.get(EXTENSION.basicConstraints)?.critical !== true)
    throw new VerificationError('CERTIFICATE_USAGE', { expected: 'a CA certificate', found: 'an end entity' });
  if (pathLength !== undefined && pathLength < depth) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: `path length ${depth}`, found: String(pathLength) });
  }
  if (keyUsageOf(certificate)?.keyCertSign !== true) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: 'keyCertSign', found: 'another key usage' });
  }
  const purposes = extendedKeyUsageOf(certificate);
  if (purpose !== undefined && purposes !== undefined && !purposes.includes(purpose)) {
    throw new VerificationError('CERTIFICATE_USAGE', { expected: purpose, found: purposes.join(' ') });
  }
}

/** @throws VerificationError CERTIFICATE_UNTRUSTED */
export function requireIssuedBy(certificate: Certificate, issuer: Certificate, key: PublicKey): void {
  if (isIssuedBy(certificate, issuer, key)) return;
  throw new VerificationError('CERTIFICATE_UNTRUSTED', { found: 'a certificate that its issuer did not sign' });
}

/** Proves: the holder of `key` signed `certificate`, and the names join. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate, key: PublicKey): boolean {
  if (Buffer.compare(certificate.issuer, issuer.subject) !== 0) return false;
  const { kind, hash } = certificate.signatureAlgorithm;
  const keyKind = key.kind === 'rsa' || key.kind === 'ed25519' ? key.kind : 'ecdsa';
  return kind === keyKind && key.verify(certificate.tbs, certificate.signature, hash);
}

function validityOf(certificates: readonly Certificate[]): Window {
  return certificates
    .map((certificate): Window => ({ from: certificate.notBefore, until: certificate.notAfter }))
    .reduce(overlap);
}
