import { equalBytes, hash, type PublicKey } from '#kernel';

import { requireTimestampingLeaf, type TimestampAuthority } from '../trust/certificate-authority.js';
import { describeWindow, isInside, overlap } from '../trust/window.js';
import { orMalformed, VerificationError } from '../verification-error.js';
import { isValidAt, parseCertificate, type Certificate } from '../x509/certificate.js';
import { requireIssuedBy } from '../x509/issuer-path.js';
import { readAgain } from '../x509/second-reading.js';
import { parseTimestampToken, type TimestampToken } from './signed-data.js';
import { parseTimestampInfo } from './timestamp-info.js';

/** A moment that an authority of the trust root vouches for. */
export interface ProvenTime {
  /** The authority, for counting distinct ones. */
  readonly authority: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

interface SigningLeaf {
  readonly certificate: Certificate;
  readonly key: PublicKey;
}

/**
 * Proves: an authority of the trust root saw `signature` at the time it states, while it was trusted and valid.
 * Certificates that the token brings count only where the trust root lists their issuer instead of a signing leaf.
 * @throws VerificationError TIMESTAMP_*, CERTIFICATE_USAGE
 */
export function verifyTimestamp(
  der: Uint8Array,
  signature: Uint8Array,
  authorities: readonly TimestampAuthority[],
): ProvenTime {
  return orMalformed('TIMESTAMP_INVALID', () => verifyToken(der, signature, authorities));
}

function verifyToken(der: Uint8Array, signature: Uint8Array, authorities: readonly TimestampAuthority[]): ProvenTime {
  const token = parseTimestampToken(der);
  const { authority, leaf } = authorityOf(token, authorities);
  requireSignedBy(token, leaf);
  const { imprint, time } = parseTimestampInfo(token.content);
  if (!equalBytes(imprint.value, hash(imprint.hash, signature))) throw new VerificationError('TIMESTAMP_OTHER_MESSAGE');
  const trusted = overlap(authority.window, authority.validity);
  if (!isInside(trusted, time) || !isValidAt(leaf.certificate, time)) {
    throw new VerificationError('TIMESTAMP_OUTSIDE_VALIDITY', {
      expected: describeWindow(trusted),
      found: new Date(time).toISOString(),
    });
  }
  return { authority: authority.name, time };
}

/** Entries of one authority may share a certificate and differ in window: the last that fits the token is taken. */
function authorityOf(
  token: TimestampToken,
  authorities: readonly TimestampAuthority[],
): { readonly authority: TimestampAuthority; readonly leaf: SigningLeaf } {
  for (const authority of [...authorities].reverse()) {
    const leaf = authority.leaf ?? broughtLeaf(token, authority);
    if (leaf !== undefined && isNamedBy(token, leaf.certificate)) return { authority, leaf };
  }
  throw new VerificationError('TIMESTAMP_AUTHORITY_UNKNOWN', {
    expected: authorities.map(({ name }) => name).join(', ') || 'no authority is listed',
  });
}

function broughtLeaf(token: TimestampToken, { path }: TimestampAuthority): SigningLeaf | undefined {
  if (path === undefined) return undefined;
  const certificate = token.certificates
    .map(parseCertificate)
    .find((candidate) => isNamedBy(token, candidate) && isSignedFor(token, candidate));
  if (certificate === undefined || Buffer.compare(certificate.issuer, path.issuer.subject) !== 0) return undefined;
  requireIssuedBy(certificate, path.issuer, path.key);
  return { certificate, key: readAgain(certificate, undefined) };
}

function isNamedBy({ signer }: TimestampToken, certificate: Certificate): boolean {
  return equalBytes(signer.issuer, certificate.issuer) && equalBytes(signer.serial, certificate.serial);
}

/**
 * By the hash that the signer signed (RFC 5816): it keeps another certificate of the same key from being put in. Where
 * the trust root lists the leaf there is nothing to put in, and some authorities signed the hash of an earlier edition.
 */
function isSignedFor({ signingCertificate }: TimestampToken, certificate: Certificate): boolean {
  return equalBytes(signingCertificate.value, hash(signingCertificate.hash, certificate.der));
}

function requireSignedBy(token: TimestampToken, leaf: SigningLeaf): void {
  requireTimestampingLeaf(leaf.certificate);
  const { messageDigest, algorithm } = token;
  if (!equalBytes(messageDigest.value, hash(messageDigest.hash, token.content))) {
    throw new VerificationError('TIMESTAMP_INVALID', { found: 'the signed digest is not that of the content' });
  }
  const kind = leaf.key.kind === 'rsa' || leaf.key.kind === 'ed25519' ? leaf.key.kind : 'ecdsa';
  if (kind !== algorithm.kind || !leaf.key.verify(token.signedAttributes, token.signature, algorithm.hash)) {
    throw new VerificationError('TIMESTAMP_INVALID', { found: 'the authority did not sign this' });
  }
}
