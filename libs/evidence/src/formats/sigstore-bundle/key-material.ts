import { LIMITS, ParseError, type Field } from '#kernel';

import { someBytesOf } from '../../field-readers.js';
import type { KeyMaterial } from '../../signed-entity.js';
import type { BundleVersion } from './media-type.js';

/**
 * What the bundle offers as the signer's key: exactly one of certificate, certificate chain (until v0.2) and public key
 * hint. Of a chain only the leaf is kept, because paths are built from the trust root alone.
 * @throws ParseError BUNDLE_KEY_MATERIAL, BUNDLE_CERTIFICATE_CHAIN, FIELD_MISSING, FIELD_INVALID, LIMIT_EXCEEDED
 */
export function parseKeyMaterial(material: Field, version: BundleVersion): KeyMaterial {
  const certificate = material.optional('certificate');
  const chain = material.optional('x509CertificateChain');
  const publicKey = material.optional('publicKey');
  if ([certificate, chain, publicKey].filter((field) => field !== undefined).length > 1) {
    throw new ParseError('BUNDLE_KEY_MATERIAL', `${material.path} names more than one kind of key material`);
  }
  if (certificate !== undefined) return { kind: 'certificate', der: someBytesOf(certificate.get('rawBytes')) };
  if (chain !== undefined) return { kind: 'certificate', der: leafOf(chain, version) };
  // An empty hint is legal proto-JSON: whoever holds the key by another way may still verify.
  if (publicKey !== undefined) return { kind: 'public-key', hint: publicKey.optional('hint')?.string() ?? '' };
  throw new ParseError('BUNDLE_KEY_MATERIAL', `${material.path} holds neither certificate nor public key`);
}

function leafOf(chain: Field, version: BundleVersion): Uint8Array {
  if (version === 'v0.3') {
    throw new ParseError('BUNDLE_CERTIFICATE_CHAIN', `${chain.path} is not allowed in v0.3: one certificate only`);
  }
  // All are decoded, so that a malformed one is refused; all but the leaf are dropped.
  const [leaf] = chain
    .get('certificates')
    .items(LIMITS.certificates)
    .map((item) => someBytesOf(item.get('rawBytes')));
  if (leaf === undefined) throw new ParseError('BUNDLE_CERTIFICATE_CHAIN', `${chain.path} holds no certificate`);
  return leaf;
}
