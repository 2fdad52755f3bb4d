import { parse } from '#evidence';
import { addSeconds, concatBytes, fromUtf8, toUtf8, type JsonObject } from '#kernel';
import { PrivateAuthority, type PrivateLeaf } from '#sample-world';
import { describe, expect, it } from '@jest/globals';

import { parseTrustRule } from './rules/parse-trust-rule.js';
import { attestation, NOW, PROVENANCE, ROOT, ROOT_BYTES, rootOf, RULE, stops } from './testing/world.js';
import type { TrustRoot } from './trust/load-trust-root.js';
import type { TrustRule } from './trust-rule.js';
import type { Verdict } from './verdict.js';
import { Verifier } from './verifier.js';

const authority = new PrivateAuthority({ seed: 'private', now: NOW, name: 'acme' });
const domain = new PrivateAuthority({ seed: 'spiffe', now: NOW, name: 'acme', trustDomain: 'acme.example' });
const other = new PrivateAuthority({ seed: 'other', now: NOW, name: 'other', trustDomain: 'other.example' });

const PRIVATE = rootOf(authority.pem(), 'acme-ca');
const STAMPED = rootOf(authority.pem('with-time-stamps'), 'acme-ca');
const SPIFFE = rootOf(domain.spiffeBundle(), 'acme-spiffe');
const ID = 'spiffe://acme.example/ci/release';

const workload = (exactly: string, changes: Partial<TrustRule> = {}): TrustRule => ({
  ...RULE,
  signer: { kind: 'workload', identity: { exactly } },
  trustRoot: 'acme-ca',
  log: 'none',
  time: 'none',
  ...changes,
});

function judged(bytes: Uint8Array, root: TrustRoot, rule: TrustRule): Verdict {
  return new Verifier({ trustRoots: [ROOT, root], rules: [rule] }).verify(parse(bytes)).verdict;
}

const signed = (changes: Partial<PrivateLeaf> = {}) =>
  authority.attest({ names: [{ email: 'ci@acme.example' }], at: NOW, statement: PROVENANCE, ...changes });
const svid = (changes: Partial<PrivateLeaf> = {}, by = domain) =>
  by.attest({ names: [{ uri: ID }], at: NOW, statement: PROVENANCE, byRoot: true, ...changes });
const SPIFFE_RULE = workload(ID, { trustRoot: 'acme-spiffe' });

