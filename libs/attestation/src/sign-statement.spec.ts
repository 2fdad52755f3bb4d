import { describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { createPublicKey } from 'node:crypto';

import { parse } from '#evidence';
import {
  AppError,
  canonicalJson,
  fromUtf8,
  parseInstant,
  parseStrictJson,
  toBase64,
  toUtf8,
  type SubjectDigest,
} from '#kernel';
import { createSigstore } from '#sample-world';

import { keySigner } from './fixtures/key-signer.js';
import { signStatement, type UnsignedStatement } from './sign-statement.js';
import { withWitnesses, type Signer, type Witness } from './signer.js';

const STATEMENT: UnsignedStatement = {
  subjects: [{ name: 'app-1.0.tar.gz', digests: [`sha256:${'ab'.repeat(32)}`, `sha512:${'cd'.repeat(64)}`] }],
  predicateType: 'https://averment.dev/predicate/ssdf-assessment/v1',
  predicate: { z: 1, a: 'ü', list: [true, null] },
};

/** What a Sigstore certifies about a signer's key. */
function certificateOf({ publicKey }: Signer): Uint8Array {
  const at = parseInstant('2026-11-20T12:00:00Z');
  const identity = { kind: 'email', issuer: 'https://accounts.example', email: 'release@acme.example' } as const;
  return createSigstore({ seed: 'signing', now: at, name: 'aurora' }).certify({ identity, publicKey, at });
}

/** Sigstore's own verifier, told only the key: no log, no time. */
function sigstoreVerify(bundle: Uint8Array, signer: Signer): void {
  const handle = createPublicKey(signer.publicKey.toPem());
  const verifier = new Verifier(
    {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      publicKey: () => ({ publicKey: handle, validFor: () => true }),
    },
    { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
  );
  verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(fromUtf8(bundle)))));
}

describe('signing a statement', () => {
  it('makes a bundle whose signature the Sigstore library accepts under the key, and under no other', async () => {
    const signer = keySigner();
    const bundle = await signStatement(STATEMENT, signer);
    expect(() => sigstoreVerify(bundle, signer)).not.toThrow();
    expect(() => sigstoreVerify(bundle, keySigner())).toThrow();
  });

  it('is a v0.3 bundle with the key named by its fingerprint, one signature, no log entry and a canonical payload', async () => {
    const signer = keySigner();
    const bundle = parseStrictJson(await signStatement(STATEMENT, signer)) as never;
    expect(bundle).toMatchObject({
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: { publicKey: { hint: signer.publicKey.fingerprint } },
      dsseEnvelope: { payloadType: 'application/vnd.in-toto+json', signatures: [{ keyid: '' }] },
    });
    expect(Object.keys(bundle['verificationMaterial'])).toEqual(['publicKey']);
    const payload = Buffer.from(bundle['dsseEnvelope']['payload'], 'base64').toString('utf8');
    expect(payload).toBe(canonicalJson(JSON.parse(payload)));
  });

  it('reads back, through our own parser, as the statement that was signed', async () => {
    const parsed = parse(await signStatement(STATEMENT, keySigner()));
    expect(parsed).toMatchObject({ format: 'sigstore-bundle v0.3', kind: 'ssdf-assessment' });
    expect(parsed.content).toMatchObject({
      kind: 'signed',
      statement: {
        version: 'v1',
        predicateType: STATEMENT.predicateType,
        subjects: [{ name: 'app-1.0.tar.gz', digests: STATEMENT.subjects[0]?.digests }],
        predicate: STATEMENT.predicate,
      },
    });
  });

  it('names a signer by its certificate where it has one, and then by no key', async () => {
    const signer = keySigner();
    const certificate = certificateOf(signer);
    const bundle = parseStrictJson(await signStatement(STATEMENT, { ...signer, certificate }));
    expect(bundle).toHaveProperty('verificationMaterial', { certificate: { rawBytes: toBase64(certificate) } });
  });

  it('returns nothing when the certificate is of another key', async () => {
    const certificate = certificateOf(keySigner());
    const signing = signStatement(STATEMENT, { ...keySigner(), certificate });
    await expect(signing).rejects.toMatchObject({ code: 'SIGNATURE_SELF_CHECK_FAILED' });
  });

  it('returns nothing when the device signs wrongly', async () => {
    const other = keySigner();
    const broken: Signer = { publicKey: keySigner().publicKey, sign: (message) => other.sign(message) };
    await expect(signStatement(STATEMENT, broken)).rejects.toMatchObject({ code: 'SIGNATURE_SELF_CHECK_FAILED' });
  });

  it.each([
    ['no subject', []],
    ['a subject without a digest', [{ name: 'app', digests: [] as readonly SubjectDigest[] }]],
  ])('refuses to sign about nothing: %s', async (_, subjects) => {
    const signing = signStatement({ ...STATEMENT, subjects }, keySigner());
    await expect(signing).rejects.toMatchObject({ kind: 'invalid', code: 'STATEMENT_WITHOUT_SUBJECT' });
  });

  it('refuses a subject with two digests of one algorithm instead of dropping one', async () => {
    const digests: readonly SubjectDigest[] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
    const signing = signStatement({ ...STATEMENT, subjects: [{ name: 'app', digests }] }, keySigner());
    await expect(signing).rejects.toMatchObject({ kind: 'invalid', code: 'SUBJECT_DIGEST_AMBIGUOUS' });
  });

  it('signs the bytes of the payload, not its text: a name outside ASCII verifies too', async () => {
    const signer = keySigner();
    const name = 'проба-🜁.tar.gz';
    const bundle = await signStatement(
      { ...STATEMENT, subjects: [{ ...STATEMENT.subjects[0], name } as never] },
      signer,
    );
    expect(() => sigstoreVerify(bundle, signer)).not.toThrow();
    expect(Buffer.from(fromUtf8(bundle), 'utf8')).toEqual(Buffer.from(toUtf8(fromUtf8(bundle))));
  });
});

