import { describe, expect, it } from '@jest/globals';

import { toBase64, toUtf8 } from '#kernel';
import { deriveKey, IN_TOTO, preAuthEncoding, Seed } from '#sample-world';

import {
  attestation,
  judge,
  KEY,
  KEY_RULE,
  PROVENANCE,
  stops,
  withChange,
} from '../../libs/verification/src/testing/world.js';

const PAYLOAD = toUtf8(JSON.stringify(PROVENANCE));
const STRANGER = deriveKey(new Seed('attack'), 'stranger', 'p256');
const TYPE = ['dsseEnvelope', 'payloadType'];

interface Signature {
  readonly sig: string;
  readonly keyid?: string;
}

const bare = (signatures: readonly Signature[], payloadType = IN_TOTO, payload = PAYLOAD) =>
  toUtf8(JSON.stringify({ payloadType, payload: toBase64(payload), signatures }));
const signed = (key = KEY, message = preAuthEncoding(IN_TOTO, PAYLOAD)): Signature => ({
  sig: toBase64(key.sign(message)),
});
const byKey = (bytes: Uint8Array) => judge(bytes, { rules: [KEY_RULE] });
const spelled = (change: (code: number) => number) =>
  String.fromCodePoint(...Array.from(IN_TOTO, (letter) => change(letter.codePointAt(0) ?? 0)));

describe('the type of a payload is signed as it is written', () => {
  it.each([
    ['with the high bit set', spelled((code) => code | 0x80)],
    ['from the letters 256 further on', spelled((code) => code + 0x100)],
    ['with one letter whose high bit is set', IN_TOTO.replace('v', String.fromCodePoint(0xf6))],
  ])('T-DSSE-01 a type %s, which ASCII would fold into the right one, fails envelope and signature', (_, type) => {
    const verdict = judge(withChange(attestation(), TYPE, () => type));
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ envelope: 'DSSE_PAYLOAD_TYPE', signature: 'SIGNATURE_INVALID' });
  });

  it.each([
    ['a NUL behind it', `${IN_TOTO}\0`],
    ['a NUL before it', `\0${IN_TOTO}`],
    ['a blank behind it', `${IN_TOTO} `],
    ['a letter that is no ASCII', `${IN_TOTO}ä`],
    ['upper case', IN_TOTO.toUpperCase()],
    ['a part of the payload in it', `${IN_TOTO} ${PAYLOAD.length} {`],
    ['nothing in it', ''],
  ])('T-DSSE-02 a type with %s is another type', (_, type) => {
    const verdict = judge(withChange(attestation(), TYPE, () => type));
    expect(verdict.outcome).toBe('rejected');
    expect(verdict.checks.find(({ rung }) => rung === 'signature')?.outcome).not.toBe('passed');
  });

  it('T-DSSE-02 lengths count bytes, not letters, and a type that is no in-toto stays refused when it is signed', () => {
    const type = 'application/vnd.ä+json';
    const bytes = bare([signed(KEY, preAuthEncoding(type, PAYLOAD))], type);
    expect(stops(byKey(bytes))).toMatchObject({ envelope: 'DSSE_PAYLOAD_TYPE' });
    expect(byKey(bytes).checks.find(({ rung }) => rung === 'signature')?.outcome).toBe('passed');
    const letters = toUtf8(`DSSEv1 ${type.length} ${type} ${PAYLOAD.length} ${JSON.stringify(PROVENANCE)}`);
    expect(stops(byKey(bare([signed(KEY, letters)], type)))).toMatchObject({ signature: 'SIGNATURE_KEY_UNKNOWN' });
  });

  it.each([`${IN_TOTO}; charset=utf-8`, `${IN_TOTO} `, `${IN_TOTO}+x`, IN_TOTO.toUpperCase()])(
    'T-DSSE-02 the type "%s" is not read although the right key signed it',
    (type) => {
      const verdict = byKey(bare([signed(KEY, preAuthEncoding(type, PAYLOAD))], type));
      expect(verdict.outcome).not.toBe('verified');
      expect(stops(verdict)).toMatchObject({ envelope: 'DSSE_PAYLOAD_TYPE' });
    },
  );

  it('T-DSSE-02 a signature over the payload alone, or over its base64, is none over the envelope', () => {
    for (const message of [PAYLOAD, toUtf8(toBase64(PAYLOAD)), preAuthEncoding(IN_TOTO, toUtf8(toBase64(PAYLOAD)))]) {
      expect(byKey(bare([signed(KEY, message)])).outcome).not.toBe('verified');
    }
  });
});

describe('T-DSSE-03 an envelope of several signatures', () => {
  const garbage: Signature = { sig: toBase64(Uint8Array.of(1, 2, 3)) };

  it.each([
    ['first', [signed(), signed(STRANGER)]],
    ['last', [signed(STRANGER), garbage, signed()]],
    ['alone', [signed()]],
  ])('is verified by the one that counts, standing %s', (_, signatures) => {
    expect(byKey(bare(signatures)).outcome).toBe('verified');
  });

  it.each([
    ['a stranger made all', [signed(STRANGER), signed(STRANGER)]],
    ['the name of the key stands at the work of a stranger', [{ ...signed(STRANGER), keyid: KEY_RULE.id }]],
    ['none is a signature', [garbage]],
    ['there is none', []],
  ])('is not verified where %s', (_, signatures) => {
    expect(byKey(bare(signatures)).outcome).not.toBe('verified');
  });

  it('says how many the key made: one key twice is still one signer', () => {
    const { checks } = byKey(bare([signed(STRANGER), signed(), signed()]));
    expect(checks.find(({ rung }) => rung === 'signature')?.found).toContain('2 by this key');
  });

  it('is refused in a Sigstore bundle, where exactly one signature stands', () => {
    const two = withChange(attestation(), ['dsseEnvelope', 'signatures'], (own: Signature[]) => [
      ...own,
      signed(STRANGER),
    ]);
    expect(judge(two).outcome).toBe('rejected');
    expect(stops(judge(two))).toMatchObject({ format: 'DSSE_SIGNATURE_COUNT' });
  });
});
