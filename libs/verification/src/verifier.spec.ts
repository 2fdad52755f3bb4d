import { parse } from '#evidence';
import { addSeconds, digestOf, toUtf8, type SubjectDigest } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { CODES } from './codes.js';
import { RUNGS } from './rung.js';
import {
  attestation,
  BUILDER,
  DIGEST,
  ENTRY,
  flipped,
  judge,
  KEY,
  KEY_RULE,
  MATERIAL,
  NOW,
  PROVENANCE,
  ROOT,
  ROOT_BYTES,
  rootOf,
  RULE,
  sigstore,
  stops,
  withChange,
  WORKFLOW,
  WORLD,
} from './testing/world.js';
import type { TrustRule } from './trust-rule.js';
import { Verifier } from './verifier.js';

const asked = (...digests: SubjectDigest[]) => ({ artifact: { digests } });
const message = (artifact = toUtf8('the artifact')) => WORLD.signArtifact({ identity: WORKFLOW, artifact, at: NOW });
const byKey = (hint?: string) => ({ kind: 'key', key: KEY, ...(hint === undefined ? {} : { hint }) }) as const;

describe('valid evidence is verified', () => {
  it.each([
    ['a v0.3 attestation in the v1 log', {}],
    ['a v0.2 attestation', { version: 'v0.2' }],
    ['a v0.1 attestation', { version: 'v0.1' }],
    ['an attestation logged as intoto', { entry: 'intoto' }],
    ['an attestation with log time and time-stamp', { timestamp: true }],
    ['an attestation in the v2 log with a time-stamp', { log: 'v2', timestamp: true }],
  ] as const)('as %s', (_, changes) => {
    const verdict = judge(attestation(changes));
    expect(stops(verdict)).toEqual({});
    expect(verdict).toMatchObject({ outcome: 'verified', rules: ['release-signing'], trustRoot: ROOT.digest });
    expect(verdict.checks.map(({ rung }) => rung)).toEqual(RUNGS);
  });

  it('as a message signature, with the artifact and with its digest alone', () => {
    const artifact = toUtf8('the artifact');
    const digest = digestOf(artifact);
    expect(judge(message()).outcome).toBe('verified');
    expect(judge(message(), {}, asked(digest)).outcome).toBe('verified');
    expect(judge(message(), {}, { artifact: { digests: [], bytes: artifact } }).outcome).toBe('verified');
  });

  it('as an untimed, unlogged attestation by a key whose rule asks for neither', () => {
    const verdict = judge(attestation({ identity: byKey(), log: 'none' }), { rules: [KEY_RULE] });
    expect(verdict).toMatchObject({ outcome: 'verified', rules: ['release-key'] });
    expect(verdict).not.toHaveProperty('signedAt');
    expect(verdict.checks.filter(({ outcome }) => outcome === 'not-applicable').map(({ code }) => code)).toEqual([
      'CERTIFICATE_NOT_USED',
      'SCT_NOT_USED',
      'LOG_NOT_REQUIRED',
      'TIME_NOT_REQUIRED',
    ]);
  });

  it('and names every rule that holds, the signer and the time', () => {
    const other = {
      ...RULE,
      id: 'also',
      signer: { ...RULE.signer, identity: { pattern: 'https://forge.example/.*' } },
    };
    const verdict = judge(attestation(), { rules: [RULE, other] });
    expect(verdict.rules).toEqual(['release-signing', 'also']);
    expect(verdict.signer).toMatchObject({ issuer: WORKFLOW.issuer, identity: WORKFLOW.uri });
    expect(verdict.signedAt).toBe('2026-11-20T12:00:01.000Z');
  });
});