describe('a certificate of a private authority', () => {
  it.each([
    [{ email: 'ci@acme.example' }, 'ci@acme.example'],
    [{ uri: 'https://forge.acme.example/app' }, 'https://forge.acme.example/app'],
    [{ dns: 'builder.acme.example' }, 'builder.acme.example'],
  ])('that names %j is verified under a rule that expects it, untimed', (name, identity) => {
    const verdict = judged(signed({ names: [name] }), PRIVATE, workload(identity));
    expect(stops(verdict)).toEqual({});
    expect(verdict).toMatchObject({
      outcome: 'verified',
      signer: { kind: 'workload', identity, authority: 'acme-ca' },
    });
    expect(verdict).not.toHaveProperty('signedAt');
  });

  it('says on its rung that validity was not judged, where no time is known', () => {
    const { checks } = judged(signed(), PRIVATE, workload('ci@acme.example'));
    const chain = checks.find(({ rung }) => rung === 'certificate-chain');
    expect(chain).toMatchObject({ outcome: 'passed', expected: expect.stringContaining('validity is not judged') });
  });

  it('cannot be judged where the rule asks for a time and nobody can tell it', () => {
    const verdict = judged(signed(), PRIVATE, workload('ci@acme.example', { time: { required: 1 } }));
    expect(verdict.outcome).toBe('unverified');
    expect(stops(verdict)).toEqual({
      'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN',
      'trusted-time': 'TIME_MISSING',
    });
  });

  it('is what alone may go without a time: of Fulcio none is verified so', () => {
    const listed = JSON.parse(fromUtf8(ROOT_BYTES)) as JsonObject;
    const root = rootOf(toUtf8(JSON.stringify({ ...listed, tlogs: [], timestampAuthorities: [] })), 'bare');
    const rule: TrustRule = { ...RULE, trustRoot: 'bare', log: 'none', time: 'none' };
    const verdict = new Verifier({ trustRoots: [root], rules: [rule] }).verify(
      parse(attestation({ log: 'none' })),
    ).verdict;
    expect(stops(verdict)).toEqual({ 'certificate-chain': 'CERTIFICATE_TIME_UNKNOWN' });
  });

  it('is timed by the time-stamp service of the same trust root, which must then be asked for', () => {
    const rule = workload('ci@acme.example', { time: { required: 1 } });
    expect(judged(signed({ stampedAfterSeconds: 5 }), STAMPED, rule)).toMatchObject({
      outcome: 'verified',
      signedAt: addSeconds(NOW, 5),
    });
    expect(stops(judged(signed({ stampedAfterSeconds: 2 * 86_400 }), STAMPED, rule))).toEqual({
      'certificate-chain': 'CERTIFICATE_OUTSIDE_VALIDITY',
    });
    expect(() => judged(signed(), STAMPED, workload('ci@acme.example'))).toThrow(
      expect.objectContaining({ code: 'RULE_NONE_REFUSED' }),
    );
  });

  it.each<readonly [string, Partial<PrivateLeaf>, string]>([
    ['for another purpose', { usage: 'server-authentication' }, 'CERTIFICATE_USAGE'],
    ['of an authority', { isAuthority: true }, 'CERTIFICATE_USAGE'],
    ['that may sign certificates as well', { keyUsage: 'sign-and-certify' }, 'CERTIFICATE_USAGE'],
    ['that may only encipher', { keyUsage: 'encipher' }, 'CERTIFICATE_USAGE'],
    [
      'whose name OpenSSL may read as two',
      { names: [{ email: 'ci@acme.example, DNS:x' }] },
      'CERTIFICATE_PARSERS_DISAGREE',
    ],
    ['of two names', { names: [{ email: 'ci@acme.example' }, { dns: 'ci.acme.example' }] }, 'CERTIFICATE_NAMES'],
    ['of no name', { names: [] }, 'CERTIFICATE_NAMES'],
  ])('%s is refused', (_, changes, code) => {
    const verdict = judged(signed(changes), PRIVATE, workload('ci@acme.example'));
    expect(verdict.outcome).toBe('rejected');
    expect(stops(verdict)).toMatchObject({ 'certificate-chain': code });
  });

  it('that states code signing is taken', () => {
    expect(judged(signed({ usage: 'code-signing' }), PRIVATE, workload('ci@acme.example')).outcome).toBe('verified');
  });

  it('T-ID-01: is compared by its whole name, and under the trust root that the rule names', () => {
    const rules = [workload('ci@acme.exampl'), workload('i@acme.example'), workload('CI@acme.example')];
    for (const rule of rules)
      expect(stops(judged(signed(), PRIVATE, rule))).toMatchObject({ identity: 'IDENTITY_UNEXPECTED' });
    const elsewhere = workload('ci@acme.example', { trustRoot: 'aurora', log: { required: 1 }, time: { required: 1 } });
    expect(stops(judged(signed(), PRIVATE, elsewhere))).toMatchObject({ identity: 'IDENTITY_TRUST_ROOT_UNEXPECTED' });
    const fulcio: TrustRule = {
      ...RULE,
      signer: { kind: 'certificate', issuer: '', identity: { exactly: 'ci@acme.example' } },
    };
    expect(stops(judged(signed(), PRIVATE, fulcio))).toMatchObject({ identity: 'IDENTITY_UNEXPECTED' });
  });

  it('of another authority of the same names is not issued by this one', () => {
    const twin = new PrivateAuthority({ seed: 'twin', now: NOW, name: 'acme' });
    const bytes = twin.attest({ names: [{ email: 'ci@acme.example' }], at: NOW, statement: PROVENANCE });
    expect(judged(bytes, PRIVATE, workload('ci@acme.example')).outcome).toBe('rejected');
  });
});

