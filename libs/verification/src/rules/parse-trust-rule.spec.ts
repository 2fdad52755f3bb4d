import { SigningKey } from '#kernel';
import { describe, expect, it } from '@jest/globals';

import { KEY_RULE, RULE } from '../testing/world.js';
import { compilePattern } from './identity-pattern.js';
import { parseTrustRule, trustPolicy } from './parse-trust-rule.js';
import { trustRuleJsonSchema } from './trust-rule-schema.js';

const code = (value: string) => expect.objectContaining({ code: value });
const certificate = (changes: object) => ({ ...RULE, signer: { ...RULE.signer, ...changes } });

describe('a trust rule', () => {
  it('is read as it is written, and defaults to a signer that the team controls', () => {
    expect(parseTrustRule(RULE)).toEqual(RULE);
    expect(parseTrustRule(KEY_RULE)).toEqual(KEY_RULE);
    const { teamControlled, ...rest } = RULE;
    expect(parseTrustRule(rest).teamControlled).toBe(teamControlled);
  });

  it('keeps its dates in one spelling', () => {
    expect(parseTrustRule({ ...RULE, validFrom: '2026-01-01' }).validFrom).toBe('2026-01-01T00:00:00.000Z');
  });

  it.each([
    ['T-POL-01 with a field that nobody would check', { ...RULE, identities: [] }],
    ['with an unknown field in the signer', certificate({ subject: 'x' })],
    ['with an unknown extension', certificate({ extensions: { repository: 'x' } })],
    ['without an issuer', certificate({ issuer: '' })],
    ['with identity both exactly and by pattern', certificate({ identity: { exactly: 'a', pattern: 'b' } })],
    ['without kinds', { ...RULE, kinds: [] }],
    ['with a kind that does not exist', { ...RULE, kinds: ['sboms'] }],
    ['T-POL-02 with a threshold of zero', { ...RULE, log: { required: 0 } }],
    ['T-POL-02 with a negative threshold', { ...RULE, time: { required: -1 } }],
    ['T-POL-02 with a threshold that is no number', { ...RULE, log: { required: NaN } }],
    ['T-POL-02 with a broken threshold', { ...RULE, log: { required: 1.5 } }],
    ['with `none` for a certificate of any root', { ...RULE, log: 'none' }],
    ['with an empty list of predicate types', { ...RULE, predicateTypes: [] }],
    ['with a SLSA level that does not exist', { ...RULE, builders: { a: 4 } }],
    ['with a window that ends before it starts', { ...RULE, validFrom: '2026-02-01', validUntil: '2026-01-01' }],
    ['with a date that is none', { ...RULE, validFrom: 'soon' }],
    ['with a pattern that is not RE2', certificate({ identity: { pattern: '(?=x)x' } })],
    ['with a pattern of 257 characters', certificate({ identity: { pattern: 'a'.repeat(257) } })],
    ['with a key that is none', { ...KEY_RULE, signer: { kind: 'key', publicKey: 'x' } }],
    ['that is no object', 'everybody'],
    ['that is nothing', null],
  ])('is refused %s', (_, json) => {
    expect(() => parseTrustRule(json)).toThrow(code('RULE_INVALID'));
  });

  it('T-KEY-05 is refused with a private key, and says so', () => {
    const publicKey = SigningKey.generate().seal('passphrase');
    expect(() => parseTrustRule({ ...KEY_RULE, signer: { kind: 'key', publicKey } })).toThrow(code('KEY_PRIVATE'));
  });

  it('has a JSON schema that refuses unknown fields', () => {
    expect(trustRuleJsonSchema()).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

describe('a policy', () => {
  it('has a digest of its rules and not of their order', () => {
    const one = trustPolicy([RULE, KEY_RULE]);
    expect(trustPolicy([KEY_RULE, RULE])).toEqual(one);
    expect(trustPolicy([{ ...RULE, log: { required: 2 } }, KEY_RULE]).digest).not.toBe(one.digest);
  });

  it('is refused with two rules of one id', () => {
    expect(() => trustPolicy([RULE, { ...KEY_RULE, id: RULE.id }])).toThrow(code('RULE_DUPLICATE'));
  });
});

describe('an identity pattern', () => {
  it('T-ID-01 must match the whole identity', () => {
    const matches = compilePattern('https://forge\\.example/acme/x');
    expect(matches('https://forge.example/acme/x')).toBe(true);
    expect(matches('https://forge.example/acme/x-evil')).toBe(false);
    expect(matches('see https://forge.example/acme/x')).toBe(false);
    expect(matches('https://forge-example/acme/x')).toBe(false);
  });

  it('T-REDOS-01 takes linear time where a backtracking matcher would hang', () => {
    expect(compilePattern('(a+)+$')(`${'a'.repeat(20_000)}!`)).toBe(false);
  });
});
