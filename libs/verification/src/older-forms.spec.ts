import { describe, expect, it } from '@jest/globals';

import { packEvidenceSet, parse } from '#evidence';
import { fromBase64, fromUtf8, hash, toBase64, toHex, toUtf8, type SubjectDigest } from '#kernel';
import { PrivateAuthority } from '#sample-world';

import {
  cosignBundleOf,
  detachedOf,
  layerOf,
  signedEnvelope,
  signedPayload,
  simpleSigning,
  stampOver,
  unloggedLayerOf,
  type CosignParts,
  type RekorNote,
} from './testing/cosign-forms.js';
import { DIGEST, flipped, judge, KEY, KEY_RULE, NOW, PROVENANCE, rootOf, RULE, stops } from './testing/world.js';

const IMAGE: SubjectDigest = `sha256:${DIGEST}`;
const ABOUT_IMAGE = { artifact: { digests: [IMAGE] } };
const SIGNED = signedPayload(simpleSigning(DIGEST));
const OTHER = signedPayload(simpleSigning('b'.repeat(64)));
const ATTESTED = signedEnvelope();
const STAMPED = { ...ATTESTED, timestamp: stampOver(ATTESTED.layer) };
const FILE = toUtf8('a file');
const FILE_SIGNED = signedPayload(FILE);
const FILE_DIGEST: SubjectDigest = `sha256:${toHex(hash('sha256', FILE))}`;

const note = (change: Partial<RekorNote['Payload']>): RekorNote => ({
  ...SIGNED.bundle,
  Payload: { ...SIGNED.bundle.Payload, ...change },
});

describe("cosign's older forms are verified", () => {
  it.each<[string, Uint8Array, SubjectDigest]>([
    ['an image signature beside its image', layerOf(SIGNED), IMAGE],
    ['an attestation beside its image', layerOf(ATTESTED), IMAGE],
    ['an attestation that is logged as intoto', layerOf(signedEnvelope({ entry: 'intoto' })), IMAGE],
    ['an image signature in files of its own', detachedOf(SIGNED), IMAGE],
    ['a signature over a file, in files of its own', detachedOf(FILE_SIGNED, false), FILE_DIGEST],
    ['an attestation with a time-stamp over its envelope', layerOf(STAMPED), IMAGE],
    ['a bundle over a file', cosignBundleOf(FILE_SIGNED), FILE_DIGEST],
    ['a bundle over an attestation', cosignBundleOf(ATTESTED), IMAGE],
  ])('%s', (_, bytes, digest) => {
    const verdict = judge(bytes, {}, { artifact: { digests: [digest] } });
    expect(stops(verdict)).toEqual({});
    expect(verdict.outcome).toBe('verified');
  });

  it('by a plain key, where a rule asks for neither log nor time', () => {
    const layer = simpleSigning(DIGEST);
    const keyed = { ...SIGNED, layer, signature: toBase64(KEY.sign(layer)), certificate: '', timestamp: '' };
    const files = new Map([
      ['signature', fromBase64(keyed.signature)],
      ['payload', layer],
    ]);
    const bytes = packEvidenceSet('cosign-detached', files);
    expect(judge(bytes, { rules: [KEY_RULE] }, ABOUT_IMAGE).outcome).toBe('verified');
  });

  it('by a certificate of a CA of their own, which no log knows, under a rule that expects it', () => {
    const authority = new PrivateAuthority({ seed: 'older forms', now: NOW, name: 'acme' });
    const identity = 'ci@acme.example';
    const bytes = unloggedLayerOf(authority.attest({ names: [{ email: identity }], at: NOW, statement: PROVENANCE }));
    const signer = { kind: 'workload', identity: { exactly: identity } } as const;
    const rule = { ...RULE, signer, trustRoot: 'acme-ca', log: 'none', time: 'none' } as const;
    const trusting = { trustRoots: [rootOf(authority.pem(), 'acme-ca')], rules: [rule] };
    expect(stops(judge(bytes, trusting, ABOUT_IMAGE))).toEqual({});
    expect(judge(bytes, {}, ABOUT_IMAGE).outcome).not.toBe('verified');
  });

  it('with the key itself in place of a certificate, which is a hint and nothing more', () => {
    const layer = simpleSigning(DIGEST);
    const files = new Map([
      ['signature', KEY.sign(layer)],
      ['payload', layer],
      ['certificate', toUtf8(KEY.publicKey.toPem())],
    ]);
    const bytes = packEvidenceSet('cosign-detached', files);
    expect(judge(bytes, { rules: [KEY_RULE] }, ABOUT_IMAGE).outcome).toBe('verified');
    expect(judge(bytes, {}, ABOUT_IMAGE).outcome).not.toBe('verified');
  });
});

