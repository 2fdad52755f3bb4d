import { describe, expect, it } from '@jest/globals';

import { AppError, parseDigest, parseInstant, SigningKey, toUtf8 } from '#kernel';

import { keySigner } from '../fixtures/key-signer.js';
import { signStatement } from '../sign-statement.js';
import { attestationStatusStatement, type KnownStatus } from './attestation-status.js';
import { readStatus } from './read-status.js';
import { renderStatus } from './render-status.js';

const ATTESTATION = parseDigest(`sha256:${'11'.repeat(32)}`);
const OTHER = parseDigest(`sha256:${'22'.repeat(32)}`);
const ISSUED = parseInstant('2026-11-20T08:00:00Z');
const KEY = SigningKey.generate();
const AFFECTED: KnownStatus = {
  ...{
    attestation: ATTESTATION,
    state: 'affected',
    since: parseInstant('2026-11-19'),
    issuedAt: ISSUED,
    companions: [],
  },
  affected: [
    {
      control: 'PS.2.1',
      signed: 'EVIDENCED',
      now: 'FAILED',
      cause: 'EVIDENCE_DISTRUSTED',
      sentence: 'A key\u202e fell.',
    },
  ],
};
const signed = (known: KnownStatus = AFFECTED) => signStatement(attestationStatusStatement(known), keySigner(KEY));

function refusal(read: () => unknown): string {
  try {
    read();
    return 'none';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('a reader of a status', () => {
  it('proves with his own key who says so, about the attestation that he holds', async () => {
    const reading = readStatus(await signed(), { at: ISSUED, signer: KEY.publicKey, attestation: ATTESTATION });
    expect(reading).toMatchObject({
      ...{ signature: 'verified', age: 'valid', keyFingerprint: KEY.publicKey.fingerprint },
      status: { state: 'affected' },
    });
  });

  it('is told that nothing is proven without a key', async () => {
    const reading = readStatus(await signed(), { at: ISSUED });
    expect(reading.signature).toBe('not-asked');
    expect(renderStatus(reading)).toContain('not checked: give the key that you expect');
  });

  it('refuses another signer, another attestation, and what is no status', async () => {
    const bytes = await signed();
    const stranger = SigningKey.generate().publicKey;
    expect(refusal(() => readStatus(bytes, { at: ISSUED, signer: stranger }))).toBe('STATUS_SIGNATURE');
    expect(refusal(() => readStatus(bytes, { at: ISSUED, attestation: OTHER }))).toBe('STATUS_OF_ANOTHER');
    expect(refusal(() => readStatus(toUtf8('{}'), { at: ISSUED }))).toBe('STATUS_UNREADABLE');
    const withdrawal = {
      subjects: [{ name: 'a', digests: [ATTESTATION] }],
      predicateType: 'https://example.org/v1',
      predicate: {},
    };
    const other = await signStatement(withdrawal, keySigner(KEY));
    expect(refusal(() => readStatus(other, { at: ISSUED }))).toBe('STATUS_UNREADABLE');
  });

  it('knows when a status says nothing any more, and when its time has not come', async () => {
    const bytes = await signed();
    const ageAt = (moment: string) => readStatus(bytes, { at: parseInstant(moment) }).age;
    expect(ageAt('2026-11-27T07:59:59.999Z')).toBe('valid');
    expect(ageAt('2026-11-27T08:00:00Z')).toBe('past');
    expect(ageAt('2026-11-20T07:59:59.999Z')).toBe('ahead');
  });

  it('reads it in words, with what strangers wrote made visible', async () => {
    const text = renderStatus(readStatus(await signed(), { at: ISSUED, signer: KEY.publicKey }));
    expect(text.split('\n')).toEqual([
      `Attestation ${ATTESTATION}`,
      'AFFECTED since 2026-11-19 00:00:00 UTC',
      '  - A key[U+202E] fell.',
      'Issued 2026-11-20 08:00:00 UTC, says nothing after 2026-11-27 08:00:00 UTC',
      'Signature: verified under the key that was given',
    ]);
    const superseded = await signed({ ...AFFECTED, state: 'superseded', affected: [], replacedBy: OTHER });
    const later = renderStatus(readStatus(superseded, { at: parseInstant('2027-01-01') }));
    expect(later).toContain(`Replaced by ${OTHER}`);
    expect(later).toContain('says nothing any more since 2026-11-27');
  });
});
