import { fromHex, hash, type Field } from '#kernel';

import type { SignedThing, SignerMaterial } from '../../signed-thing.js';
import { base64Of, envelopeOf, hashOf, sameBytes, sameSignatures } from './compare.js';
import { derOfPem } from './pem.js';

/** dsse 0.0.1 of Rekor v1: hash of the payload, and signatures with their verifiers. */
export function bindDsse(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  const content = envelopeOf(thing);
  const payload = spec.get('payloadHash');
  const digest = hash(hashOf(payload.get('algorithm')), content.payload);
  sameBytes('payload hash', digest, fromHex(payload.get('value').string()));
  const logged = spec
    .get('signatures')
    .items(content.signatures.length)
    .map((item) => ({
      signature: base64Of(item.get('signature')),
      signer: derOfPem(base64Of(item.get('verifier'))),
    }));
  sameSignatures(content, logged, signer);
}