describe('an X509-SVID', () => {
  it('is verified by its SPIFFE ID, whatever its certificate is for and whatever else it is called', () => {
    expect(judged(svid(), SPIFFE, SPIFFE_RULE)).toMatchObject({
      outcome: 'verified',
      signer: { kind: 'workload', identity: ID, authority: 'acme-spiffe' },
    });
    const named = svid({ usage: 'server-authentication', names: [{ uri: ID }, { dns: 'ci.acme.example' }] });
    expect(judged(named, SPIFFE, SPIFFE_RULE).outcome).toBe('verified');
  });

  it.each([
    'spiffe://other.example/ci/release',
    'spiffe://acme.example',
    'spiffe://acme.example/',
    'spiffe://acme.example/ci/../release',
    'spiffe://ACME.example/ci/release',
    'https://acme.example/ci/release',
  ])('that names %s is refused: no workload of this trust domain', (uri) => {
    const verdict = judged(svid({ names: [{ uri }] }), SPIFFE, {
      ...SPIFFE_RULE,
      signer: { kind: 'workload', identity: { exactly: uri } },
    });
    expect(stops(verdict)).toMatchObject({ 'certificate-chain': 'CERTIFICATE_TRUST_DOMAIN' });
    expect(verdict.outcome).toBe('rejected');
  });

  it('of two SPIFFE IDs, of none, of an authority or for signing certificates is refused', () => {
    const two = svid({ names: [{ uri: ID }, { uri: `${ID}-evil` }] });
    expect(stops(judged(two, SPIFFE, SPIFFE_RULE))).toMatchObject({ 'certificate-chain': 'CERTIFICATE_NAMES' });
    const none = svid({ names: [{ dns: 'ci.acme.example' }] });
    expect(stops(judged(none, SPIFFE, SPIFFE_RULE))).toMatchObject({ 'certificate-chain': 'CERTIFICATE_NAMES' });
    for (const changes of [{ isAuthority: true }, { keyUsage: 'sign-and-certify' }, { keyUsage: 'encipher' }] as const)
      expect(stops(judged(svid(changes), SPIFFE, SPIFFE_RULE))).toMatchObject({
        'certificate-chain': 'CERTIFICATE_USAGE',
      });
  });

  it('is vouched for by its own trust domain, where one bundle holds several', () => {
    const [own, foreign] = [domain, other].map((ca) => JSON.parse(fromUtf8(ca.spiffeBundle())) as JsonObject);
    const both = { trust_domains: { 'acme.example': own, 'other.example': foreign } };
    const root = rootOf(toUtf8(JSON.stringify(both)), 'acme-spiffe');
    expect(judged(svid(), root, SPIFFE_RULE).outcome).toBe('verified');
    expect(stops(judged(svid({}, other), root, SPIFFE_RULE))).toMatchObject({
      'certificate-chain': 'CERTIFICATE_TRUST_DOMAIN',
    });
  });
});

