import { describe, expect, it } from '@jest/globals';

import { fromUtf8, parseInstant, toUtf8 } from '#kernel';

import { createSigstore } from '../sigstore/sigstore.js';
import { borrowLogEntry, flipByte } from './tampering.js';

const NOW = parseInstant('2026-11-20T12:00:00Z');
const sigstore = createSigstore({ seed: 'tampering', now: NOW, name: 'test' });
const identity = { kind: 'email', issuer: 'https://accounts.example', email: 'a@test.example' } as const;
const statement = { subject: [{ name: 'file', digest: { sha256: '00' } }] };

const attestation = sigstore.attest({ identity, at: NOW, statement });
const signature = sigstore.signArtifact({ identity, at: NOW, artifact: toUtf8('file') });
const other = sigstore.signArtifact({ identity, at: NOW, artifact: toUtf8('other') });

/** Bits that differ between two byte strings of the same length. */
function differingBits(a: Uint8Array, b: Uint8Array): number {
  expect(a).toHaveLength(b.length);
  return a.reduce((sum, byte, i) => sum + (byte ^ (b[i] ?? 0)).toString(2).replaceAll('0', '').length, 0);
}

interface Bundle {
  readonly verificationMaterial: { readonly tlogEntries: unknown; readonly certificate: unknown };
  readonly dsseEnvelope: { readonly payload: string };
  readonly messageSignature: { readonly signature: string };
}
const parsed = (bundle: Uint8Array) => JSON.parse(fromUtf8(bundle)) as Bundle;
const payloadOf = (bundle: Uint8Array) => Buffer.from(parsed(bundle).dsseEnvelope.payload, 'base64');
const signatureOf = (bundle: Uint8Array) => Buffer.from(parsed(bundle).messageSignature.signature, 'base64');

describe('a flipped byte', () => {
  it('changes one bit of an attestation’s payload, which still parses', () => {
    const flipped = flipByte(attestation);
    expect(differingBits(payloadOf(attestation), payloadOf(flipped))).toBe(1);
    expect(JSON.parse(payloadOf(flipped).toString()).subject[0].name).toBe('File');
    expect(parsed(flipped).verificationMaterial).toEqual(parsed(attestation).verificationMaterial);
  });

  it('changes one bit of an artifact’s signature', () => {
    const flipped = flipByte(signature);
    expect(differingBits(signatureOf(signature), signatureOf(flipped))).toBe(1);
    expect(parsed(flipped).verificationMaterial).toEqual(parsed(signature).verificationMaterial);
  });
});

describe('a borrowed log entry', () => {
  it('is that of the lender, and nothing else changes', () => {
    const { verificationMaterial, ...content } = parsed(borrowLogEntry(signature, other));
    const { verificationMaterial: own, ...ownContent } = parsed(signature);
    expect(verificationMaterial.tlogEntries).toEqual(parsed(other).verificationMaterial.tlogEntries);
    expect(verificationMaterial.certificate).toEqual(own.certificate);
    expect(content).toEqual(ownContent);
  });
});
