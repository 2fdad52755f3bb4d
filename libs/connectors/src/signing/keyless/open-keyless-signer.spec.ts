import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier as SigstoreVerifier } from '@sigstore/verify';

import { attestationSignerRule, signStatement } from '#attestation';
import { parse } from '#evidence';
import { digestOf, fromUtf8, SigningKey, toUtf8 } from '#kernel';
import { loadTrustRoot, parseTrustRule, Verifier, type Verdict } from '#verification';

import { keylessOptions } from '../../testing/signing/keyless-options.js';
import { answerJson, goneAddress, LocalServers } from '../../testing/signing/local-server.js';
import {
  EMAIL,
  identityTokenOf,
  ISSUER,
  pemOf,
  SIGNED_AT,
  StandInSigstore,
} from '../../testing/signing/stand-in-sigstore.js';
import { STATEMENT } from '../../testing/signing/statement.js';
import type { KeylessOptions } from './keyless-options.js';
import { openKeylessSigner } from './open-keyless-signer.js';

const servers = new LocalServers();
let sigstore: StandInSigstore;
let address: string;

beforeEach(async () => {
  sigstore = new StandInSigstore();
  address = await servers.serve(sigstore.listener);
});
afterEach(() => servers.close());

const options = (changes: Partial<KeylessOptions> = {}) => keylessOptions(address, changes);
const bundleOf = async (changes: Partial<KeylessOptions> = {}) =>
  signStatement(STATEMENT, await openKeylessSigner(options(changes)));

const stamped = () => ({ timestamp: { address: `${address}/timestamp` } });
const version2 = () => ({ rekor: { address, version: 2 as const }, ...stamped() });

/** Our own ladder, told the stand-in's trust root and to expect that e-mail address, logged and timed. */
function judge(bundle: Uint8Array): Verdict {
  const bytes = sigstore.world.trustedRoot();
  const root = loadTrustRoot({ name: 'stand-in', digest: digestOf(bytes), bytes, source: 'file' });
  const rule = parseTrustRule(attestationSignerRule({ issuer: ISSUER, identity: EMAIL }));
  return new Verifier({ trustRoots: [root], rules: [rule] }).verify(parse(bundle)).verdict;
}

/** Sigstore's own verifier under the same root: one log, one certificate log, one source of time. */
function sigstoreVerify(bundle: Uint8Array): void {
  const trust = toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(fromUtf8(sigstore.world.trustedRoot()))));
  const verifier = new SigstoreVerifier(trust, { tlogThreshold: 1, ctlogThreshold: 1, timestampThreshold: 1 });
  verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(fromUtf8(bundle)))), {
    subjectAlternativeName: EMAIL,
    extensions: { issuer: ISSUER },
  });
}

