import { parse } from '#evidence';
import { toUtf8 } from '#kernel';
import { deriveKey, Seed } from '#sample-world';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { attestation, ROOT, rootOf, sigstore } from '../testing/world.js';
import type { TimestampAuthority } from '../trust/certificate-authority.js';
import { VerificationError } from '../verification-error.js';
import { parseCertificate } from '../x509/certificate.js';
import { verifyTimestamp } from './timestamp.js';

const { content } = parse(attestation({ timestamp: true }));
if (content.kind !== 'signed' || content.entity.content.kind !== 'dsse') throw new Error('no envelope');
const TOKEN = content.entity.timestamps[0] ?? new Uint8Array();
const SIGNATURE = content.entity.content.signatures[0]?.signature ?? new Uint8Array();
const [AUTHORITY] = ROOT.timestampAuthorities as [TimestampAuthority];
const code = (value: string) => expect.objectContaining({ code: value });
const PAST = { from: 0, until: 1 };

describe('a time-stamp', () => {
  it('says when the signature existed', () => {
    const { time, authority } = verifyTimestamp(TOKEN, SIGNATURE, [AUTHORITY]);
    expect(new Date(time).toISOString()).toBe('2026-11-20T12:00:01.000Z');
    expect(authority).toBe(AUTHORITY.name);
  });

  it('says nothing of another signature', () => {
    expect(() => verifyTimestamp(TOKEN, toUtf8('another'), [AUTHORITY])).toThrow(code('TIMESTAMP_OTHER_MESSAGE'));
  });

  it.each([
    ['of an authority that is not listed', [], 'TIMESTAMP_AUTHORITY_UNKNOWN'],
    [
      'of an authority that was not yet, or no more, trusted',
      [{ ...AUTHORITY, window: PAST }],
      'TIMESTAMP_OUTSIDE_VALIDITY',
    ],
    ['of an authority whose own chain was not valid', [{ ...AUTHORITY, validity: PAST }], 'TIMESTAMP_OUTSIDE_VALIDITY'],
    ['T-TSA-01 by another key under the name of the authority', [withOtherKey()], 'TIMESTAMP_INVALID'],
    ['T-TSA-02 by a certificate of another purpose', [withOtherPurpose()], 'CERTIFICATE_USAGE'],
  ])('is refused %s', (_, authorities, expected) => {
    expect(() => verifyTimestamp(TOKEN, SIGNATURE, authorities)).toThrow(code(expected));
  });

  it('T-TSA-03 brings no certificate that the trust root did not issue', () => {
    const { leaf, ...withoutLeaf } = AUTHORITY;
    expect(leaf).toBeDefined();
    const path = ROOT.certificateAuthorities[0]?.path;
    const foreign = path === undefined ? withoutLeaf : { ...withoutLeaf, path };
    expect(() => verifyTimestamp(TOKEN, SIGNATURE, [foreign])).toThrow(code('TIMESTAMP_AUTHORITY_UNKNOWN'));
  });

  it('finds its authority among several, whatever their order', () => {
    const [stranger] = rootOf(sigstore('stranger').trustedRoot()).timestampAuthorities as [TimestampAuthority];
    for (const authorities of [
      [AUTHORITY, stranger],
      [stranger, AUTHORITY],
    ]) {
      expect(verifyTimestamp(TOKEN, SIGNATURE, authorities).authority).toBe(AUTHORITY.name);
    }
  });

  it('T-TSA-01 is refused where the listed certificate bears another serial number, though the key is the same', () => {
    const { leaf } = AUTHORITY;
    if (leaf === undefined) throw new Error('no leaf');
    const other = { ...AUTHORITY, leaf: { ...leaf, certificate: { ...leaf.certificate, serial: Uint8Array.of(7) } } };
    expect(() => verifyTimestamp(TOKEN, SIGNATURE, [other])).toThrow(code('TIMESTAMP_AUTHORITY_UNKNOWN'));
  });

  it('T-TIME-02 is refused with another time in it', () => {
    const at = Buffer.from(TOKEN).indexOf('20261120120001Z');
    expect(at).toBeGreaterThan(0);
    const altered = Uint8Array.from(TOKEN);
    altered[at + 13] = '7'.charCodeAt(0);
    expect(() => verifyTimestamp(altered, SIGNATURE, [AUTHORITY])).toThrow(code('TIMESTAMP_INVALID'));
  });

  describe('that brings its certificate', () => {
    const { path, leaf, ...rest } = AUTHORITY;
    if (path === undefined || leaf === undefined) throw new Error('no path');
    const bringing = { ...rest, path };

    it('counts where the trust root lists who issued it', () => {
      expect(verifyTimestamp(TOKEN, SIGNATURE, [bringing]).authority).toBe(AUTHORITY.name);
    });

    it('T-TSA-03 is refused where another key issued it under the same name', () => {
      const forged = { ...bringing, path: { ...path, key: leaf.key } };
      expect(() => verifyTimestamp(TOKEN, SIGNATURE, [forged])).toThrow(code('CERTIFICATE_UNTRUSTED'));
    });

    it('T-TSA-01 is refused with another certificate of the same key, issuer and serial number than the one it signed', () => {
      const swapped = replaced(TOKEN, leaf.certificate.der, reissued(leaf.certificate.der));
      expect(() => verifyTimestamp(swapped, SIGNATURE, [bringing])).toThrow(code('TIMESTAMP_AUTHORITY_UNKNOWN'));
      expect(verifyTimestamp(swapped, SIGNATURE, [AUTHORITY]).authority).toBe(AUTHORITY.name);
    });
  });

  it('is closed at both ends of the window', () => {
    const at = Date.parse('2026-11-20T12:00:01Z');
    const exactly = { ...AUTHORITY, window: { from: at, until: at } };
    expect(verifyTimestamp(TOKEN, SIGNATURE, [exactly]).time).toBe(at);
  });

  it('is a finding, never another error, whichever byte is wrong', () => {
    fc.assert(
      fc.property(fc.nat(TOKEN.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const token = Uint8Array.from(TOKEN);
        token[at] = (token[at] ?? 0) ^ mask;
        try {
          verifyTimestamp(token, SIGNATURE, [AUTHORITY]);
        } catch (error) {
          expect(error).toBeInstanceOf(VerificationError);
        }
      }),
    );
  });
});