describe('a trust root', () => {
  const bundle = (change: (keys: readonly JsonObject[]) => unknown) => {
    const { keys } = JSON.parse(fromUtf8(domain.spiffeBundle())) as { keys: readonly JsonObject[] };
    return toUtf8(JSON.stringify(change(keys)));
  };
  const unnamed = JSON.parse(fromUtf8(authority.spiffeBundle())) as JsonObject;
  const pem = fromUtf8(authority.pem());
  const rootAlone = fromUtf8(new PrivateAuthority({ seed: 'private', now: NOW, name: 'acme' }).pem()).split('\n\n');

  it.each<readonly [string, Uint8Array, string]>([
    ['whose intermediate leads to no root', toUtf8(rootAlone[0] ?? ''), 'TRUST_ROOT_AUTHORITY'],
    ['with a certificate twice', toUtf8(pem + pem), 'TRUST_ROOT_PEM'],
    ['with a block that is not whole', toUtf8(pem.slice(0, -20)), 'TRUST_ROOT_PEM'],
    [
      'with a private key',
      toUtf8(`${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`),
      'KEY_PRIVATE',
    ],
    [
      'with a revocation list, which nobody would read',
      toUtf8(`${pem}-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n`),
      'TRUST_ROOT_PEM',
    ],
    [
      'that is no authority',
      new PrivateAuthority({ seed: 'x', now: NOW, name: 'x', root: 'end-entity' }).pem(),
      'TRUST_ROOT_AUTHORITY',
    ],
    [
      'whose path length forbids its intermediate',
      new PrivateAuthority({ seed: 'x', now: NOW, name: 'x', pathLength: 0 }).pem(),
      'TRUST_ROOT_AUTHORITY',
    ],
    ['that names no trust domain', toUtf8(JSON.stringify(unnamed)), 'TRUST_ROOT_SPIFFE'],
    [
      'of another trust domain than it is filed under',
      bundle((keys) => ({ trust_domains: { 'other.example': { keys } } })),
      'TRUST_ROOT_SPIFFE',
    ],
    [
      'of a name that is no trust domain',
      bundle((keys) => ({ trust_domains: { 'Acme Example': { keys } } })),
      'TRUST_ROOT_SPIFFE',
    ],
    [
      'of a key without its one certificate',
      bundle(([first]) => ({ keys: [{ ...first, x5c: [] }] })),
      'TRUST_ROOT_SPIFFE',
    ],
    ['of keys for other uses alone', bundle(([, second]) => ({ keys: [second] })), 'TRUST_ROOT_EMPTY'],
    ['with a field that nobody knows', bundle((keys) => ({ keys, revoked: [] })), 'FIELD_UNKNOWN'],
    ['of nothing', toUtf8('{}'), 'FIELD_MISSING'],
  ])('%s is refused', (_, bytes, code) => {
    expect(() => rootOf(bytes)).toThrow(expect.objectContaining({ code }));
  });

  it('of a trust domain that its certificates do not name is taken where the file names it', () => {
    const root = rootOf(toUtf8(JSON.stringify({ trust_domains: { 'acme.example': unnamed } })), 'acme-spiffe');
    expect(root).toMatchObject({ form: 'spiffe', certificateAuthorities: [{ trustDomain: 'acme.example' }] });
  });

  it('in PEM lists no log, and a time-stamp authority only where one says that it is', () => {
    expect(PRIVATE).toMatchObject({ form: 'private', timestampAuthorities: [] });
    expect([PRIVATE.logs.size, PRIVATE.ctLogs.size, STAMPED.timestampAuthorities.length]).toEqual([0, 0, 1]);
    expect(rootOf(concatBytes(toUtf8('\n# notes\n'), authority.pem())).certificateAuthorities).toHaveLength(2);
  });
});

describe('T-POL-01: a rule about a workload', () => {
  it('names the trust root that knows it', () => {
    const rule = { ...RULE, signer: { kind: 'workload', identity: { exactly: 'ci@acme.example' } } };
    expect(() => parseTrustRule(rule)).toThrow(expect.objectContaining({ code: 'RULE_INVALID' }));
    expect(parseTrustRule({ ...rule, trustRoot: 'acme-ca' })).toMatchObject({ signer: { kind: 'workload' } });
  });

  it('matches a pattern as a whole', () => {
    const pattern = (text: string) => workload('', { signer: { kind: 'workload', identity: { pattern: text } } });
    expect(judged(signed(), PRIVATE, pattern('[a-z]+@acme\\.example')).outcome).toBe('verified');
    expect(judged(signed(), PRIVATE, pattern('acme')).outcome).toBe('rejected');
  });
});
