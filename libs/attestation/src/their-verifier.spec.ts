// What we sign is what the usual verifier takes: a Sigstore bundle, under the organization's key and without a log.
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { createPublicKey } from 'node:crypto';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { digestOf, parseInstant, SigningKey, type PublicKey } from '#kernel';
import { createSampleWorld, type SampleWorld } from '#sample-world';

import { flagshipOf, issueWorld, type IssuedWorld } from './fixtures/issued-world.js';
import { keySigner } from './fixtures/key-signer.js';

const EMPTY_ROOT = { mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1' };
const signer = keySigner();
let world: SampleWorld;
let issued: IssuedWorld['issued'];

beforeAll(async () => {
  world = createSampleWorld({ seed: 'theirs', now: parseInstant('2026-11-20T09:00:00Z') });
  ({ issued } = await issueWorld(world, signer));
});

/** As `cosign verify-blob-attestation --key … --insecure-ignore-tlog` does: the key, no log, no time. */
function refusalOf(bundle: Uint8Array, publicKey: PublicKey): string {
  const key = { publicKey: createPublicKey(publicKey.toPem()), validFor: () => true };
  const trust = toTrustMaterial(TrustedRoot.fromJSON(EMPTY_ROOT), () => key);
  const verifier = new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  try {
    verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(Buffer.from(bundle).toString('utf8')))));
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.constructor.name : 'unknown';
  }
}

describe('the signature of an attestation, to @sigstore/verify', () => {
  it('stands under the key that signed it, and under no other', () => {
    expect(refusalOf(issued.bundle, signer.publicKey)).toBe('none');
    expect(refusalOf(issued.bundle, SigningKey.generate().publicKey)).toBe('VerificationError');
  });

  it('falls with one changed bit of what was signed', () => {
    const bundle = JSON.parse(Buffer.from(issued.bundle).toString('utf8')) as { dsseEnvelope: { payload: string } };
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64');
    payload[100]! ^= 1;
    bundle.dsseEnvelope.payload = payload.toString('base64');
    expect(refusalOf(Buffer.from(JSON.stringify(bundle)), signer.publicKey)).toBe('VerificationError');
  });

  it('is about the artifacts themselves: their bytes have the digests of its subjects', () => {
    const { content } = parse(issued.bundle);
    const subjects = content.kind === 'signed' ? (content.statement?.subjects ?? []) : [];
    const { manifest } = flagshipOf(world);
    const artifacts = manifest.kind === 'evidence' ? [] : manifest.artifacts.map(({ bytes }) => digestOf(bytes));
    const held = new Set(subjects.flatMap(({ digests }) => digests));
    expect(subjects.length).toBeGreaterThan(0);
    expect(artifacts.filter((digest) => !held.has(digest))).toEqual([]);
    expect(held.has(digestOf(Buffer.from('another artifact')))).toBe(false);
  });
});
