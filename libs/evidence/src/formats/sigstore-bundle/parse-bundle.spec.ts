import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { attestationBundle, LOG_ENTRY, MEDIA_TYPES, messageBundle } from '../../testing/bundles.js';
import { base64Of, withChange } from '../../testing/json.js';
import { refusalOf } from '../../testing/refusal.js';
import { statement } from '../../testing/statements.js';
import { parseBundle } from './parse-bundle.js';

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();
const MATERIAL = 'verificationMaterial';
const ENTRY = `${MATERIAL}.tlogEntries.0`;

describe('a Sigstore bundle', () => {
  it.each(['v0.1', 'v0.2', 'v0.3'] as const)(
    'of version %s becomes the one shape that verification knows',
    (version) => {
      const { entity, format } = parseBundle(messageBundle(version));
      expect(format).toBe(`sigstore-bundle ${version}`);
      expect(entity.key.kind === 'certificate' && text(entity.key.der)).toBe('leaf certificate');
      expect(entity.content).toMatchObject({ kind: 'message', digest: { algorithm: 'sha256' } });
      expect(entity.logEntries).toHaveLength(1);
      expect(entity.logEntries[0]).toMatchObject({ index: 1234, kind: 'hashedrekord', integratedTime: 1700000000 });
      expect(entity.logEntries[0]?.inclusionProof).toMatchObject({ index: 34, size: 56 });
      expect(entity.timestamps.map(text)).toEqual(['token']);
    },
  );

  it('may spell the media type of v0.3 in both registered ways', () => {
    const other = withChange(messageBundle(), 'mediaType', 'application/vnd.dev.sigstore.bundle+json;version=0.3');
    expect(parseBundle(other).format).toBe('sigstore-bundle v0.3');
  });

  it('carries a DSSE envelope with exactly one signature', () => {
    const { entity } = parseBundle(attestationBundle(statement('https://slsa.dev/provenance/v1', {})));
    expect(entity.content).toMatchObject({ kind: 'dsse', payloadType: 'application/vnd.in-toto+json' });
  });

  it('may name a public key by a hint instead of a certificate', () => {
    const { certificate, ...material } = messageBundle()[MATERIAL] as Record<string, JsonValue>;
    expect(certificate).toBeDefined();
    const bundle = withChange(messageBundle(), MATERIAL, { ...material, publicKey: { hint: 'key-1' } });
    expect(parseBundle(bundle).entity.key).toEqual({ kind: 'public-key', hint: 'key-1' });
  });

  it('ignores fields beyond the specification, which real bundles carry', () => {
    const bundle = withChange(messageBundle(), 'verificationData', { tlogEntries: [] });
    expect(parseBundle(bundle)).toEqual(parseBundle(messageBundle()));
  });

  it('reads integers that proto-JSON leaves out as zero, and an integrated time of zero as none', () => {
    const first = withChange(
      withChange(messageBundle(), `${ENTRY}.logIndex`, undefined),
      `${ENTRY}.integratedTime`,
      '0',
    );
    const [entry] = parseBundle(first).entity.logEntries;
    expect(entry?.index).toBe(0);
    expect(entry).not.toHaveProperty('integratedTime');
  });

  it('of v0.1 may hold a proof without a checkpoint, which then counts as no proof', () => {
    const bundle = withChange(messageBundle('v0.1'), `${ENTRY}.inclusionProof.checkpoint`, undefined);
    expect(parseBundle(bundle).entity.logEntries[0]).not.toHaveProperty('inclusionProof');
  });

  it('of v0.2 and v0.3 may hold no log entry at all: the trust rule asks for one, not the format', () => {
    expect(parseBundle(withChange(messageBundle('v0.2'), `${MATERIAL}.tlogEntries`, [])).entity.logEntries).toEqual([]);
    expect(parseBundle(withChange(messageBundle(), `${MATERIAL}.tlogEntries`, undefined)).entity.logEntries).toEqual(
      [],
    );
  });
});

