import { PublicKey } from '#kernel';

import { certificatesOfPem } from '../../pem-certificate.js';
import type { KeyMaterial } from '../../signed-entity.js';

/**
 * Who cosign says signed: a certificate, of which the leaf alone is kept, or the public key itself, which is a hint at
 * the key of a rule and never trusted. @throws ParseError PEM_INVALID, KEY_*, BASE64_INVALID
 */
export function keyMaterialOf(pem: string | undefined): KeyMaterial {
  const text = pem?.trim() ?? '';
  if (text === '') return { kind: 'public-key', hint: '' };
  if (text.startsWith('-----BEGIN PUBLIC KEY-----')) {
    return { kind: 'public-key', hint: PublicKey.fromPem(text).fingerprint };
  }
  return { kind: 'certificate', der: certificatesOfPem(text)[0] };
}
