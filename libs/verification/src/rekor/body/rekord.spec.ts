import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { fromBase64, fromUtf8, toUtf8 } from '#kernel';

import { matterOf, proveSignature } from '../../rungs/signature.js';
import type { SignedThing } from '../../signed-thing.js';
import { layerOf, signedPayload, simpleSigning } from '../../testing/cosign-forms.js';
import { DIGEST } from '../../testing/world.js';
import { readSigningCertificate } from '../../x509/signing-certificate.js';
import { bindBody } from './bind-body.js';

interface Body {
  readonly spec: { readonly data: unknown; readonly signature: object };
}

const SIGNED = signedPayload(simpleSigning(DIGEST));
const OTHER = signedPayload(simpleSigning('b'.repeat(64)));

function thingOf(parts: typeof SIGNED): SignedThing {
  const { content } = parse(layerOf(parts));
  if (content.kind !== 'signed' || content.entity.key.kind !== 'certificate') throw new Error('no certificate');
  const { der } = content.entity.key;
  const { key } = readSigningCertificate(der);
  const { digests } = proveSignature(key, matterOf(content.entity.content, {}));
  return { signer: { der, key }, content: { kind: 'message', signature: fromBase64(parts.signature), digests } };
}

/** The same record as Rekor wrote it before there was hashedrekord. */
function rekord(parts: typeof SIGNED, signature: object = {}) {
  const { spec } = JSON.parse(fromUtf8(fromBase64(parts.bundle.Payload.body))) as Body;
  const own = { data: spec.data, signature: { ...spec.signature, format: 'x509', ...signature } };
  const body = { apiVersion: '0.0.1', kind: 'rekord', spec: own };
  return { kind: 'rekord', version: '0.0.1', canonicalizedBody: toUtf8(JSON.stringify(body)) };
}

describe('a log body of kind rekord', () => {
  it('is bound to its signature', () => {
    expect(() => bindBody(rekord(SIGNED), thingOf(SIGNED))).not.toThrow();
  });

  it.each([
    ['T-BODY-01 of another signature', rekord(OTHER)],
    ['of a signature by PGP', rekord(SIGNED, { format: 'pgp' })],
    ['with another signature', rekord(SIGNED, { content: OTHER.signature })],
  ])('%s is refused', (_, entry) => {
    expect(() => bindBody(entry, thingOf(SIGNED))).toThrow(expect.objectContaining({ code: 'LOG_BODY_MISMATCH' }));
  });
});