describe('one broken thing stops exactly its rung', () => {
  const bundle = attestation({ timestamp: true });
  const cases: readonly [string, Uint8Array, object][] = [
    [
      'T-JSON a key twice',
      toUtf8(`{"mediaType":"a",${Buffer.from(bundle).toString().slice(1)}`),
      { bytes: 'JSON_DUPLICATE_KEY' },
    ],
    [
      'T-BND-01 a media type with a suffix',
      withChange(bundle, ['mediaType'], (type: string) => `${type}x`),
      { format: 'BUNDLE_MEDIA_TYPE' },
    ],
    ['a payload of another type', attestation({ payloadType: 'text/plain' }), { envelope: 'DSSE_PAYLOAD_TYPE' }],
    [
      'a leaf without promise of publication',
      attestation({ faults: { certificateTransparency: 'none' } }),
      { 'certificate-transparency': 'SCT_MISSING' },
    ],
    [
      'a leaf for time-stamping',
      attestation({ faults: { usage: 'time-stamping' } }),
      { 'certificate-chain': 'CERTIFICATE_USAGE' },
    ],
    [
      'T-X509-01 two names in the leaf',
      attestation({ faults: { secondName: { email: 'a@b.example' } } }),
      { 'certificate-chain': 'CERTIFICATE_NAMES' },
    ],
    [
      'T-TIME-02 a log time after the leaf ended',
      attestation({ loggedAt: addSeconds(NOW, 1800) }),
      { 'certificate-chain': 'CERTIFICATE_OUTSIDE_VALIDITY' },
    ],
    [
      'T-TIME-02 an altered log time',
      withChange(bundle, [...ENTRY, 'integratedTime'], () => '1795176002'),
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'an altered promise',
      withChange(bundle, [...ENTRY, 'inclusionPromise', 'signedEntryTimestamp'], flipped),
      { 'transparency-log': 'LOG_PROMISE_INVALID' },
    ],
    [
      'an altered proof hash',
      withChange(attestation(), [...ENTRY, 'inclusionProof', 'hashes', 0], flipped),
      { 'transparency-log': 'LOG_PROOF_INVALID' },
    ],
    [
      'T-CKP-03 another root hash',
      withChange(bundle, [...ENTRY, 'inclusionProof', 'rootHash'], flipped),
      { 'transparency-log': 'LOG_CHECKPOINT_MISMATCH' },
    ],
    [
      'T-CKP-03 another tree size',
      withChange(bundle, [...ENTRY, 'inclusionProof', 'treeSize'], () => '99'),
      { 'transparency-log': 'LOG_CHECKPOINT_MISMATCH' },
    ],
    [
      'T-CKP-02 another origin',
      withChange(bundle, [...ENTRY, 'inclusionProof', 'checkpoint', 'envelope'], (text: string) =>
        text.replace('rekor.', 'rekxr.'),
      ),
      { 'transparency-log': 'LOG_CHECKPOINT_ORIGIN' },
    ],
    [
      'T-CKP-01 an unsigned checkpoint',
      withChange(bundle, [...ENTRY, 'inclusionProof', 'checkpoint', 'envelope'], (text: string) =>
        text.replace(/\n\n— \S+/, '\n\n— nobody.example'),
      ),
      { 'transparency-log': 'LOG_CHECKPOINT_INVALID' },
    ],
    [
      'a log of another world',
      withChange(bundle, [...ENTRY, 'logId', 'keyId'], flipped),
      { 'transparency-log': 'LOG_UNKNOWN' },
    ],
    [
      'no log entry',
      withChange(bundle, [MATERIAL, 'tlogEntries'], () => []),
      { 'transparency-log': 'LOG_ENTRY_MISSING' },
    ],
    [
      'T-THR-01 one log entry twice',
      withChange(bundle, [MATERIAL, 'tlogEntries'], (entries: unknown[]) => [...entries, ...entries]),
      { 'transparency-log': 'LOG_ENTRY_DUPLICATE' },
    ],
    [
      'one time-stamp twice',
      withChange(bundle, [MATERIAL, 'timestampVerificationData', 'rfc3161Timestamps'], (tokens: unknown[]) => [
        ...tokens,
        ...tokens,
      ]),
      { 'trusted-time': 'TIMESTAMP_DUPLICATE' },
    ],
    [
      'an altered time-stamp',
      withChange(bundle, [MATERIAL, 'timestampVerificationData', 'rfc3161Timestamps', 0, 'signedTimestamp'], flipped),
      { 'trusted-time': 'TIMESTAMP_INVALID' },
    ],
    [
      'T-PRED-03 a predicate type with a space behind',
      attestation({ statement: { ...PROVENANCE, predicateType: `${PROVENANCE.predicateType} ` } }),
      { predicate: 'PREDICATE_TYPE_UNKNOWN' },
    ],
    [
      'T-PRED-02 a predicate that is no provenance',
      attestation({ statement: { ...PROVENANCE, predicate: { buildDefinition: 1 } } }),
      { predicate: 'PREDICATE_INVALID' },
    ],
    [
      'T-SUBJ-02 a statement about nothing',
      attestation({ statement: { ...PROVENANCE, subject: [] } }),
      { subject: 'SUBJECT_NONE' },
    ],
    [
      'T-SUBJ-03 a subject by SHA-1 only',
      attestation({ statement: { ...PROVENANCE, subject: [{ name: 'a', digest: { sha1: 'c'.repeat(40) } }] } }),
      { subject: 'SUBJECT_DIGEST_UNACCEPTED' },
    ],
  ];

  it.each(cases)('%s', (_, broken, expected) => {
    const verdict = judge(broken);
    expect(verdict.outcome).not.toBe('verified');
    expect(stops(verdict)).toMatchObject(expected);
    expect(verdict.rules).toEqual([]);
  });

  it('an altered payload fails signature and log, and the rest of the ladder is still there', () => {
    const broken = withChange(bundle, ['dsseEnvelope', 'payload'], (payload: string) =>
      Buffer.from(Buffer.from(payload, 'base64').toString().replace('app', 'apq')).toString('base64'),
    );
    const verdict = judge(broken);
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ signature: 'SIGNATURE_INVALID', 'transparency-log': 'LOG_BODY_MISMATCH' });
    expect(verdict.checks.find(({ rung }) => rung === 'trusted-time')?.outcome).toBe('passed');
    expect(verdict).not.toHaveProperty('signer');
  });

  it('an altered signature fails signature, log and time-stamp', () => {
    const broken = withChange(bundle, ['dsseEnvelope', 'signatures', 0, 'sig'], flipped);
    expect(stops(judge(broken))).toMatchObject({
      signature: 'SIGNATURE_INVALID',
      'transparency-log': 'LOG_BODY_MISMATCH',
      'trusted-time': 'TIMESTAMP_OTHER_MESSAGE',
    });
  });

  it('a bundle of another Sigstore fails the chain', () => {
    const stranger = sigstore('stranger').attest({ identity: WORKFLOW, statement: PROVENANCE, at: NOW });
    expect(stops(judge(stranger))).toMatchObject({
      'certificate-chain': 'CERTIFICATE_UNTRUSTED',
      'certificate-transparency': 'SCT_UNPROVEN',
      'transparency-log': 'LOG_UNKNOWN',
      identity: 'IDENTITY_UNPROVEN',
    });
  });

  it('T-TIME-01 a v2 log entry alone gives no time, so the certificate cannot be judged', () => {
    expect(stops(judge(attestation({ log: 'v2' })))).toEqual({
      'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN',
      'trusted-time': 'TIME_MISSING',
    });
  });

  it('text that is no evidence is unverified, and bytes that are no text are rejected', () => {
    expect(judge(toUtf8('{}')).outcome).toBe('unverified');
    expect(judge(Uint8Array.of(0xff)).outcome).toBe('rejected');
    expect(stops(judge(Uint8Array.of(0xff)))).toMatchObject({ bytes: 'UTF8_INVALID', signature: 'NOT_REACHED' });
  });
});

