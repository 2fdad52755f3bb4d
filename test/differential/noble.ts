import type { KeyObject } from 'node:crypto';

import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

const ECDSA = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const;

/** Whether `@noble/curves` accepts an ECDSA signature (DER) over a digest; undefined for keys of another kind. */
export function nobleOverDigest(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean | undefined {
  const { crv = '', x = '', y = '' } = key.export({ format: 'jwk' });
  if (!isCurve(crv)) return undefined;
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  return holds(() => ECDSA[crv].verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' }));
}

/** Whether `@noble/curves` accepts an Ed25519 signature over a message; undefined for keys of another kind. */
export function nobleOverMessage(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean | undefined {
  if (key.asymmetricKeyType !== 'ed25519') return undefined;
  const { x = '' } = key.export({ format: 'jwk' });
  return holds(() => ed25519.verify(signature, message, Buffer.from(x, 'base64url'), { zip215: false }));
}

function isCurve(name: string): name is keyof typeof ECDSA {
  return Object.hasOwn(ECDSA, name);
}

/** The library throws for signatures that are not DER at all. */
function holds(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}
