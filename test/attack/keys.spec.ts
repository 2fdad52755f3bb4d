import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { toBase64, toUtf8 } from '#kernel';
import { deriveKey, IN_TOTO, preAuthEncoding, Seed } from '#sample-world';
import type { TrustRule } from '#verification';

import {
  attestation,
  judge,
  KEY,
  KEY_RULE,
  MATERIAL,
  PROVENANCE,
  ROOT_BYTES,
  rootOf,
  stops,
  withChange,
} from '../../libs/verification/src/testing/world.js';

const PAYLOAD = toUtf8(JSON.stringify(PROVENANCE));
const MESSAGE = preAuthEncoding(IN_TOTO, PAYLOAD);
const P384 = deriveKey(new Seed('attack'), 'release', 'p384');
const ruleOf = (publicKey: string, id = 'release-key'): TrustRule => ({
  ...KEY_RULE,
  id,
  signer: { kind: 'key', publicKey },
});
const bare = (signature: Uint8Array, keyid = 'release-key') =>
  toUtf8(
    JSON.stringify({
      payloadType: IN_TOTO,
      payload: toBase64(PAYLOAD),
      signatures: [{ sig: toBase64(signature), keyid }],
    }),
  );

describe('a key', () => {
  it('T-KEY-02 is never a secret: a MAC under its public bytes is no signature', () => {
    const secrets = [KEY.publicKey.toPem(), KEY.publicKey.spki, toBase64(KEY.publicKey.spki)];
    for (const secret of secrets) {
      for (const algorithm of ['sha256', 'sha384', 'sha512']) {
        const mac = createHmac(algorithm, secret).update(MESSAGE).digest();
        const verdict = judge(bare(mac), { rules: [ruleOf(KEY.publicKey.toPem())] });
        expect(stops(verdict)).toMatchObject({ signature: 'SIGNATURE_INVALID' });
      }
    }
  });

  it('T-KEY-03 of P-256 does not become one of P-384 by its hint, nor the reverse', () => {
    const rules = [ruleOf(P384.publicKey.toPem())];
    for (const hint of ['release-key', P384.publicKey.fingerprint]) {
      expect(stops(judge(bare(KEY.sign(MESSAGE), hint), { rules }))).toMatchObject({ signature: 'SIGNATURE_INVALID' });
    }
    const reverse = judge(bare(P384.sign(MESSAGE)), { rules: [ruleOf(KEY.publicKey.toPem())] });
    expect(stops(reverse)).toMatchObject({ signature: 'SIGNATURE_INVALID' });
    expect(judge(bare(P384.sign(MESSAGE)), { rules }).outcome).toBe('verified');
  });

  it('T-KEY-03 of a trust root is refused where its details name another curve', () => {
    const misnamed = withChange(ROOT_BYTES, ['tlogs', 0, 'publicKey', 'keyDetails'], () => 'PKIX_ECDSA_P384_SHA_384');
    expect(() => rootOf(misnamed)).toThrow(expect.objectContaining({ code: 'TRUST_ROOT_KEY' }));
  });

  it('T-KEY-04 is not chosen by a colliding name: the key that signed decides which rule holds', () => {
    const rules = [ruleOf(P384.publicKey.toPem(), 'first'), ruleOf(KEY.publicKey.toPem(), 'second')];
    for (const hint of ['first', 'second', '', 'third']) {
      expect(judge(bare(KEY.sign(MESSAGE), hint), { rules }).rules).toEqual(['second']);
    }
    const keyed = attestation({ identity: { kind: 'key', key: KEY, hint: 'first' }, log: 'none' });
    expect(judge(keyed, { rules }).rules).toEqual(['second']);
  });

  it('put in the place of a certificate is not believed', () => {
    const bundle = attestation();
    const named = withChange(bundle, [MATERIAL, 'publicKey'], () => ({ hint: 'release-key' }));
    const keyed = withChange(named, [MATERIAL, 'certificate'], () => undefined);
    expect(judge(keyed, { rules: [ruleOf(KEY.publicKey.toPem())] }).outcome).not.toBe('verified');
  });
});