describe("cosign's older forms are refused", () => {
  it.each<[string, Partial<CosignParts>, object]>([
    [
      'T-BODY-01 with the log entry of another signature',
      { bundle: OTHER.bundle },
      { 'transparency-log': 'LOG_BODY_MISMATCH' },
    ],
    [
      'T-BODY-02 with the body of another entry under its own promise',
      { bundle: note({ body: OTHER.bundle.Payload.body }) },
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'T-BODY-03 with the promise of another entry',
      { bundle: { ...SIGNED.bundle, SignedEntryTimestamp: OTHER.bundle.SignedEntryTimestamp } },
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'T-TIME-02 with another integration time',
      { bundle: note({ integratedTime: SIGNED.bundle.Payload.integratedTime - 1 }) },
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'with another index in the log',
      { bundle: note({ logIndex: SIGNED.bundle.Payload.logIndex + 1 }) },
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'with the entry of a log that nobody trusts',
      { bundle: note({ logID: '00'.repeat(32) }) },
      { 'transparency-log': 'LOG_UNKNOWN' },
    ],
    [
      'with the time-stamp of another signature',
      { timestamp: OTHER.timestamp },
      { 'trusted-time': 'TIMESTAMP_OTHER_MESSAGE' },
    ],
  ])('an image signature %s', (_, change, stopped) => {
    expect(stops(judge(layerOf({ ...SIGNED, ...change }), {}, ABOUT_IMAGE))).toMatchObject(stopped);
    expect(judge(detachedOf({ ...SIGNED, ...change }), {}, ABOUT_IMAGE).outcome).not.toBe('verified');
  });

  it.each<[string, Partial<CosignParts>]>([
    ['with the payload of another image', { layer: OTHER.layer }],
    ['with a payload that says the same in other bytes', { layer: toUtf8(`${fromUtf8(SIGNED.layer)} `) }],
    ['with the signature over another payload', { signature: OTHER.signature }],
    ['with a bit turned in its signature', { signature: flipped(SIGNED.signature) }],
    ['with the certificate of another signature', { certificate: OTHER.certificate }],
    ['with log entry and signature of another payload', { signature: OTHER.signature, bundle: OTHER.bundle }],
  ])('an image signature %s', (_, change) => {
    const verdict = judge(layerOf({ ...SIGNED, ...change }), {}, ABOUT_IMAGE);
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ signature: 'SIGNATURE_INVALID' });
  });

  it('T-SUBJ-01 an image signature, for another image', () => {
    const other = { artifact: { digests: [`sha256:${'b'.repeat(64)}`] as const } };
    expect(stops(judge(layerOf(SIGNED), {}, other))).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });

  it('an image signature, for its own payload: what is signed is the image', () => {
    const digests: readonly SubjectDigest[] = [`sha256:${toHex(hash('sha256', SIGNED.layer))}`];
    const payload = { artifact: { digests, bytes: SIGNED.layer } };
    expect(stops(judge(layerOf(SIGNED), {}, payload))).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });

  it('a signature over a payload of another type', () => {
    const signed = signedPayload(simpleSigning(DIGEST, 'atomic container signature'));
    expect(stops(judge(layerOf(signed), {}, ABOUT_IMAGE))).toEqual({ subject: 'SUBJECT_INVALID' });
  });

  it('an attestation with the log entry of another', () => {
    const bytes = layerOf({ ...ATTESTED, bundle: SIGNED.bundle });
    expect(stops(judge(bytes, {}, ABOUT_IMAGE))).toMatchObject({ 'transparency-log': 'LOG_BODY_MISMATCH' });
  });

  it('an attestation with the time-stamp of another one', () => {
    const bytes = layerOf({ ...ATTESTED, timestamp: stampOver(signedEnvelope().layer) });
    expect(stops(judge(bytes, {}, ABOUT_IMAGE))).toMatchObject({ 'trusted-time': 'TIMESTAMP_OTHER_MESSAGE' });
  });

  it('an attestation with a time-stamp that is over its signature alone: cosign stamps the envelope', () => {
    const bytes = layerOf(signedEnvelope({ timestamp: true }));
    expect(stops(judge(bytes, {}, ABOUT_IMAGE))).toMatchObject({ 'trusted-time': 'TIMESTAMP_OTHER_MESSAGE' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another digest', { digest: `sha256:${'0'.repeat(64)}` }],
    ['of another size', { size: SIGNED.layer.length + 1 }],
    ['by a digest that is none', { digest: 'md5:00' }],
    ['of a type that carries no signature', { mediaType: 'application/octet-stream' }],
  ])('a layer whose descriptor speaks of one %s', (_, change) => {
    expect(stops(judge(layerOf(SIGNED, change), {}, ABOUT_IMAGE))).toMatchObject({ format: 'FORMAT_INVALID' });
  });

  it('a layer without the annotations that sign it', () => {
    const bytes = layerOf(SIGNED, { annotations: undefined });
    expect(stops(judge(bytes, {}, ABOUT_IMAGE))).toMatchObject({ format: 'FIELD_MISSING' });
  });

  it('a keyless signature without its log entry', () => {
    const files = new Map([
      ['signature', toUtf8(SIGNED.signature)],
      ['certificate', toUtf8(SIGNED.certificate)],
      ['payload', SIGNED.layer],
    ]);
    const verdict = judge(packEvidenceSet('cosign-detached', files), {}, ABOUT_IMAGE);
    expect(verdict.outcome).not.toBe('verified');
    expect(stops(verdict)).toMatchObject({ 'transparency-log': 'LOG_ENTRY_MISSING', 'trusted-time': 'TIME_MISSING' });
  });
});

describe('a log entry alone', () => {
  it.each([
    ['as cosign notes it', SIGNED.bundle],
    [
      'as the log answers it',
      {
        ['f'.repeat(64)]: {
          ...SIGNED.bundle.Payload,
          verification: { signedEntryTimestamp: SIGNED.bundle.SignedEntryTimestamp },
        },
      },
    ],
  ])('%s is known and never believed: it says nothing about an artifact', (_, entry) => {
    const bytes = toUtf8(JSON.stringify(entry));
    expect(parse(bytes).format).toBe('rekor-log-entry hashedrekord 0.0.1');
    const verdict = judge(bytes, {}, ABOUT_IMAGE);
    expect(verdict.outcome).toBe('unverified');
    expect(stops(verdict)).toMatchObject({ format: 'FORMAT_UNSIGNED' });
  });
});
