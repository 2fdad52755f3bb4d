import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Distrusted } from '#evidence';
import { addDays, addSeconds, canonicalDigest, type Instant } from '#kernel';

import type { VerificationCode } from '../codes.js';
import type { Rung } from '../rung.js';
import {
  attestation,
  BUILDER,
  judge,
  KEY,
  KEY_RULE,
  NOW,
  ROOT,
  RULE,
  stops,
  WORKFLOW,
  WORLD,
} from '../testing/world.js';
import type { VerifierOptions } from '../verifier.js';
import type { Distrust } from './distrust.js';

const BEFORE = addDays(NOW, -1);
const AFTER = addDays(NOW, 1);
const [REKOR_V1, REKOR_V2] = [...ROOT.logs.keys()];
const [CT_LOG] = [...ROOT.ctLogs.keys()];
const [TSA] = ROOT.timestampAuthorities;
const [ISSUER, ANCHOR] = ROOT.certificateAuthorities[0]?.path.keyHashes ?? [];

const distrust = (kind: Distrusted['kind'], name = '', since: Instant = BEFORE, issuer?: string): Distrust => ({
  statement: canonicalDigest([kind, name, since, issuer ?? null]),
  distrusted: { kind, name, ...(issuer !== undefined && { issuer }) },
  since,
});
const judged = (distrusts: readonly Distrust[], bytes = attestation(), options: Partial<VerifierOptions> = {}) =>
  judge(bytes, { distrusts, ...options });
const byKey = { kind: 'key', key: KEY } as const;

describe('evidence that rests on somebody who is not trusted since before it was signed', () => {
  it.each<[string, Distrust, Rung, VerificationCode]>([
    ['its signer', distrust('identity', WORKFLOW.uri), 'identity', 'IDENTITY_DISTRUSTED'],
    [
      'its signer, as vouched for by this issuer',
      distrust('identity', WORKFLOW.uri, BEFORE, WORKFLOW.issuer),
      'identity',
      'IDENTITY_DISTRUSTED',
    ],
    [
      'the authority that issued its certificate',
      distrust('certificate-authority', ISSUER),
      'certificate-chain',
      'CERTIFICATE_AUTHORITY_DISTRUSTED',
    ],
    [
      'the anchor above that',
      distrust('certificate-authority', ANCHOR),
      'certificate-chain',
      'CERTIFICATE_AUTHORITY_DISTRUSTED',
    ],
    [
      'the log that published its certificate',
      distrust('ct-log', CT_LOG),
      'certificate-transparency',
      'SCT_LOG_DISTRUSTED',
    ],
    ['its builder', distrust('builder', BUILDER), 'policy', 'POLICY_BUILDER_DISTRUSTED'],
  ])('falls on one rung, which names the statement: %s', (_, distrusted, rung, code) => {
    const verdict = judged([distrusted]);
    expect(verdict).toMatchObject({ outcome: 'rejected', rules: [], felledBy: [distrusted.statement] });
    expect(stops(verdict)).toEqual({ [rung]: code });
    expect(verdict.checks.find((check) => check.rung === rung)?.found).toContain(distrusted.statement);
  });

  it('stands where somebody trusted shows that it was signed before', () => {
    const everybody = [
      distrust('identity', WORKFLOW.uri, AFTER),
      distrust('certificate-authority', ISSUER, AFTER),
      distrust('ct-log', CT_LOG, AFTER),
      distrust('builder', BUILDER, AFTER),
    ];
    const verdict = judged(everybody);
    expect(verdict.outcome).toBe('verified');
    expect(verdict).not.toHaveProperty('felledBy');
  });

  it('falls when it was signed at that very moment', () => {
    const at = addSeconds(NOW, 1); // when the log integrated it
    expect(judged([distrust('identity', WORKFLOW.uri, at)]).outcome).toBe('rejected');
    expect(judged([distrust('identity', WORKFLOW.uri, addSeconds(at, 1))]).outcome).toBe('verified');
  });

  it.each<[string, Distrust]>([
    ['another identity', distrust('identity', `${WORKFLOW.uri}x`)],
    ['the same name by another issuer', distrust('identity', WORKFLOW.uri, BEFORE, 'https://other.example')],
    ['another key', distrust('key', KEY.publicKey.fingerprint)],
    ['another builder', distrust('builder', `${BUILDER}0`)],
    ['the log that it is not in', distrust('transparency-log', REKOR_V2)],
    ['a key that is named as an identity', distrust('identity', KEY.publicKey.fingerprint)],
  ])('is not touched by a compromise of %s', (_, distrusted) => {
    const bytes = attestation();
    expect(judged([distrusted], bytes)).toEqual(judged([], bytes));
  });

  it('is judged by the earliest of several statements about one thing', () => {
    const late = distrust('identity', WORKFLOW.uri, AFTER);
    const early = distrust('identity', WORKFLOW.uri);
    for (const order of [
      [late, early],
      [early, late],
    ]) {
      expect(judged(order)).toMatchObject({ outcome: 'rejected', felledBy: [early.statement] });
    }
  });
});

