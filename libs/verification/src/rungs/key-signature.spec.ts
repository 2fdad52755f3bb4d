import { describe, expect, it } from '@jest/globals';

import { parse } from '#evidence';
import { toBase64, toUtf8, type JsonObject } from '#kernel';
import { deriveKey, Seed } from '#sample-world';

import { KEY, KEY_RULE, PROVENANCE, ROOT, stops } from '../testing/world.js';
import type { TrustRule } from '../trust-rule.js';
import { Verifier } from '../verifier.js';

const STRANGER = deriveKey(new Seed('verification'), 'stranger', 'p256');
const TYPE = 'application/vnd.in-toto+json';
const PAYLOAD = toUtf8(JSON.stringify(PROVENANCE));
const ENCODED = Buffer.concat([toUtf8(`DSSEv1 ${TYPE.length} ${TYPE} ${PAYLOAD.length} `), PAYLOAD]);

const signed = (bytes: Uint8Array, keyid: string, key = KEY) => ({ sig: toBase64(key.sign(bytes)), keyid });
const overPayload = (keyid = 'service/1', key = KEY) => signed(PAYLOAD, keyid, key);
const overEnvelope = (keyid = 'service/1', key = KEY) => signed(ENCODED, keyid, key);

function rule(changes: object, id = 'key'): TrustRule {
  return { ...KEY_RULE, id, signer: { kind: 'key', publicKey: KEY.publicKey.toPem(), ...changes } };
}

function verdictOf(signatures: readonly JsonObject[], rules: readonly TrustRule[]) {
  const envelope = { payloadType: TYPE, payload: toBase64(PAYLOAD), signatures };
  return new Verifier({ trustRoots: [ROOT], rules }).verify(parse(toUtf8(JSON.stringify(envelope)))).verdict;
}

const UNKNOWN = { signature: 'SIGNATURE_KEY_UNKNOWN', identity: 'IDENTITY_UNPROVEN', policy: 'POLICY_NO_RULE' };

describe('a key that signs the payload of an envelope without its type', () => {
  it('counts where its rule says so, and only there', () => {
    expect(verdictOf([overPayload()], [rule({ signs: 'payload' })]).outcome).toBe('verified');
    expect(verdictOf([overPayload()], [rule({})])).toMatchObject({ outcome: 'unverified' });
  });

  it('may sign whole envelopes as well', () => {
    expect(verdictOf([overEnvelope()], [rule({ signs: 'payload' })]).outcome).not.toBe('verified');
    expect(verdictOf([overEnvelope()], [rule({ signs: 'payload' }), rule({}, 'whole')]).rules).toContain('whole');
  });

  it('T-KEY-02 does not count under another rule for the same key that does not say so', () => {
    const { rules, outcome } = verdictOf([overPayload()], [rule({}, 'whole'), rule({ signs: 'payload' }, 'payload')]);
    expect({ rules, outcome }).toEqual({ rules: ['payload'], outcome: 'verified' });
    const elsewhere: TrustRule = { ...rule({ signs: 'payload' }, 'payload'), kinds: ['sbom'] };
    const refused = verdictOf([overPayload()], [rule({}, 'whole'), elsewhere]);
    expect(stops(refused)).toEqual({ identity: 'IDENTITY_KEY_USE_UNEXPECTED', policy: 'POLICY_NO_RULE' });
  });

  it('counts for nothing over another payload', () => {
    const other = { ...overPayload(), sig: toBase64(KEY.sign(toUtf8('{}'))) };
    expect(stops(verdictOf([other], [rule({ signs: 'payload' })]))).toMatchObject({
      signature: 'SIGNATURE_KEY_UNKNOWN',
    });
  });
});

describe('a key that signs under a name', () => {
  it.each(['service/2', 'service', ''])('T-KEY-04 does not count under the name %j', (keyid) => {
    expect(stops(verdictOf([overEnvelope(keyid)], [rule({ keyid: 'service/1' })]))).toMatchObject(UNKNOWN);
  });

  it('counts under its own, wherever among the signatures', () => {
    const rules = [rule({ keyid: 'service/1' })];
    expect(verdictOf([overEnvelope()], rules).outcome).toBe('verified');
    expect(
      verdictOf([overEnvelope('x', STRANGER), overEnvelope('service/1', STRANGER), overEnvelope()], rules).outcome,
    ).toBe('verified');
  });

  it('T-KEY-04 does not lend its name to a signature that it did not make', () => {
    const rules = [rule({ keyid: 'service/1' })];
    const borrowed = verdictOf([overEnvelope('service/1', STRANGER), overEnvelope('service/2')], rules);
    expect(stops(borrowed)).toMatchObject({ signature: 'SIGNATURE_INVALID' });
  });

  it('does not count under the name of another rule for the same key', () => {
    const sbom: TrustRule = { ...rule({ keyid: 'service/1' }, 'sbom'), kinds: ['sbom'] };
    const refused = verdictOf([overEnvelope()], [sbom, rule({ keyid: 'service/2' }, 'build')]);
    expect(stops(refused)).toEqual({ identity: 'IDENTITY_KEY_USE_UNEXPECTED', policy: 'POLICY_NO_RULE' });
  });
});
