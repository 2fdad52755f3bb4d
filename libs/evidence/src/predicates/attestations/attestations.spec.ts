import { describe, expect, it } from '@jest/globals';

import { addDays, parseInstant, type JsonObject, type JsonValue } from '#kernel';

import { parse } from '../../parse.js';
import { attestationBundle } from '../../testing/bundles.js';
import { jsonBytes, withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { SHA256, statement } from '../../testing/statements.js';
import { parseAttestationStatus, STATUS_DAYS } from './attestation-status.js';
import { parseWithdrawal } from './withdrawal.js';

type Break = readonly [string, string, JsonValue | undefined, string];

const ATTESTATION = `sha256:${SHA256}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const ISSUED = '2026-11-20T08:00:00.000Z';

const STANDING = {
  attestation: ATTESTATION,
  state: 'standing',
  since: '2026-11-01T00:00:00.000Z',
  affected: [],
  issuedAt: ISSUED,
  validUntil: '2026-11-27T08:00:00.000Z',
  companions: [
    { name: 'README.md', digest: ATTESTATION },
    { name: 'report.html', digest: OTHER },
  ],
} as const satisfies JsonObject;

const AFFECTED = {
  ...STANDING,
  state: 'affected',
  affected: [
    {
      control: 'PS.2.1',
      signed: 'EVIDENCED',
      now: 'UNVERIFIED',
      cause: 'EVIDENCE_DISTRUSTED',
      sentence: 'A key that this rested on is not trusted any more.',
    },
  ],
} as const satisfies JsonObject;

const SUPERSEDED = { ...STANDING, state: 'superseded', replacedBy: OTHER } as const satisfies JsonObject;

const WITHDRAWAL = {
  scope: { organization: 'acme', product: 'app', release: '1.0.0' },
  attestation: ATTESTATION,
  reason: 'The wrong artifacts were assessed.',
  by: 'Ada',
  withdrawnAt: ISSUED,
} as const satisfies JsonObject;

describe('the status of an attestation', () => {
  const read = (json: JsonValue) => parseAttestationStatus(fieldOf(json));

  it.each([STANDING, AFFECTED, SUPERSEDED, { ...STANDING, state: 'withdrawn' }])('says what was written', (written) => {
    expect(read(written)).toEqual({ kind: 'attestation-status', ...written });
  });

  it.each<Break>([
    ['with a field that is not known', 'extra', 1, 'FIELD_UNKNOWN'],
    ['without the attestation', 'attestation', undefined, 'FIELD_MISSING'],
    ['about something that is no digest', 'attestation', 'latest', 'DIGEST_INVALID'],
    ['in a state that is not known', 'state', 'fine', 'FIELD_INVALID'],
    ['without a moment since which it holds', 'since', undefined, 'FIELD_MISSING'],
    ['with a moment that is none', 'issuedAt', 'today', 'INSTANT_INVALID'],
    ['that names no sentence that fell', 'affected', [], 'STATUS_AFFECTED'],
    ['that stands and names sentences that fell', 'state', 'standing', 'STATUS_AFFECTED'],
    ['that names what replaces it without being superseded', 'replacedBy', OTHER, 'STATUS_REPLACEMENT'],
    ['with a sentence of a field that is not known', 'affected.0.extra', 1, 'FIELD_UNKNOWN'],
    ['with a sentence about no control', 'affected.0.control', '', 'FIELD_MISSING'],
    ['with a sentence whose cause is prose', 'affected.0.cause', 'it broke', 'FIELD_INVALID'],
    ['with a sentence that says nothing', 'affected.0.sentence', ' ', 'FIELD_MISSING'],
    ['with a sentence without end', 'affected.0.sentence', 'x'.repeat(10_001), 'LIMIT_EXCEEDED'],
    ['with a state that begins after it was issued', 'since', '2026-11-21T00:00:00Z', 'STATUS_VALIDITY'],
    ['that is over when it is issued', 'validUntil', ISSUED, 'STATUS_VALIDITY'],
    ['that outlives a week', 'validUntil', '2026-11-27T08:00:00.001Z', 'STATUS_VALIDITY'],
    ['with a companion in another folder', 'companions.0.name', '../README.md', 'FIELD_INVALID'],
    ['with a hidden companion', 'companions.0.name', '.README', 'FIELD_INVALID'],
    ['with companions out of order', 'companions.0.name', 'zzz', 'STATUS_COMPANIONS'],
    ['with one companion twice', 'companions.0.name', 'report.html', 'STATUS_COMPANIONS'],
    ['with a companion without a digest', 'companions.0.digest', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(AFFECTED))).toBe('none');
    expect(refusalOf(() => read(withChange(AFFECTED as JsonObject, path, value)))).toBe(code);
  });

  it.each([
    ['10,000 sentences', 'affected', 10_001, AFFECTED.affected[0]],
    ['1,000 companions', 'companions', 1001, STANDING.companions[0]],
  ])('is refused with more than %s', (_, list, length, item) => {
    const many = { ...AFFECTED, [list]: Array.from({ length }, () => item) };
    expect(refusalOf(() => read(many))).toBe('LIMIT_EXCEEDED');
  });

  it('is refused when it is superseded by nothing, or by itself', () => {
    expect(refusalOf(() => read(withChange(SUPERSEDED as JsonObject, 'replacedBy', undefined)))).toBe(
      'STATUS_REPLACEMENT',
    );
    expect(refusalOf(() => read(withChange(SUPERSEDED as JsonObject, 'replacedBy', ATTESTATION)))).toBe(
      'STATUS_REPLACEMENT',
    );
  });

  it('may be valid for exactly a week', () => {
    const validUntil = addDays(parseInstant(ISSUED), STATUS_DAYS);
    expect(read({ ...STANDING, validUntil }).validUntil).toBe(validUntil);
  });
});

describe('a withdrawal', () => {
  const read = (json: JsonValue) => parseWithdrawal(fieldOf(json));

  it('says what was written', () => {
    expect(read(WITHDRAWAL)).toEqual({ kind: 'withdrawal', ...WITHDRAWAL });
  });

  it.each<Break>([
    ['with a field that is not known', 'until', '2027-01-01', 'FIELD_UNKNOWN'],
    ['without the attestation', 'attestation', undefined, 'FIELD_MISSING'],
    ['about something that is no digest', 'attestation', 'sha256:1', 'DIGEST_INVALID'],
    ['for a release without a product', 'scope.product', undefined, 'DECISION_SCOPE'],
    ['without a reason', 'reason', ' ', 'FIELD_MISSING'],
    ['with a reason without end', 'reason', 'x'.repeat(10_001), 'LIMIT_EXCEEDED'],
    ['by nobody', 'by', undefined, 'FIELD_MISSING'],
    ['at no time', 'withdrawnAt', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(WITHDRAWAL as JsonObject, path, value)))).toBe(code);
  });
});

describe.each([
  ['attestation-status', STANDING],
  ['withdrawal', WITHDRAWAL],
] as const)('a statement of %s', (kind, predicate) => {
  const parsed = (sha256: string) => {
    const subject = [{ name: 'attestation', digest: { sha256 } }];
    return parse(
      jsonBytes(attestationBundle(statement(`https://averment.dev/predicate/${kind}/v1`, predicate, subject))),
    );
  };

  it('is evidence of its own kind', () => {
    expect(parsed(SHA256)).toMatchObject({ kind, content: { predicate: { kind } } });
  });

  it('is refused when it is about another attestation than its predicate names', () => {
    expect(parsed('c'.repeat(64))).toMatchObject({ content: { problem: { code: 'ATTESTATION_SUBJECT' } } });
  });
});