describe('a key that is compromised', () => {
  const options = { rules: [KEY_RULE] };
  const key = (since: Instant) => distrust('key', KEY.publicKey.fingerprint, since);

  it('fells everything that nobody timed, whatever the moment', () => {
    const untimed = attestation({ identity: byKey, log: 'none' });
    expect(judged([], untimed, options).outcome).toBe('verified');
    for (const since of [BEFORE, AFTER]) {
      expect(stops(judged([key(since)], untimed, options))).toEqual({ identity: 'IDENTITY_DISTRUSTED' });
    }
  });

  it('leaves what a time-stamp shows to be older', () => {
    const timed = attestation({ identity: byKey, timestamp: true });
    expect(judged([key(AFTER)], timed, options).outcome).toBe('verified');
    expect(judged([key(BEFORE)], timed, options).outcome).toBe('rejected');
  });
});

describe('a source of time that is compromised', () => {
  it.each([BEFORE, AFTER])('fells all that only it timed, also when it is trusted until %s', (since) => {
    const verdict = judged([distrust('transparency-log', REKOR_V1, since)]);
    expect(verdict).toMatchObject({ outcome: 'rejected' });
    expect(verdict).not.toHaveProperty('signedAt');
    expect(stops(verdict)).toEqual({
      'transparency-log': 'LOG_DISTRUSTED',
      'trusted-time': 'TIME_SOURCE_DISTRUSTED',
    });
  });

  it('fells what only its time-stamp timed', () => {
    const stamped = attestation({ log: 'v2', timestamp: true });
    const verdict = judged([distrust('timestamp-authority', TSA?.name, AFTER)], stamped);
    expect(stops(verdict)).toMatchObject({ 'trusted-time': 'TIME_SOURCE_DISTRUSTED' });
    expect(verdict.outcome).toBe('rejected');
  });

  it('fells nothing that another source has timed as well', () => {
    const both = attestation({ timestamp: true });
    const verdict = judged([distrust('timestamp-authority', TSA?.name)], both);
    expect(verdict).toMatchObject({ outcome: 'verified', signedAt: addSeconds(NOW, 1) });
    expect(verdict).not.toHaveProperty('felledBy');
  });

  it('as a log leaves what a time-stamp shows to have been there before', () => {
    const both = attestation({ timestamp: true });
    expect(judged([distrust('transparency-log', REKOR_V1, AFTER)], both).outcome).toBe('verified');
    expect(stops(judged([distrust('transparency-log', REKOR_V1)], both))).toEqual({
      'transparency-log': 'LOG_DISTRUSTED',
    });
  });
});

describe('what somebody distrusted says', () => {
  it('as a warning is heard all the same', () => {
    const warning = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'acme', digest: { sha256: 'a'.repeat(64) } }],
      predicateType: 'https://averment.dev/predicate/compromise/v1',
      predicate: {
        ...{ scope: { organization: 'acme' }, since: NOW, reason: 'r', reporter: 'Ada' },
        distrusted: { kind: 'key', name: KEY.publicKey.fingerprint },
      },
    };
    const bytes = WORLD.attest({ identity: byKey, statement: warning, at: NOW, log: 'none' });
    const options = { rules: [{ ...KEY_RULE, kinds: ['compromise'] as const }] };
    expect(judged([distrust('key', KEY.publicKey.fingerprint)], bytes, options).outcome).toBe('verified');
  });

  it('never makes anything verified that was not, and says nothing of what failed already', () => {
    const any = fc.constantFrom(
      distrust('identity', WORKFLOW.uri),
      distrust('certificate-authority', ISSUER),
      distrust('ct-log', CT_LOG),
      distrust('transparency-log', REKOR_V1),
      distrust('timestamp-authority', TSA?.name),
      distrust('builder', BUILDER),
    );
    const unexpected = { ...RULE, signer: { ...RULE.signer, identity: { exactly: 'somebody@else.example' } } } as const;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), fc.boolean(), (distrusts, isExpected) => {
        const rules = [isExpected ? RULE : unexpected];
        const before = judged([], attestation({ timestamp: true }), { rules });
        const after = judged(distrusts, attestation({ timestamp: true }), { rules });
        if (before.outcome !== 'verified') expect(after.outcome).not.toBe('verified');
        for (const [rung, code] of Object.entries(stops(before))) expect(stops(after)).toMatchObject({ [rung]: code });
      }),
      { numRuns: 40 },
    );
  });
});