describe('a Sigstore bundle is refused', () => {
  const many = (count: number, item: JsonValue) => Array.from({ length: count }, () => item);
  const breaks: readonly [string, JsonValue, string, JsonValue | undefined, string][] = [
    [
      'with a media type that only begins like a known one',
      messageBundle(),
      'mediaType',
      `${MEDIA_TYPES['v0.3']}x`,
      'BUNDLE_MEDIA_TYPE',
    ],
    [
      'of a version that does not exist',
      messageBundle(),
      'mediaType',
      'application/vnd.dev.sigstore.bundle+json;version=0.4',
      'BUNDLE_MEDIA_TYPE',
    ],
    ['without a media type', messageBundle(), 'mediaType', undefined, 'FIELD_MISSING'],
    ['without verification material', messageBundle(), MATERIAL, undefined, 'FIELD_MISSING'],
    ['without any key material', messageBundle(), `${MATERIAL}.certificate`, undefined, 'BUNDLE_KEY_MATERIAL'],
    ['with two kinds of key material', messageBundle(), `${MATERIAL}.publicKey`, { hint: 'x' }, 'BUNDLE_KEY_MATERIAL'],
    ['with an empty certificate', messageBundle(), `${MATERIAL}.certificate.rawBytes`, '', 'FIELD_MISSING'],
    [
      'of v0.1 with an empty chain',
      messageBundle('v0.1'),
      `${MATERIAL}.x509CertificateChain.certificates`,
      [],
      'BUNDLE_CERTIFICATE_CHAIN',
    ],
    [
      'with a malformed intermediate',
      messageBundle('v0.2'),
      `${MATERIAL}.x509CertificateChain.certificates.1.rawBytes`,
      '!',
      'BASE64_INVALID',
    ],
    [
      'with more certificates than a chain has',
      messageBundle('v0.1'),
      `${MATERIAL}.x509CertificateChain.certificates`,
      many(11, { rawBytes: 'AA==' }),
      'LIMIT_EXCEEDED',
    ],
    ['without anything signed', messageBundle(), 'messageSignature', undefined, 'BUNDLE_CONTENT'],
    [
      'with a signature that is not strict base64',
      messageBundle(),
      'messageSignature.signature',
      'AB==',
      'BASE64_INVALID',
    ],
    ['with an empty signature', messageBundle(), 'messageSignature.signature', '', 'FIELD_MISSING'],
    [
      'with a message digest of an unknown algorithm',
      messageBundle(),
      'messageSignature.messageDigest.algorithm',
      'SHA3_256',
      'BUNDLE_DIGEST',
    ],
    [
      'with a message digest of the wrong length',
      messageBundle(),
      'messageSignature.messageDigest.digest',
      base64Of('short'),
      'BUNDLE_DIGEST',
    ],
    ['with a negative log index', messageBundle(), `${ENTRY}.logIndex`, '-1', 'FIELD_INVALID'],
    ['with a log index above 2^53', messageBundle(), `${ENTRY}.logIndex`, '9007199254740993', 'FIELD_INVALID'],
    ['with a log entry without a log id', messageBundle(), `${ENTRY}.logId`, undefined, 'FIELD_MISSING'],
    ['with a log entry of no kind', messageBundle(), `${ENTRY}.kindVersion`, undefined, 'FIELD_MISSING'],
    ['with a log entry without its body', messageBundle(), `${ENTRY}.canonicalizedBody`, '', 'FIELD_MISSING'],
    [
      'of v0.1 without an inclusion promise',
      messageBundle('v0.1'),
      `${ENTRY}.inclusionPromise`,
      undefined,
      'BUNDLE_NO_PROMISE',
    ],
    ['of v0.1 without a log entry', messageBundle('v0.1'), `${MATERIAL}.tlogEntries`, [], 'BUNDLE_NO_LOG_ENTRY'],
    [
      'of v0.2 without an inclusion proof',
      messageBundle('v0.2'),
      `${ENTRY}.inclusionProof`,
      undefined,
      'BUNDLE_NO_PROOF',
    ],
    [
      'of v0.3 with a proof without a checkpoint',
      messageBundle(),
      `${ENTRY}.inclusionProof.checkpoint`,
      undefined,
      'BUNDLE_NO_PROOF',
    ],
    [
      'with a proof longer than any tree is high',
      messageBundle(),
      `${ENTRY}.inclusionProof.hashes`,
      many(65, 'AA=='),
      'LIMIT_EXCEEDED',
    ],
    [
      'with more log entries than are counted',
      messageBundle(),
      `${MATERIAL}.tlogEntries`,
      many(33, LOG_ENTRY),
      'LIMIT_EXCEEDED',
    ],
    [
      'with more timestamps than are counted',
      messageBundle(),
      `${MATERIAL}.timestampVerificationData.rfc3161Timestamps`,
      many(33, { signedTimestamp: 'AA==' }),
      'LIMIT_EXCEEDED',
    ],
    [
      'whose envelope has two signatures',
      attestationBundle({}),
      'dsseEnvelope.signatures',
      many(2, { sig: 'AA==' }),
      'DSSE_SIGNATURE_COUNT',
    ],
    ['whose envelope has no signature', attestationBundle({}), 'dsseEnvelope.signatures', [], 'DSSE_SIGNATURE_COUNT'],
  ];

  it.each(breaks)('%s', (_, valid, path, value, code) => {
    expect(refusalOf(() => parseBundle(valid))).toBe('none');
    expect(refusalOf(() => parseBundle(withChange(valid, path, value)))).toBe(code);
  });

  it('of v0.3 with a certificate chain', () => {
    const chain = {
      x509CertificateChain: { certificates: [{ rawBytes: base64Of('leaf') }] },
      tlogEntries: [LOG_ENTRY],
    };
    expect(refusalOf(() => parseBundle(withChange(messageBundle(), MATERIAL, chain)))).toBe('BUNDLE_CERTIFICATE_CHAIN');
    expect(refusalOf(() => parseBundle(withChange(messageBundle('v0.2'), MATERIAL, chain)))).toBe('none');
  });

  it('with a message signature and an envelope at once', () => {
    const both = { ...attestationBundle({}), messageSignature: { signature: 'AA==' } };
    expect(refusalOf(() => parseBundle(both))).toBe('BUNDLE_CONTENT');
  });
});