describe('identity', () => {
  const identity = (changes: object, rule = RULE) =>
    judge(attestation(), { rules: [{ ...rule, signer: { ...rule.signer, ...changes } }] });

  it.each([
    ['T-ID-01 a longer name', { identity: { exactly: 'https://forge.example/acme/x' } }, 'IDENTITY_UNEXPECTED'],
    [
      'T-ID-01 a pattern that matches only a part',
      { identity: { pattern: 'https://forge.example/acme/x' } },
      'IDENTITY_UNEXPECTED',
    ],
    [
      'T-ID-01 dots that stand for themselves',
      { identity: { exactly: WORKFLOW.uri.replace('.example', '-example') } },
      'IDENTITY_UNEXPECTED',
    ],
    ['another issuer', { issuer: 'https://token.ci.example/' }, 'IDENTITY_ISSUER_UNEXPECTED'],
    [
      'T-POL-01 another repository id',
      { extensions: { sourceRepositoryIdentifier: '4712' } },
      'IDENTITY_EXTENSION_UNEXPECTED',
    ],
    [
      'T-POL-01 an extension that is not there',
      { extensions: { runnerEnvironment: 'hosted' } },
      'IDENTITY_EXTENSION_UNEXPECTED',
    ],
  ])('is refused for %s', (_, changes, code) => {
    const verdict = identity(changes);
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ identity: code });
  });

  it('is accepted with the extensions a rule demands', () => {
    expect(identity({ extensions: { sourceRepositoryIdentifier: '4711' } }).outcome).toBe('verified');
  });

  it('T-ID-02 cannot be checked where no rule speaks of this kind, and never passes', () => {
    for (const rules of [[], [{ ...RULE, kinds: ['sbom'] as const }]]) {
      const verdict = judge(attestation(), { rules });
      expect(verdict.outcome).toBe('unverified');
      expect(stops(verdict)).toEqual({ identity: 'RULE_MISSING', policy: 'POLICY_NO_RULE' });
    }
  });

  it('holds under the trust root that the rule names only', () => {
    const verdict = judge(attestation(), { rules: [{ ...RULE, trustRoot: 'elsewhere' }] });
    expect(stops(verdict)).toMatchObject({ identity: 'IDENTITY_TRUST_ROOT_UNEXPECTED' });
  });
});

