import { parse, preAuthEncoding } from '#evidence';
import { hash, PublicKey, sha256, SigningKey, toBase64, toHex, toUtf8, type JsonValue } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import type { SignedThing } from '../../signed-thing.js';
import { attestation } from '../../testing/world.js';
import { bindBody } from './bind-body.js';

const KEY = SigningKey.generate();
const { publicKey: key } = KEY;
const PEM = toBase64(toUtf8(key.toPem()));
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const payload = toUtf8('{"_type":"x"}');
const encoded = preAuthEncoding(PAYLOAD_TYPE, payload);
const artifact = toUtf8('the artifact');
const [signature, other] = [KEY.sign(artifact), KEY.sign(toUtf8('another'))];
const sealed = KEY.sign(encoded);

const message: SignedThing = {
  signer: { der: key.spki, key },
  content: { kind: 'message', signature, digests: [{ hash: 'sha256', digest: sha256(artifact) }] },
};
const envelope: SignedThing = {
  signer: { der: key.spki, key },
  content: {
    kind: 'dsse',
    payloadType: PAYLOAD_TYPE,
    payload,
    encoded,
    signatures: [{ signature: sealed, keyid: '' }],
  },
};
const certified: SignedThing = { ...message, signer: { der: toUtf8('a certificate'), key } };

const hex = (bytes: Uint8Array, algorithm = 'sha256') => ({ algorithm, value: toHex(bytes) });
const record = (changes: object = {}) => ({
  data: { hash: hex(sha256(artifact)) },
  signature: { content: toBase64(signature), publicKey: { content: PEM } },
  ...changes,
});
const recordV2 = (changes: object = {}) => ({
  hashedRekordV002: {
    data: { algorithm: 'SHA2_256', digest: toBase64(sha256(artifact)) },
    signature: {
      content: toBase64(signature),
      verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes: toBase64(key.spki) } },
    },
    ...changes,
  },
});
const dsse = (changes: object = {}) => ({
  envelopeHash: hex(sha256(toUtf8('any spelling'))),
  payloadHash: hex(sha256(payload)),
  signatures: [{ signature: toBase64(sealed), verifier: PEM }],
  ...changes,
});
const intoto = (changes: object = {}) => ({
  content: {
    envelope: {
      payloadType: PAYLOAD_TYPE,
      signatures: [{ sig: toBase64(toUtf8(toBase64(sealed))), publicKey: PEM }],
    },
    payloadHash: hex(sha256(payload)),
    ...changes,
  },
});
const spelt = (keyid: object) =>
  JSON.stringify({
    payloadType: PAYLOAD_TYPE,
    payload: toBase64(payload),
    signatures: [{ ...keyid, sig: toBase64(sealed) }],
  });
const intotoV1 = (text: string) => ({ content: { hash: hex(sha256(toUtf8(text))) }, publicKey: PEM });

function bind(thing: SignedThing, name: string, spec: object, stated = name): () => void {
  const [kind = '', version = ''] = name.split('/');
  const [bodyKind = '', apiVersion = ''] = stated.split('/');
  const body = { kind: bodyKind, apiVersion, spec } as JsonValue;
  return () => bindBody({ kind, version, canonicalizedBody: toUtf8(JSON.stringify(body)) }, thing);
}

describe('a log entry is about this signature', () => {
  it.each([
    ['hashedrekord/0.0.1', message, record()],
    ['hashedrekord/0.0.2', message, recordV2()],
    ['hashedrekord/0.0.2', certified, recordV2()],
    ['dsse/0.0.1', envelope, dsse()],
    ['intoto/0.0.2', envelope, intoto()],
    ['intoto/0.0.1', envelope, intotoV1(spelt({ keyid: '' }))],
    ['intoto/0.0.1', envelope, intotoV1(spelt({}))],
  ] as const)('as %s', (name, thing, spec) => {
    expect(bind(thing, name, spec)).not.toThrow();
  });

  it('as hashedrekord 0.0.2 over the encoding of an envelope', () => {
    const data = { algorithm: 'SHA2_512', digest: toBase64(hash('sha512', encoded)) };
    const verifier = recordV2().hashedRekordV002.signature.verifier;
    expect(
      bind(envelope, 'hashedrekord/0.0.2', recordV2({ data, signature: { content: toBase64(sealed), verifier } })),
    ).not.toThrow();
  });
});