describe('witnesses of a signature', () => {
  const log: Witness = () => Promise.resolve({ logEntries: [{ logIndex: '1' }], timestamps: [] });
  const clock: Witness = () => Promise.resolve({ logEntries: [], timestamps: [Uint8Array.of(0x30, 0)] });

  it('see the envelope as it is signed, and what they add stands in the bundle', async () => {
    const seen: unknown[] = [];
    const signer = withWitnesses(keySigner(), [
      (signed) => {
        seen.push(signed);
        return log(signed);
      },
      clock,
    ]);
    const bundle = parseStrictJson(await signStatement(STATEMENT, signer)) as never;
    expect(bundle['verificationMaterial']).toEqual({
      publicKey: { hint: signer.publicKey.fingerprint },
      tlogEntries: [{ logIndex: '1' }],
      timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp: 'MAA=' }] },
    });
    const { payload, payloadType, signatures } = bundle['dsseEnvelope'];
    const decoded = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
    expect(seen).toMatchObject([{ payloadType, payload: decoded(payload), signature: expect.any(Uint8Array) }]);
    expect(Buffer.from((seen[0] as never)['signature']).toString('base64')).toBe(signatures[0]['sig']);
  });

  it('come after those a signer brings itself, whose certificate stays', async () => {
    const signer = withWitnesses({ ...keySigner(), certificate: Uint8Array.of(1), witness: log }, [clock]);
    expect(signer.certificate).toEqual(Uint8Array.of(1));
    const given = await signer.witness?.({ payloadType: '', payload: new Uint8Array(), signature: new Uint8Array() });
    expect(given).toEqual({ logEntries: [{ logIndex: '1' }], timestamps: [Uint8Array.of(0x30, 0)] });
  });

  it('leave a signer as it is where there are none', () => {
    const signer = keySigner();
    expect(withWitnesses(signer, [])).toBe(signer);
  });

  it('undo the whole signature where one of them fails', async () => {
    const away: Witness = () => Promise.reject(new AppError('unavailable', 'TSA_UNREACHABLE', 'away'));
    const signing = signStatement(STATEMENT, withWitnesses(keySigner(), [log, away]));
    await expect(signing).rejects.toMatchObject({ code: 'TSA_UNREACHABLE' });
  });

  it('are not asked about a signature that the signer itself does not verify', async () => {
    let asked = 0;
    const witness: Witness = (signed) => {
      asked++;
      return log(signed);
    };
    const broken = { ...keySigner(), sign: keySigner().sign };
    await expect(signStatement(STATEMENT, withWitnesses(broken, [witness]))).rejects.toThrow();
    expect(asked).toBe(0);
  });
});