describe('keys', () => {
  const signed = (hint?: string) => attestation({ identity: byKey(hint), log: 'none' });
  const stranger = {
    ...KEY_RULE,
    signer: { kind: 'key', publicKey: ROOT.logs.values().next().value?.key.toPem() ?? '' },
  } as TrustRule;

  it('T-KEY-02 unknown here cannot be checked', () => {
    expect(stops(judge(signed('some other name'), { rules: [stranger] }))).toMatchObject({
      signature: 'SIGNATURE_KEY_UNKNOWN',
    });
  });

  it('T-KEY-04 named by the hint and not the signer fails the signature: the hint proves nothing', () => {
    const verdict = judge(signed(stranger.id), { rules: [stranger] });
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ signature: 'SIGNATURE_INVALID' });
  });

  it('are found whatever the hint says', () => {
    expect(judge(signed('a wrong hint'), { rules: [stranger, { ...KEY_RULE, id: 'second' }] }).rules).toEqual([
      'second',
    ]);
  });

  it('T-KEY-01 outside their window are refused, and without a time cannot be judged', () => {
    const window = { validFrom: '2020-01-01T00:00:00.000Z', validUntil: '2021-01-01T00:00:00.000Z' } as never;
    const rule: TrustRule = { ...KEY_RULE, ...(window as object) };
    const timed = attestation({ identity: byKey(), log: 'none', timestamp: true });
    expect(stops(judge(timed, { rules: [rule] }))).toEqual({ policy: 'POLICY_OUTSIDE_WINDOW' });
    expect(stops(judge(signed(), { rules: [rule] }))).toEqual({ policy: 'POLICY_WINDOW_UNTIMED' });
  });

  it('still need every log and time that their rule requires', () => {
    const rule: TrustRule = { ...KEY_RULE, log: { required: 1 }, time: { required: 1 } };
    expect(judge(attestation({ identity: byKey() }), { rules: [rule] }).outcome).toBe('verified');
    expect(stops(judge(signed(), { rules: [rule] }))).toEqual({
      'transparency-log': 'LOG_ENTRY_MISSING',
      'trusted-time': 'TIME_MISSING',
    });
  });

  it('do not excuse bad material that the rule does not ask for', () => {
    const broken = withChange(
      attestation({ identity: byKey() }),
      [...ENTRY, 'inclusionPromise', 'signedEntryTimestamp'],
      flipped,
    );
    expect(stops(judge(broken, { rules: [KEY_RULE] }))).toEqual({ 'transparency-log': 'LOG_PROMISE_INVALID' });
  });
});

