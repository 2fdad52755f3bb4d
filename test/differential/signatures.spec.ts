// The same signatures before OpenSSL and before JavaScript: what one accepts, the other does.
import { createPublicKey } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { preAuthEncoding } from '#evidence';
import { hash, PublicKey } from '#kernel';

import { exhibitsOfCorpus, type Exhibit } from './exhibits.js';
import { nobleOverDigest, nobleOverMessage } from './noble.js';

const exhibits = exhibitsOfCorpus();
if (exhibits === undefined) console.warn('SKIPPED: third-party vectors (no vectors.tar.xz in the shared folder)');
const here = exhibits === undefined ? describe.skip : describe;

interface Signed {
  readonly id: string;
  readonly key: PublicKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Envelopes by their pre-authentication encoding, artifacts by their bytes, each under every key that may have signed. */
function signedOf(exhibit: Exhibit): readonly Signed[] {
  const { id, artifact, parsed } = exhibit;
  if (parsed.content.kind !== 'signed') return [];
  const { content } = parsed.content.entity;
  const keys = keysOf(exhibit);
  if (content.kind === 'message') {
    if (artifact === undefined) return [];
    return keys.map((key) => ({ id, key, message: artifact, signature: content.signature }));
  }
  if (content.kind === 'metablock') return [];
  const message = preAuthEncoding(content.payloadType, content.payload);
  return content.signatures.flatMap(({ signature }) => keys.map((key) => ({ id, key, message, signature })));
}

function keysOf({ parsed, keys }: Exhibit): readonly PublicKey[] {
  const material = parsed.content.kind === 'signed' ? parsed.content.entity.key : undefined;
  if (material?.kind === 'certificate') return [PublicKey.fromCertificate(material.der).key];
  return keys.flatMap(({ pem }) => acceptedKey(pem) ?? []);
}

function acceptedKey(pem: string): PublicKey | undefined {
  try {
    return PublicKey.fromPem(pem);
  } catch {
    return undefined;
  }
}

function byOpenssl({ key, message, signature }: Signed): boolean {
  return key.verify(message, signature, 'sha256') || key.verify(message, signature);
}

function byNoble({ key, message, signature }: Signed): boolean | undefined {
  const handle = createPublicKey(key.toPem());
  if (key.kind === 'ed25519') return nobleOverMessage(handle, message, signature);
  const answers = (['sha256', key.defaultHash] as const).map((name) =>
    nobleOverDigest(handle, hash(name, message), signature),
  );
  return answers.find((answer) => answer !== false) ?? false;
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

here('signatures of third-party bundles, before node:crypto and @noble/curves', () => {
  const curved = (exhibits ?? []).flatMap(signedOf).filter(({ key }) => key.kind !== 'rsa');
  const differing = (signed: readonly Signed[]) =>
    signed.filter((one) => byOpenssl(one) !== byNoble(one)).map(({ id, key }) => `${id} (${key.kind})`);

  it('get one answer from both, and most are good', () => {
    expect(differing(curved)).toEqual([]);
    expect(curved.filter(byOpenssl).length).toBeGreaterThan(60);
    expect(curved.filter((one) => !byOpenssl(one)).length).toBeGreaterThan(0);
  });

  it.each([
    ['the message', (one: Signed): Signed => ({ ...one, message: flipped(one.message, one.message.length >> 1) })],
    [
      'the signature',
      (one: Signed): Signed => ({ ...one, signature: flipped(one.signature, one.signature.length - 1) }),
    ],
  ])('are refused by both once a bit of %s is another', (_, broken) => {
    const changed = curved.filter(({ message }) => message.length > 0).map(broken);
    expect(changed.filter(byOpenssl).map(({ id }) => id)).toEqual([]);
    expect(differing(changed)).toEqual([]);
  });
});