describe('a log entry of a bare key', () => {
  const { content } = parse(attestation());
  const der =
    content.kind === 'signed' && content.entity.key.kind === 'certificate' ? content.entity.key.der : new Uint8Array();
  const pem = `-----BEGIN CERTIFICATE-----\n${toBase64(der)}\n-----END CERTIFICATE-----\n`;
  const logged = record({ signature: { content: toBase64(signature), publicKey: { content: toBase64(toUtf8(pem)) } } });

  it('may hold a certificate for that very key', () => {
    const leaf = PublicKey.fromCertificate(der).key;
    const held: SignedThing = { ...message, signer: { der: leaf.spki, key: leaf } };
    expect(bind(held, 'hashedrekord/0.0.1', logged)).not.toThrow();
  });

  it('may not hold a certificate for another key', () => {
    expect(bind(message, 'hashedrekord/0.0.1', logged)).toThrow(expect.objectContaining({ code: 'LOG_BODY_MISMATCH' }));
  });
});

describe('a log entry is refused', () => {
  const verifier = { keyDetails: 'PKIX_ECDSA_P384_SHA_384', publicKey: { rawBytes: toBase64(key.spki) } };
  const fits = { ...verifier, keyDetails: 'PKIX_ECDSA_P256_SHA_256' };
  const stranger = SigningKey.generate().publicKey;
  const strangerPem = toBase64(toUtf8(stranger.toPem()));

  it.each([
    [
      'of another kind than it states',
      bind(message, 'hashedrekord/0.0.1', record(), 'dsse/0.0.1'),
      'LOG_BODY_MISMATCH',
    ],
    [
      'of another version than it states',
      bind(message, 'hashedrekord/0.0.1', record(), 'hashedrekord/0.0.2'),
      'LOG_BODY_MISMATCH',
    ],
    ['of a kind that is not known', bind(message, 'rpm/0.0.1', {}), 'LOG_KIND_UNKNOWN'],
    ['of a kind named like an object member', bind(message, 'constructor/0.0.1', {}), 'LOG_KIND_UNKNOWN'],
    ['as dsse 0.0.2, which does not bind the payload type', bind(envelope, 'dsse/0.0.2', {}), 'LOG_KIND_REFUSED'],
    [
      'where no key is known',
      bind({ ...message, signer: undefined }, 'hashedrekord/0.0.1', record()),
      'LOG_SIGNER_UNPROVEN',
    ],
    [
      'T-BODY-01 with another digest',
      bind(message, 'hashedrekord/0.0.1', record({ data: { hash: hex(sha256(payload)) } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'T-BODY-02 with another signature',
      bind(
        message,
        'hashedrekord/0.0.1',
        record({ signature: { content: toBase64(other), publicKey: { content: PEM } } }),
      ),
      'LOG_BODY_MISMATCH',
    ],
    [
      'T-BODY-03 with another key',
      bind(
        message,
        'hashedrekord/0.0.1',
        record({ signature: { content: toBase64(signature), publicKey: { content: strangerPem } } }),
      ),
      'LOG_BODY_MISMATCH',
    ],
    [
      'T-BODY-04 that logs the key where v1 must log the certificate',
      bind(certified, 'hashedrekord/0.0.1', record()),
      'LOG_BODY_MISMATCH',
    ],
    [
      'with a digest under another name',
      bind(message, 'hashedrekord/0.0.1', record({ data: { hash: hex(sha256(artifact), 'sha512') } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'with a hash that is not accepted',
      bind(message, 'hashedrekord/0.0.1', record({ data: { hash: hex(sha256(artifact), 'sha1') } })),
      'LOG_BODY_INVALID',
    ],
    ['about an envelope where a message was signed', bind(message, 'dsse/0.0.1', dsse()), 'LOG_BODY_MISMATCH'],
    [
      'about a message where an envelope was signed',
      bind(envelope, 'hashedrekord/0.0.1', record()),
      'LOG_BODY_MISMATCH',
    ],
    [
      'v2 with details of another key',
      bind(message, 'hashedrekord/0.0.2', recordV2({ signature: { content: toBase64(signature), verifier } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'v2 with another key',
      bind(
        message,
        'hashedrekord/0.0.2',
        recordV2({
          signature: {
            content: toBase64(signature),
            verifier: { ...fits, publicKey: { rawBytes: toBase64(stranger.spki) } },
          },
        }),
      ),
      'LOG_BODY_MISMATCH',
    ],
    [
      'v2 with another signature',
      bind(message, 'hashedrekord/0.0.2', recordV2({ signature: { content: toBase64(other), verifier: fits } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'v2 over another envelope',
      bind(envelope, 'hashedrekord/0.0.2', recordV2({ signature: { content: toBase64(sealed), verifier: fits } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'v2 with another certificate',
      bind(
        certified,
        'hashedrekord/0.0.2',
        recordV2({
          signature: {
            content: toBase64(signature),
            verifier: { x509Certificate: { rawBytes: toBase64(toUtf8('another')) } },
          },
        }),
      ),
      'LOG_BODY_MISMATCH',
    ],
    [
      'dsse with another payload',
      bind(envelope, 'dsse/0.0.1', dsse({ payloadHash: hex(sha256(artifact)) })),
      'LOG_BODY_MISMATCH',
    ],
    ['dsse without its signature', bind(envelope, 'dsse/0.0.1', dsse({ signatures: [] })), 'LOG_BODY_MISMATCH'],
    [
      'dsse with another signature',
      bind(envelope, 'dsse/0.0.1', dsse({ signatures: [{ signature: toBase64(other), verifier: PEM }] })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'dsse with another verifier',
      bind(envelope, 'dsse/0.0.1', dsse({ signatures: [{ signature: toBase64(sealed), verifier: strangerPem }] })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'intoto with another payload type',
      bind(envelope, 'intoto/0.0.2', intoto({ envelope: { ...intoto().content.envelope, payloadType: 'text/plain' } })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'intoto with another payload',
      bind(envelope, 'intoto/0.0.2', intoto({ payloadHash: hex(sha256(artifact)) })),
      'LOG_BODY_MISMATCH',
    ],
    [
      'intoto 0.0.1 over another envelope',
      bind(envelope, 'intoto/0.0.1', intotoV1(spelt({ keyid: 'x' }))),
      'LOG_KIND_REFUSED',
    ],
    [
      'with more signatures than the envelope has',
      bind(envelope, 'dsse/0.0.1', dsse({ signatures: [...dsse().signatures, ...dsse().signatures] })),
      'LIMIT_EXCEEDED',
    ],
    [
      'whose verifier is two PEM blocks',
      bind(
        message,
        'hashedrekord/0.0.1',
        record({
          signature: {
            content: toBase64(signature),
            publicKey: { content: toBase64(toUtf8(key.toPem() + key.toPem())) },
          },
        }),
      ),
      'PEM_INVALID',
    ],
    [
      'whose verifier is another PEM block',
      bind(
        message,
        'hashedrekord/0.0.1',
        record({
          signature: {
            content: toBase64(signature),
            publicKey: { content: toBase64(toUtf8(key.toPem().replaceAll('PUBLIC', 'PRIVATE'))) },
          },
        }),
      ),
      'PEM_INVALID',
    ],
  ])('%s', (_, binding, code) => {
    expect(binding).toThrow(expect.objectContaining({ code }));
  });
});