describe('the subject', () => {
  it.each([
    ['is the digest asked for', `sha256:${DIGEST}`, {}],
    ['T-SUBJ-01 is another one', `sha256:${'d'.repeat(64)}`, { subject: 'SUBJECT_MISMATCH' }],
    [
      'T-SUBJ-04 is not comparable under another algorithm',
      `sha512:${DIGEST}${DIGEST}`,
      { subject: 'SUBJECT_NOT_COMPARABLE' },
    ],
  ])('%s', (_, digest, expected) => {
    expect(stops(judge(attestation(), {}, asked(digest as SubjectDigest)))).toEqual(expected);
  });

  it('T-SUBJ-05 is never decided by a name', () => {
    const artifact = { digests: [], bytes: toUtf8('another app.tar.gz') };
    expect(stops(judge(attestation(), {}, { artifact }))).toEqual({ subject: 'SUBJECT_MISMATCH' });
  });

  it('of a message signature is what the signature is over', () => {
    expect(stops(judge(message(), {}, asked(`sha256:${DIGEST}`)))).toEqual({ subject: 'SUBJECT_MISMATCH' });
    const swapped = { artifact: { digests: [], bytes: toUtf8('another artifact') } };
    expect(stops(judge(message(), {}, swapped))).toMatchObject({
      signature: 'SIGNATURE_INVALID',
      subject: 'SUBJECT_UNPROVEN',
    });
  });

  it('of a message signature may not contradict what the bundle states', () => {
    const other = Buffer.alloc(32, 7).toString('base64');
    const broken = withChange(message(), ['messageSignature', 'messageDigest', 'digest'], () => other);
    const artifact = { digests: [], bytes: toUtf8('the artifact') };
    expect(stops(judge(broken, {}, { artifact }))).toMatchObject({ subject: 'SUBJECT_MISMATCH' });
    expect(stops(judge(broken))).toMatchObject({ signature: 'SIGNATURE_INVALID' });
  });
});

