import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { fromBase64, fromUtf8, toUtf8, type JsonObject } from '#kernel';

import { attestation, BUILDER, flipped, judge, KEY, KEY_RULE, MATERIAL, RULE, stops } from './testing/world.js';

interface Bundle {
  readonly dsseEnvelope: JsonObject & { readonly signatures: readonly [{ readonly sig: string }] };
  readonly [MATERIAL]: { readonly certificate: { readonly rawBytes: string } };
}

/** The envelope of a bundle alone, with its certificate beside the signature, as older generators hand it out. */
function alone(changes: { readonly sig?: string } = {}): Uint8Array {
  const { dsseEnvelope, ...material } = JSON.parse(fromUtf8(attestation())) as Bundle;
  const { rawBytes } = material[MATERIAL].certificate;
  const cert = `-----BEGIN CERTIFICATE-----\n${rawBytes}\n-----END CERTIFICATE-----\n`;
  const signatures = [{ ...dsseEnvelope.signatures[0], ...changes, cert }];
  return toUtf8(JSON.stringify({ ...dsseEnvelope, signatures }));
}

const OPEN = {
  'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN',
  'transparency-log': 'LOG_ENTRY_ELSEWHERE',
  'trusted-time': 'TIME_MISSING',
};

describe('an envelope that comes alone with its certificate', () => {
  it('is unverified: nothing speaks against it, and log and time are not in it', () => {
    const verdict = judge(alone());
    expect(verdict.outcome).toBe('unverified');
    expect(stops(verdict)).toEqual(OPEN);
  });

  it('is judged in everything else', () => {
    const { sig } = (JSON.parse(fromUtf8(alone())) as Bundle['dsseEnvelope']).signatures[0];
    expect(fromBase64(sig).length).toBeGreaterThan(0);
    expect(stops(judge(alone({ sig: flipped(sig) })))).toMatchObject({ signature: 'SIGNATURE_INVALID' });
    const other = { ...RULE, builders: { [`${BUILDER}0`]: 3 } } as const;
    expect(judge(alone(), { rules: [other] }).outcome).toBe('rejected');
    expect(stops(judge(alone(), { rules: [other] }))).toEqual({ ...OPEN, policy: 'POLICY_BUILDER_UNTRUSTED' });
  });

  it('is not told apart from one that was logged by a rule that asks for no log', () => {
    const bare = attestation({ identity: { kind: 'key', key: KEY }, log: 'none' });
    const { dsseEnvelope } = JSON.parse(fromUtf8(bare)) as Bundle;
    expect(parse(toUtf8(JSON.stringify(dsseEnvelope))).format).toBe('dsse-envelope v1');
    expect(judge(toUtf8(JSON.stringify(dsseEnvelope)), { rules: [KEY_RULE] }).outcome).toBe('verified');
  });
});