describe('a keyless signature', () => {
  it.each([
    ['Rekor v1 alone', () => ({})],
    ['Rekor v1 and a time-stamp', stamped],
    ['Rekor v2 and a time-stamp', version2],
  ])('with %s is verified by our own ladder', async (_, changes) => {
    const verdict = judge(await bundleOf(changes()));
    expect(verdict).toMatchObject({ outcome: 'verified', signedAt: SIGNED_AT, rules: ['attestation-signer'] });
    expect(verdict.signer).toMatchObject({ kind: 'certificate', issuer: ISSUER, identity: EMAIL });
  });

  // The verifier of that library compares an entry of Rekor v2 with the payload, as Sigstore no longer does.
  it('with Rekor v1 is verified by the Sigstore library too', async () => {
    const bundle = await bundleOf();
    expect(() => sigstoreVerify(bundle)).not.toThrow();
  });

  it('is logged by Rekor v2 as hashedrekord over the encoding of the envelope, and the log never sees the statement', async () => {
    const bundle = JSON.parse(fromUtf8(await bundleOf(version2())));
    const [entry] = bundle.verificationMaterial.tlogEntries;
    expect(entry.kindVersion).toEqual({ kind: 'hashedrekord', version: '0.0.2' });
    const sent = sigstore.asked.filter(({ service }) => service === 'rekor-v2').map(({ body }) => body.toString());
    expect(sent.join()).not.toContain(bundle.dsseEnvelope.payload);
  });

  it('is of a fresh key each time, certified for the identity of the token', async () => {
    const [one, other] = [await openKeylessSigner(options()), await openKeylessSigner(options())];
    expect(one.publicKey.fingerprint).not.toBe(other.publicKey.fingerprint);
    expect(sigstore.asked).toHaveLength(2);
  });

  it('is verified no more once a byte of it changed', async () => {
    const text = fromUtf8(await bundleOf());
    const changed = toUtf8(text.replace(/"sig":"MEU/, '"sig":"MEQ').replace(/"payload":"eyJ/, '"payload":"ewo'));
    expect(judge(changed).outcome).not.toBe('verified');
  });
});

describe('an identity token', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'averment-token-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const given = (token: string): Partial<KeylessOptions> => ({
    identityToken: { kind: 'given', token: { reveal: () => token } },
  });

  it('is read from a file that somebody renews', async () => {
    const path = join(folder, 'token');
    writeFileSync(path, `${identityTokenOf({ email: EMAIL })}\n`);
    expect(judge(await bundleOf({ identityToken: { kind: 'file', path } })).outcome).toBe('verified');
  });

  it('is asked of the CI system, for Sigstore and with the token that the job was handed', async () => {
    const ci = {
      kind: 'github',
      address: `${address}/token?run=7`,
      requestToken: { reveal: () => 'of the job' },
    } as const;
    expect(judge(await bundleOf({ identityToken: ci })).outcome).toBe('verified');
    expect(sigstore.asked[0]).toMatchObject({
      url: '/token?run=7&audience=sigstore',
      headers: { authorization: 'Bearer of the job' },
    });
  });

  it('names a workload where it has no e-mail address', async () => {
    const uri = 'https://forge.example/acme/x/.github/workflows/release.yml@refs/tags/v1';
    expect(judge(await bundleOf(given(identityTokenOf({ sub: uri })))).signer).toMatchObject({ identity: uri });
  });

  it.each([
    ['is no token', 'OIDC_TOKEN_INVALID', () => given('not.a token')],
    ['has no subject', 'OIDC_TOKEN_INVALID', () => given(identityTokenOf({ sub: 7 }))],
    [
      'has an address that nobody verified',
      'OIDC_TOKEN_INVALID',
      () => given(identityTokenOf({ email: EMAIL, email_verified: false })),
    ],
    [
      'is not in the file',
      'OIDC_TOKEN_UNREADABLE',
      () => ({ identityToken: { kind: 'file' as const, path: join(folder, 'absent') } }),
    ],
  ])('that %s is refused before anybody is asked: %s', async (_, code, changes) => {
    await expect(openKeylessSigner(options(changes()))).rejects.toMatchObject({ code });
    expect(sigstore.asked).toEqual([]);
  });

  it.each([
    ['refuses', 'OIDC_REFUSED', (response: ServerResponse) => answerJson(response, 403, {})],
    ['answers something else', 'OIDC_TOKEN_INVALID', (response: ServerResponse) => answerJson(response, 200, {})],
    ['hangs up', 'OIDC_UNREACHABLE', (response: ServerResponse) => response.destroy()],
  ] as const)('is not had where the CI system %s: %s', async (_, code, misbehave) => {
    sigstore.misbehaving.set('ci', misbehave);
    const ci = { kind: 'github', address: `${address}/token`, requestToken: { reveal: () => 'x' } } as const;
    await expect(openKeylessSigner(options({ identityToken: ci }))).rejects.toMatchObject({ code });
  });

  it('never stands in an error', async () => {
    const token = identityTokenOf({ email: EMAIL });
    sigstore.misbehaving.set('fulcio', (response) => answerJson(response, 400, { message: token }));
    const error = await openKeylessSigner(options(given(token))).catch((refused: unknown) => refused as Error);
    expect(error).toMatchObject({ code: 'FULCIO_REFUSED' });
    expect((error as Error).message).not.toContain(token);
  });
});

/** A certificate that is sound, and of a key that nobody asked for. */
function foreignCertificate(): string {
  const { publicKey } = SigningKey.generate();
  return pemOf(
    sigstore.world.certify({ identity: { kind: 'email', issuer: ISSUER, email: EMAIL }, publicKey, at: SIGNED_AT }),
  );
}

const certificates = (response: ServerResponse, ...list: readonly string[]) =>
  answerJson(response, 200, { signedCertificateEmbeddedSct: { chain: { certificates: list } } });