/** The authority's certificate once more, by its own root, with another end: as long as the first. */
function reissued(der: Uint8Array): Uint8Array {
  const root = deriveKey(new Seed('sigstore aurora verification'), 'tsa root', 'p384');
  const { tbs, signature } = parseCertificate(der);
  const [, ends] = [
    ...Buffer.from(tbs)
      .toString('latin1')
      .matchAll(/\x17\x0d\d{10}/g),
  ];
  for (let second = 10; second < 60; second++) {
    const content = Buffer.from(tbs);
    content.write(String(second), (ends?.index ?? 0) + 12, 'latin1');
    const signed = root.sign(content);
    const isOther = Buffer.compare(content, tbs) !== 0;
    if (isOther && signed.length === signature.length) return replaced(replaced(der, tbs, content), signature, signed);
  }
  throw new Error('no signature of the same length');
}

function replaced(whole: Uint8Array, part: Uint8Array, by: Uint8Array): Uint8Array {
  const at = Buffer.from(whole).indexOf(part);
  return Buffer.concat([whole.subarray(0, at), by, whole.subarray(at + part.length)]);
}

function withOtherKey(): TimestampAuthority {
  const key = ROOT.certificateAuthorities[0]?.path.key;
  return AUTHORITY.leaf === undefined || key === undefined
    ? AUTHORITY
    : { ...AUTHORITY, leaf: { ...AUTHORITY.leaf, key } };
}

function withOtherPurpose(): TimestampAuthority {
  if (AUTHORITY.leaf === undefined) return AUTHORITY;
  const extensions = new Map(AUTHORITY.leaf.certificate.extensions);
  extensions.delete('2.5.29.37');
  return { ...AUTHORITY, leaf: { ...AUTHORITY.leaf, certificate: { ...AUTHORITY.leaf.certificate, extensions } } };
}
