import { fromBase64, fromHex, fromUtf8, hash, toBase64, toHex, toUtf8, type Field } from '#kernel';

import type { SignedEnvelope, SignedThing, SignerMaterial } from '../../signed-thing.js';
import { VerificationError } from '../../verification-error.js';
import { base64Of, envelopeOf, hashOf, same, sameBytes, sameSignatures, sameSigner } from './compare.js';
import { derOfPem } from './pem.js';

/** intoto 0.0.2 of Rekor v1: the envelope without its payload, whose hash stands beside it. */
export function bindIntoto(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  const content = envelopeOf(thing);
  const logged = spec.get('content');
  const envelope = logged.get('envelope');
  same('payload type', content.payloadType, envelope.get('payloadType').string());
  const payload = logged.get('payloadHash');
  const digest = hash(hashOf(payload.get('algorithm')), content.payload);
  sameBytes('payload hash', digest, fromHex(payload.get('value').string()));
  const signatures = envelope
    .get('signatures')
    .items(content.signatures.length)
    .map((item) => ({
      // Base64 of the base64 text that stands in the envelope.
      signature: fromBase64(fromUtf8(base64Of(item.get('sig')))),
      signer: derOfPem(base64Of(item.get('publicKey'))),
    }));
  sameSignatures(content, signatures, signer);
}

/**
 * intoto 0.0.1 logs no signature, only the hash of the envelope's JSON as it was sent. It binds where one of the ways
 * in which signers spelt that JSON gives the logged hash; otherwise it is refused.
 */
export function bindIntotoV1(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  const content = envelopeOf(thing);
  sameSigner(signer, derOfPem(base64Of(spec.get('publicKey'))));
  const logged = spec.get('content').get('hash');
  const algorithm = hashOf(logged.get('algorithm'));
  const found = logged.get('value').string();
  if (spellingsOf(content).some((text) => toHex(hash(algorithm, toUtf8(text))) === found)) return;
  throw new VerificationError('LOG_KIND_REFUSED', { expected: 'the hash of this envelope', found });
}

function spellingsOf(content: SignedEnvelope): readonly string[] {
  const payload = toBase64(content.payload);
  const withKeyId = content.signatures.map(({ keyid, signature }) => ({ keyid, sig: toBase64(signature) }));
  const withoutKeyId = content.signatures.map(({ signature }) => ({ sig: toBase64(signature) }));
  return [withKeyId, withoutKeyId].map((signatures) =>
    JSON.stringify({ payloadType: content.payloadType, payload, signatures }),
  );
}