describe('policy', () => {
  it.each([
    [
      'T-POL-01 an untrusted builder',
      { builders: { 'https://builder.example/v2': 3 } },
      { policy: 'POLICY_BUILDER_UNTRUSTED' },
    ],
    ['T-POL-01 another source', { source: 'https://forge.example/acme/y' }, { policy: 'POLICY_SOURCE_UNEXPECTED' }],
    [
      'T-POL-01 another predicate type',
      { predicateTypes: ['https://slsa.dev/provenance/v0.2'] },
      { predicate: 'PREDICATE_UNACCEPTED' },
    ],
    ['T-POL-01 a rule that ended', { validUntil: '2025-01-01T00:00:00.000Z' }, { policy: 'POLICY_OUTSIDE_WINDOW' }],
    [
      'T-POL-01 a rule that has not begun',
      { validFrom: '2027-01-01T00:00:00.000Z' },
      { policy: 'POLICY_OUTSIDE_WINDOW' },
    ],
    ['T-THR-01 more logs than hold it', { log: { required: 2 } }, { 'transparency-log': 'LOG_TOO_FEW' }],
    ['T-THR-02 more time sources than vouch for it', { time: { required: 2 } }, { 'trusted-time': 'TIME_TOO_FEW' }],
  ])('refuses %s', (_, changes, expected) => {
    expect(stops(judge(attestation(), { rules: [{ ...RULE, ...changes } as TrustRule] }))).toEqual(expected);
  });

  it('accepts the builder, source and predicate type that the rule names', () => {
    const rule: TrustRule = {
      ...RULE,
      builders: { [BUILDER]: 3 },
      source: 'git+https://forge.example/acme/x.git@refs/heads/main',
      predicateTypes: [PROVENANCE.predicateType],
      validFrom: '2026-01-01T00:00:00.000Z' as never,
    };
    expect(judge(attestation(), { rules: [rule] }).outcome).toBe('verified');
  });

  it('counts two distinct time sources where a rule asks for two', () => {
    const rules = [{ ...RULE, time: { required: 2 } }];
    expect(judge(attestation({ timestamp: true }), { rules }).outcome).toBe('verified');
  });

  it.each([
    ['sct', { sct: 2 }, { 'certificate-transparency': 'SCT_TOO_FEW' }],
    ['tsa', { tsa: 1 }, { 'trusted-time': 'TIME_TOO_FEW' }],
    ['integratedTime', { integratedTime: 2 }, { 'trusted-time': 'TIME_TOO_FEW' }],
    ['log', { log: 2 }, { 'transparency-log': 'LOG_TOO_FEW' }],
  ])('honours the threshold %s beyond the rules', (_, defaults, expected) => {
    expect(stops(judge(attestation(), { defaults }))).toEqual(expected);
  });

  it('shows the ladder of the rule that stops last, whatever their order', () => {
    const near: TrustRule = { ...RULE, id: 'near', validUntil: '2025-01-01T00:00:00.000Z' as never };
    const far: TrustRule = { ...RULE, id: 'far', signer: { ...RULE.signer, identity: { exactly: 'nobody' } } as never };
    for (const rules of [
      [near, far],
      [far, near],
    ]) {
      expect(stops(judge(attestation(), { rules }))).toEqual({ policy: 'POLICY_OUTSIDE_WINDOW' });
    }
  });
});

describe('a verifier is refused', () => {
  const build = (options: object) => () => new Verifier({ trustRoots: [ROOT], rules: [], ...options });
  const code = (value: string) => expect.objectContaining({ code: value });

  it.each([
    ['without a trust root', { trustRoots: [] }, 'TRUST_ROOT_NEEDED'],
    ['with two trust roots of one name', { trustRoots: [ROOT, ROOT] }, 'TRUST_ROOT_DUPLICATE'],
    ['with a rule twice', { rules: [RULE, RULE] }, 'RULE_DUPLICATE'],
    ['with a threshold of zero', { defaults: { log: 0 } }, 'THRESHOLD_INVALID'],
    ['with an endless threshold', { defaults: { time: Infinity } }, 'THRESHOLD_INVALID'],
    ['with a threshold that is no number', { defaults: { sct: NaN } }, 'THRESHOLD_INVALID'],
    [
      'with `log: none` under a root that lists logs',
      { rules: [{ ...RULE, log: 'none', trustRoot: 'aurora' }] },
      'RULE_NONE_REFUSED',
    ],
    [
      'with `time: none` under a root that lists time sources',
      { rules: [{ ...RULE, time: 'none', trustRoot: 'aurora' }] },
      'RULE_NONE_REFUSED',
    ],
    ['with `log: none` for a certificate of any root', { rules: [{ ...RULE, log: 'none' }] }, 'RULE_NONE_REFUSED'],
  ])('%s', (_, options, expected) => {
    expect(build(options)).toThrow(code(expected));
  });
});

