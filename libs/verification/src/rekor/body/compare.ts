import {
  equalBytes,
  fromBase64,
  ParseError,
  toBase64,
  toHex,
  type Field,
  type HashName,
  type PublicKey,
} from '#kernel';

import type { SignedEnvelope, SignedMessage, SignedThing, SignerMaterial } from '../../signed-thing.js';
import { VerificationError } from '../../verification-error.js';
import { parseCertificate } from '../../x509/certificate.js';

const HEX_HASHES: ReadonlyMap<string, HashName> = new Map([
  ['sha256', 'sha256'],
  ['sha384', 'sha384'],
  ['sha512', 'sha512'],
]);

/** A hash by the name that Rekor v1 bodies give it. */
export function hashOf(field: Field, names = HEX_HASHES): HashName {
  const name = field.string();
  const found = names.get(name);
  if (found === undefined) {
    throw new VerificationError('LOG_BODY_INVALID', { expected: [...names.keys()].join(', '), found: name });
  }
  return found;
}

export function base64Of(field: Field): Uint8Array {
  return fromBase64(field.string());
}

export function messageOf({ content }: SignedThing): SignedMessage {
  if (content.kind !== 'message') throw mismatch('content', content.kind, 'a message');
  return content;
}

export function envelopeOf({ content }: SignedThing): SignedEnvelope {
  if (content.kind !== 'dsse') throw mismatch('content', content.kind, 'an envelope');
  return content;
}

/** The logged digest must be one that the signature is over; of another algorithm there is nothing to compare. */
export function sameDigest(content: SignedMessage, algorithm: HashName, logged: Uint8Array): void {
  const own = content.digests.find((candidate) => candidate.hash === algorithm);
  sameBytes(`${algorithm} digest`, own?.digest ?? new Uint8Array(), logged);
}

/** Each signature of the envelope stands in the entry, under the signer's key, and nothing else does. */
export function sameSignatures(
  content: SignedEnvelope,
  logged: readonly { readonly signature: Uint8Array; readonly signer: Uint8Array }[],
  signer: SignerMaterial,
): void {
  same('number of signatures', String(content.signatures.length), String(logged.length));
  for (const { signature } of content.signatures) {
    const match = logged.find((item) => equalBytes(item.signature, signature));
    if (match === undefined) {
      const found = logged.map((item) => toBase64(item.signature)).join(' ');
      throw mismatch('signature', toBase64(signature), found);
    }
    sameSigner(signer, match.signer);
  }
}

/**
 * The logged verifier is the signer, byte for byte. Where the signer is a bare key, the log may hold a certificate for
 * that very key: key, digest and signature are then all compared, and no identity is taken from the log.
 */
export function sameSigner({ der, key }: SignerMaterial, logged: Uint8Array): void {
  const isBareKey = equalBytes(der, key.spki);
  if (isBareKey && !equalBytes(der, logged) && isCertificateFor(key, logged)) return;
  sameBytes('signer', der, logged);
}

function isCertificateFor(key: PublicKey, logged: Uint8Array): boolean {
  try {
    return equalBytes(parseCertificate(logged).spki, key.spki);
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

export function sameBytes(what: string, expected: Uint8Array, found: Uint8Array): void {
  if (!equalBytes(expected, found)) throw mismatch(what, toHex(expected), toHex(found));
}

export function same(what: string, expected: string, found: string): void {
  if (expected !== found) throw mismatch(what, expected, found);
}

function mismatch(what: string, expected: string, found: string): VerificationError {
  return new VerificationError('LOG_BODY_MISMATCH', { expected: `${what} ${expected}`, found: `${what} ${found}` });
}
