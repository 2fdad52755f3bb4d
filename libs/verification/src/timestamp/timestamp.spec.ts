import { parse } from '#evidence';
import { toUtf8 } from '#kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { attestation, ROOT } from '../testing/world.js';
import type { TimestampAuthority } from '../trust/certificate-authority.js';
import { VerificationError } from '../verification-error.js';
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
