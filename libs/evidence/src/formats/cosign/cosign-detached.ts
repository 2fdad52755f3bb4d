import { fromBase64, fromUtf8, ParseError } from '#kernel';

import type { Parts } from '../evidence-set/parts.js';
import type { SetFormat } from '../format.js';
import { blobShape, imageSignatureShape } from './cosign-shape.js';
import { keyMaterialOf } from './key-material.js';
import { witnessesOf } from './witnesses.js';

const PARTS = ['signature', 'certificate', 'payload', 'rekor-bundle.json', 'rfc3161-timestamp.json'];

/**
 * A signature in a file of its own, with what belongs to it: `signature` (as it is or in base64), `certificate` or public
 * key (PEM) where there is one, `payload` where the signature is over a simple-signing payload and not over the artifact
 * itself, `rekor-bundle.json` and `rfc3161-timestamp.json` as cosign writes them.
 */
export const COSIGN_DETACHED: SetFormat = {
  name: 'cosign-detached',
  read: (parts) => {
    parts.only(PARTS);
    const text = (name: string) => textOf(parts, name);
    const signer = {
      key: keyMaterialOf(text('certificate')),
      ...witnessesOf({ bundle: text('rekor-bundle.json'), timestamp: text('rfc3161-timestamp.json') }),
    };
    const signature = signatureOf(parts.get('signature'));
    const payload = parts.optional('payload');
    if (payload === undefined) return blobShape(signer, signature, 'cosign-detached');
    return imageSignatureShape(signer, { payload, signature }, 'cosign-detached');
  },
};

function textOf(parts: Parts, name: string): string | undefined {
  const bytes = parts.optional(name);
  return bytes === undefined ? undefined : fromUtf8(bytes);
}

/** Base64, in one line or several, where it is base64; no signature is by chance. @throws ParseError FIELD_MISSING */
function signatureOf(bytes: Uint8Array): Uint8Array {
  const signature = decoded(bytes) ?? bytes;
  if (signature.length === 0) throw new ParseError('FIELD_MISSING', 'the part "signature" is empty');
  return signature;
}

function decoded(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return fromBase64(fromUtf8(bytes).replace(/\s+/g, ''));
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}