describe('a Fulcio that does not answer as it should', () => {
  it.each([
    ['refuses the token', 'FULCIO_REFUSED', (response: ServerResponse) => answerJson(response, 401, {})],
    ['failed', 'FULCIO_FAILED', (response: ServerResponse) => answerJson(response, 500, {})],
    ['is asked too often', 'FULCIO_FAILED', (response: ServerResponse) => answerJson(response, 429, {})],
    [
      'certifies another key',
      'FULCIO_OTHER_KEY',
      (response: ServerResponse) => certificates(response, foreignCertificate()),
    ],
    ['answers no certificate', 'FULCIO_ANSWER_INVALID', (response: ServerResponse) => certificates(response, 'none')],
    ['answers no chain', 'FULCIO_ANSWER_INVALID', (response: ServerResponse) => certificates(response)],
    ['answers other JSON', 'FULCIO_ANSWER_INVALID', (response: ServerResponse) => answerJson(response, 200, [])],
    ['answers no JSON', 'FULCIO_ANSWER_INVALID', (response: ServerResponse) => response.end('<html>')],
    ['hangs up', 'FULCIO_UNREACHABLE', (response: ServerResponse) => response.destroy()],
  ] as const)('%s: %s', async (_, code, misbehave) => {
    sigstore.misbehaving.set('fulcio', misbehave);
    await expect(openKeylessSigner(options())).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it.each([301, 307, 308])('cannot send the identity token on to another server (%d)', async (status) => {
    const heard: string[] = [];
    const elsewhere = await servers.serve((request, response) => {
      heard.push(String(request.url));
      answerJson(response, 200, {});
    });
    sigstore.misbehaving.set('fulcio', (response) => response.writeHead(status, { location: `${elsewhere}/x` }).end());
    await expect(openKeylessSigner(options())).rejects.toMatchObject({ kind: 'unavailable', code: 'FULCIO_REFUSED' });
    expect(heard).toEqual([]);
  });

  it('cannot answer more than fits', async () => {
    sigstore.misbehaving.set('fulcio', (response) => answerJson(response, 200, { more: 'x'.repeat(1024 * 1024) }));
    await expect(openKeylessSigner(options())).rejects.toMatchObject({ code: 'FULCIO_ANSWER_INVALID' });
  });

  it('is slow: FULCIO_SLOW', async () => {
    sigstore.misbehaving.set('fulcio', () => undefined);
    const opening = openKeylessSigner(options({ timeoutSeconds: 0.05 }));
    await expect(opening).rejects.toMatchObject({ kind: 'unavailable', code: 'FULCIO_SLOW' });
  });

  it('is away: FULCIO_UNREACHABLE', async () => {
    const opening = openKeylessSigner(options({ fulcio: await goneAddress() }));
    await expect(opening).rejects.toMatchObject({ kind: 'unavailable', code: 'FULCIO_UNREACHABLE' });
  });
});

describe('a log that does not answer as it should', () => {
  const bad = [
    ['refuses the entry', 'REKOR_REFUSED', (response: ServerResponse) => answerJson(response, 400, {})],
    ['failed', 'REKOR_FAILED', (response: ServerResponse) => answerJson(response, 503, {})],
    ['answers other JSON', 'REKOR_ANSWER_INVALID', (response: ServerResponse) => answerJson(response, 201, { a: {} })],
    ['answers no JSON', 'REKOR_ANSWER_INVALID', (response: ServerResponse) => response.end('<html>')],
    ['hangs up', 'REKOR_UNREACHABLE', (response: ServerResponse) => response.destroy()],
  ] as const;

  it.each(bad)('%s: nothing is issued, %s', async (_, code, misbehave) => {
    sigstore.misbehaving.set('rekor-v1', misbehave);
    await expect(bundleOf()).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it.each(bad)('of version 2 %s: nothing is issued, %s', async (_, code, misbehave) => {
    sigstore.misbehaving.set('rekor-v2', misbehave);
    await expect(bundleOf(version2())).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('is slow: REKOR_SLOW', async () => {
    sigstore.misbehaving.set('rekor-v1', () => undefined);
    await expect(bundleOf({ timeoutSeconds: 0.2 })).rejects.toMatchObject({ code: 'REKOR_SLOW' });
  });

  it('logs somebody else’s signature: the ladder does not take it for ours', async () => {
    const other = JSON.parse(fromUtf8(await bundleOf(version2())));
    const [entry] = other.verificationMaterial.tlogEntries;
    sigstore.misbehaving.set('rekor-v2', (response) => answerJson(response, 201, entry));
    const { outcome, checks } = judge(await bundleOf(version2()));
    expect(outcome).toBe('rejected');
    expect(checks.find(({ rung }) => rung === 'transparency-log')).toMatchObject({ code: 'LOG_BODY_MISMATCH' });
  });

  it('cannot be had without a clock where it gives no time itself', async () => {
    const untimed = options({ rekor: { address, version: 2 } });
    await expect(openKeylessSigner(untimed)).rejects.toMatchObject({ kind: 'invalid', code: 'KEYLESS_TIME_MISSING' });
  });

  it('is not asked in vain where the time-stamp authority is away: nothing is issued', async () => {
    sigstore.misbehaving.set('tsa', (response) => response.destroy());
    await expect(bundleOf(stamped())).rejects.toMatchObject({ kind: 'unavailable', code: 'TSA_UNREACHABLE' });
  });
});

describe('a public log', () => {
  it.each(['https://93.184.216.34', 'https://log.invalid', 'https://[2606:2800:220:1::1]'])(
    'such as %s is written to only by somebody who said so',
    async (fulcio) => {
      const refused = {
        kind: 'invalid',
        code: 'PUBLIC_LOG_UNACKNOWLEDGED',
        message: expect.stringMatching(/for ever/),
      };
      await expect(openKeylessSigner(options({ fulcio }))).rejects.toMatchObject(refused);
      await expect(openKeylessSigner(options({ rekor: { address: fulcio, version: 1 } }))).rejects.toMatchObject(
        refused,
      );
      expect(sigstore.asked).toEqual([]);
    },
  );

  it('is meant where somebody said so', async () => {
    const opening = openKeylessSigner(options({ fulcio: 'https://log.invalid', acceptPublicLog: true }));
    await expect(opening).rejects.toMatchObject({ code: 'FULCIO_UNREACHABLE' });
  });

  it.each(['http://fulcio.example', 'fulcio.example', 'https://a:b@fulcio.example', 'https://fulcio.example/?a'])(
    'is not reached at %s',
    async (fulcio) => {
      await expect(openKeylessSigner(options({ fulcio }))).rejects.toMatchObject({ code: 'KEYLESS_ADDRESS_INVALID' });
    },
  );
});