describe('a trust root that lists no log', () => {
  const bare = rootOf(
    withChange(
      withChange(ROOT_BYTES, ['tlogs'], () => []),
      ['ctlogs'],
      () => [],
    ),
    'bare',
  );
  const rule: TrustRule = { ...RULE, log: 'none', trustRoot: 'bare' };
  const without = { trustRoots: [bare], rules: [rule] };

  it('makes log and certificate log not applicable, by its own word and that of the rule', () => {
    const verdict = judge(attestation({ log: 'none', timestamp: true }), without);
    expect(verdict.outcome).toBe('verified');
    expect(verdict.checks.find(({ rung }) => rung === 'transparency-log')?.code).toBe('LOG_NOT_REQUIRED');
    expect(verdict.checks.find(({ rung }) => rung === 'certificate-transparency')?.code).toBe('SCT_NOT_LISTED');
  });

  it('gives the promise of a log it does not know no weight as a time', () => {
    expect(stops(judge(attestation(), without))).toEqual({
      'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN',
      'trusted-time': 'TIME_MISSING',
    });
  });

  it('is not taken for a root that lists them when both are there', () => {
    const verdict = judge(attestation({ log: 'none', timestamp: true }), { trustRoots: [ROOT, bare], rules: [rule] });
    expect(verdict.outcome).toBe('rejected');
  });
});

describe('many rules, roots and repeats', () => {
  it('take the root that issued the certificate', () => {
    const other = rootOf(sigstore('stranger').trustedRoot(), 'stranger');
    expect(judge(attestation(), { trustRoots: [other, ROOT] })).toMatchObject({
      outcome: 'verified',
      trustRoot: ROOT.digest,
    });
  });

  it('give the same verdict for a certificate that is remembered and for one that is not', () => {
    const verifier = new Verifier({ trustRoots: [ROOT], rules: [RULE] });
    const forgetful = new Verifier({ trustRoots: [ROOT], rules: [RULE], rememberedCertificates: 0 });
    const parsed = parse(attestation());
    const first = verifier.verify(parsed).verdict;
    expect(verifier.verify(parsed).verdict).toEqual(first);
    expect(forgetful.verify(parsed).verdict).toEqual(first);
  });

  it('T-BODY-01 to 04 no log entry of one bundle serves another: all 380 pairs of 20', () => {
    const world = sigstore('pairs');
    const root = rootOf(world.trustedRoot(), 'pairs');
    const verifier = new Verifier({ trustRoots: [root], rules: [RULE] });
    const bundles = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? world.attest({
            identity: WORKFLOW,
            statement: PROVENANCE,
            at: NOW,
            entry: index % 4 === 0 ? 'dsse' : 'intoto',
          })
        : world.signArtifact({ identity: WORKFLOW, artifact: toUtf8(`artifact ${index % 6}`), at: NOW }),
    );
    const entryOf = (bytes: Uint8Array) =>
      (JSON.parse(Buffer.from(bytes).toString()) as { verificationMaterial: { tlogEntries: unknown[] } })
        .verificationMaterial.tlogEntries[0];
    const codes = bundles.flatMap((own, i) =>
      bundles.flatMap((lender, j) =>
        i === j
          ? []
          : [stops(verifier.verify(parse(withChange(own, ENTRY, () => entryOf(lender)))).verdict)['transparency-log']],
      ),
    );
    expect(codes).toHaveLength(380);
    expect(new Set(codes)).toEqual(new Set(['LOG_BODY_MISMATCH']));
    expect(bundles.every((bytes) => verifier.verify(parse(bytes)).verdict.outcome === 'verified')).toBe(true);
  });

  it('have an entry in the catalogue for every code a ladder shows', () => {
    for (const { code } of judge(attestation({ log: 'none' })).checks) {
      if (code !== undefined) expect(CODES[code].meaning.endsWith('.')).toBe(true);
    }
  });
});
