import { fromHex, hash, type Field, type HashName } from '#kernel';

import type { SignedEnvelope, SignedThing, SignerMaterial } from '../../signed-thing.js';
import { fitsKeyDetails } from '../../trust/public-key-field.js';
import { base64Of, envelopeOf, hashOf, messageOf, same, sameBytes, sameDigest, sameSigner } from './compare.js';
import { derOfPem } from './pem.js';

const PROTO_HASHES: ReadonlyMap<string, HashName> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);

/** hashedrekord 0.0.1 of Rekor v1: digest in hex, certificate or key as PEM. */
export function bindHashedRekord(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  const content = messageOf(thing);
  const logged = spec.get('data').get('hash');
  sameDigest(content, hashOf(logged.get('algorithm')), fromHex(logged.get('value').string()));
  const signature = spec.get('signature');
  sameBytes('signature', content.signature, base64Of(signature.get('content')));
  sameSigner(signer, derOfPem(base64Of(signature.get('publicKey').get('content'))));
}

/** rekord 0.0.1 of Rekor v1: of signatures by PGP, SSH or minisign as well, of which nothing here speaks. */
export function bindRekord(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  same('signature format', 'x509', spec.get('signature').get('format').string());
  bindHashedRekord(spec, thing, signer);
}

/** hashedrekord 0.0.2 of Rekor v2: of a message, or of an envelope's pre-authentication encoding. */
export function bindHashedRekordV2(spec: Field, thing: SignedThing, signer: SignerMaterial): void {
  const content = thing.content.kind === 'message' ? thing.content : envelopeOf(thing);
  const record = spec.get('hashedRekordV002');
  const data = record.get('data');
  const algorithm = hashOf(data.get('algorithm'), PROTO_HASHES);
  const digest = base64Of(data.get('digest'));
  if (content.kind === 'message') sameDigest(content, algorithm, digest);
  else sameBytes('digest of the envelope', hash(algorithm, content.encoded), digest);
  const signature = record.get('signature');
  const own = content.kind === 'message' ? content.signature : onlySignature(content);
  sameBytes('signature', own, base64Of(signature.get('content')));
  sameVerifier(signature.get('verifier'), signer);
}

function onlySignature({ signatures }: SignedEnvelope): Uint8Array {
  const [only] = signatures;
  same('number of signatures', '1', String(signatures.length));
  return only?.signature ?? new Uint8Array();
}

/** The entry may hold the bare key instead of its certificate: then it must be the key of the certificate. */
function sameVerifier(verifier: Field, { der, key }: SignerMaterial): void {
  const certificate = verifier.optional('x509Certificate');
  if (certificate !== undefined) {
    sameBytes('signer', der, base64Of(certificate.get('rawBytes')));
    return;
  }
  sameBytes('key', key.spki, base64Of(verifier.get('publicKey').get('rawBytes')));
  const details = verifier.get('keyDetails').string();
  same('key details', fitsKeyDetails(key, details) ? details : `those of a ${key.kind} key`, details);
}
