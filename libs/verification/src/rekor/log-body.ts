import {
  equalBytes,
  Field,
  fromBase64,
  fromHex,
  hash,
  parseStrictJson,
  toBase64,
  toHex,
  toUtf8,
  type HashName,
} from '#kernel';

import type { SignedThing } from '../signed-thing.js';
import { fitsKeyDetails } from '../trust/public-key-field.js';
import { VerificationError } from '../verification-error.js';
import { PublicKey } from '#kernel';
import { derOfPem } from './pem.js';

type Content<K extends SignedThing['content']['kind']> = Extract<SignedThing['content'], { kind: K }>;
type Binder = (spec: Field, thing: SignedThing, signer: Uint8Array) => void;

const HEX_HASHES: Readonly<Record<string, HashName>> = { sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' };
const PROTO_HASHES: Readonly<Record<string, HashName>> = { SHA2_256: 'sha256', SHA2_384: 'sha384', SHA2_512: 'sha512' };

/** Entry kinds by `kind/version`. Rekor v2 logs an envelope as hashedrekord over its encoding, never as dsse 0.0.2. */
const BINDERS: Readonly<Record<string, Binder>> = {
  'hashedrekord/0.0.1': bindHashedRekordV1,
  'hashedrekord/0.0.2': bindHashedRekordV2,
  'dsse/0.0.1': bindDsse,
  'intoto/0.0.1': bindIntotoV1,
  'intoto/0.0.2': bindIntotoV2,
  'dsse/0.0.2': refuseKind,
};

/** An entry's own word for what it is, and the bytes the log holds. */
export interface LoggedEntry {
  readonly kind: string;
  readonly version: string;
  readonly canonicalizedBody: Uint8Array;
}

/**
 * Proves: the logged body is this very signature: kind, version, digest, every signature, and the key or certificate
 * byte for byte. Assumes: the log vouches for the body (promise or inclusion, judged elsewhere).
 * @throws VerificationError LOG_BODY_*, LOG_KIND_*, LOG_SIGNER_UNPROVEN; ParseError for a malformed body
 */
export function bindBody(entry: LoggedEntry, thing: SignedThing): void {
  const body = new Field(parseStrictJson(entry.canonicalizedBody), 'body');
  same('kind', entry.kind, body.get('kind').string());
  same('version', entry.version, body.get('apiVersion').string());
  const name = `${entry.kind}/${entry.version}`;
  const binder = Object.hasOwn(BINDERS, name) ? BINDERS[name] : undefined;
  if (binder === undefined) throw new VerificationError('LOG_KIND_UNKNOWN', { found: name });
  if (thing.signer === undefined) throw new VerificationError('LOG_SIGNER_UNPROVEN', { found: name });
  binder(body.get('spec'), thing, thing.signer);
}

function bindHashedRekordV1(spec: Field, thing: SignedThing, signer: Uint8Array): void {
  const content = contentOf(thing, 'message');
  const logged = spec.get('data').get('hash');
  sameDigest(content, hexHash(logged.get('algorithm')), fromHex(logged.get('value').string()));
  const signature = spec.get('signature');
  sameBytes('signature', content.signature, base64(signature.get('content')));
  sameBytes('signer', signer, derOfPem(base64(signature.get('publicKey').get('content'))));
}

function bindHashedRekordV2(spec: Field, thing: SignedThing, signer: Uint8Array): void {
  const record = spec.get('hashedRekordV002');
  const data = record.get('data');
  const algorithm = hashNamed(PROTO_HASHES, data.get('algorithm'));
  const digest = base64(data.get('digest'));
  const signature = record.get('signature');
  const logged = base64(signature.get('content'));
  if (thing.content.kind === 'message') {
    sameDigest(thing.content, algorithm, digest);
    sameBytes('signature', thing.content.signature, logged);
  } else {
    sameBytes('digest', hash(algorithm, thing.content.encoded), digest);
    sameBytes('signature', onlySignature(thing.content), logged);
  }
  bindVerifier(signature.get('verifier'), signer);
}

function bindVerifier(verifier: Field, signer: Uint8Array): void {
  const certificate = verifier.optional('x509Certificate');
  const material = certificate ?? verifier.get('publicKey');
  sameBytes('signer', signer, base64(material.get('rawBytes')));
  if (certificate !== undefined) return;
  const details = verifier.get('keyDetails').string();
  if (!fitsKeyDetails(PublicKey.fromSpki(signer), details)) {
    throw new VerificationError('LOG_BODY_MISMATCH', { expected: 'details of this key', found: details });
  }
}

function bindDsse(spec: Field, thing: SignedThing, signer: Uint8Array): void {
  const content = contentOf(thing, 'dsse');
  const payloadHash = spec.get('payloadHash');
  const logged = hash(hexHash(payloadHash.get('algorithm')), content.payload);
  sameBytes('payload hash', logged, fromHex(payloadHash.get('value').string()));
  bindSignatures(
    content,
    spec.get('signatures'),
    (item) => ({
      signature: base64(item.get('signature')),
      signer: derOfPem(base64(item.get('verifier'))),
    }),
    signer,
  );
}

function bindIntotoV2(spec: Field, thing: SignedThing, signer: Uint8Array): void {
  const content = contentOf(thing, 'dsse');
  const logged = spec.get('content');
  const envelope = logged.get('envelope');
  same('payload type', content.payloadType, envelope.get('payloadType').string());
  const payloadHash = logged.get('payloadHash');
  const digest = hash(hexHash(payloadHash.get('algorithm')), content.payload);
  sameBytes('payload hash', digest, fromHex(payloadHash.get('value').string()));
  bindSignatures(
    content,
    envelope.get('signatures'),
    (item) => ({
      // Base64 of the base64 text that stands in the envelope.
      signature: fromBase64(Buffer.from(base64(item.get('sig'))).toString('latin1')),
      signer: derOfPem(base64(item.get('publicKey'))),
    }),
    signer,
  );
}

/**
 * intoto 0.0.1 logs no signature, only the hash of the envelope's JSON as it was sent. It binds where one of the ways
 * in which signers spelt that JSON gives the logged hash.
 */
function bindIntotoV1(spec: Field, thing: SignedThing, signer: Uint8Array): void {
  const content = contentOf(thing, 'dsse');
  sameBytes('signer', signer, derOfPem(base64(spec.get('publicKey'))));
  const logged = spec.get('content').get('hash');
  const algorithm = hexHash(logged.get('algorithm'));
  const expected = logged.get('value').string();
  if (spellingsOf(content).some((text) => toHex(hash(algorithm, toUtf8(text))) === expected)) return;
  throw new VerificationError('LOG_KIND_REFUSED', { expected: 'the hash of this envelope', found: expected });
}

function spellingsOf(content: Content<'dsse'>): readonly string[] {
  const payload = toBase64(content.payload);
  const withKeyId = content.signatures.map(({ keyid, signature }) => ({ keyid, sig: toBase64(signature) }));
  const withoutKeyId = content.signatures.map(({ signature }) => ({ sig: toBase64(signature) }));
  return [withKeyId, withoutKeyId].map((signatures) =>
    JSON.stringify({ payloadType: content.payloadType, payload, signatures }),
  );
}

function refuseKind(): never {
  throw new VerificationError('LOG_KIND_REFUSED', { expected: 'hashedrekord/0.0.2', found: 'dsse/0.0.2' });
}

/** Each signature of the envelope stands in the entry, under the signer's key, and nothing else does. */
function bindSignatures(
  content: Content<'dsse'>,
  logged: Field,
  read: (item: Field) => { readonly signature: Uint8Array; readonly signer: Uint8Array },
  signer: Uint8Array,
): void {
  const items = logged.items(content.signatures.length).map(read);
  same('number of signatures', String(content.signatures.length), String(items.length));
  for (const { signature } of content.signatures) {
    const match = items.find((item) => equalBytes(item.signature, signature));
    if (match === undefined)
      throw mismatch('signature', toBase64(signature), items.map((item) => toBase64(item.signature)).join(' '));
    sameBytes('signer', signer, match.signer);
  }
}

function contentOf<K extends SignedThing['content']['kind']>(thing: SignedThing, kind: K): Content<K> {
  if (thing.content.kind !== kind) throw mismatch('content', kind, thing.content.kind);
  return thing.content as Content<K>;
}

function onlySignature(content: Content<'dsse'>): Uint8Array {
  const [only, ...more] = content.signatures;
  if (only === undefined || more.length > 0)
    throw mismatch('number of signatures', '1', String(content.signatures.length));
  return only.signature;
}

/** The logged digest must be one that the signature is over; of another algorithm there is nothing to compare. */
function sameDigest(content: Content<'message'>, algorithm: HashName, digest: Uint8Array): void {
  const own = content.digests.find((candidate) => candidate.hash === algorithm);
  sameBytes(`${algorithm} digest`, own?.digest ?? new Uint8Array(), digest);
}

function hexHash(field: Field): HashName {
  return hashNamed(HEX_HASHES, field);
}

function hashNamed(names: Readonly<Record<string, HashName>>, field: Field): HashName {
  const name = field.string();
  const found = Object.hasOwn(names, name) ? names[name] : undefined;
  if (found === undefined)
    throw new VerificationError('LOG_BODY_INVALID', { expected: Object.keys(names).join(', '), found: name });
  return found;
}

function base64(field: Field): Uint8Array {
  return fromBase64(field.string());
}

function sameBytes(what: string, expected: Uint8Array, found: Uint8Array): void {
  if (!equalBytes(expected, found)) throw mismatch(what, toHex(expected), toHex(found));
}

function same(what: string, expected: string, found: string): void {
  if (expected !== found) throw mismatch(what, expected, found);
}

function mismatch(what: string, expected: string, found: string): VerificationError {
  return new VerificationError('LOG_BODY_MISMATCH', { expected: `${what} ${expected}`, found: `${what} ${found}` });
}
