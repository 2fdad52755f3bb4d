import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import {
  COMPROMISE,
  HUMAN_EVIDENCE,
  NOT_APPLICABLE,
  PLAN_OF_ACTION,
  RELEASE_MANIFEST,
  WAIVER,
} from '../../testing/statements.js';
import { parseCompromise } from './compromise.js';
import { parseHumanEvidence } from './human-evidence.js';
import { parseNotApplicable } from './not-applicable.js';
import { parsePlanOfAction } from './plan-of-action.js';
import { parseReleaseManifest } from './release-manifest.js';
import { parseWaiver } from './waiver.js';

type Break = readonly [string, string, JsonValue | undefined, string];

const READERS = [
  ['a release manifest', parseReleaseManifest, RELEASE_MANIFEST],
  ['human evidence', parseHumanEvidence, HUMAN_EVIDENCE],
  ['a waiver', parseWaiver, WAIVER],
  ['a not-applicable decision', parseNotApplicable, NOT_APPLICABLE],
  ['a plan of action', parsePlanOfAction, PLAN_OF_ACTION],
  ['a compromise', parseCompromise, COMPROMISE],
] as const;

describe.each(READERS)('%s', (_, parse, valid) => {
  const read = (json: JsonValue) => parse(fieldOf(json));

  it('says what was written, with times in UTC', () => {
    const { kind, ...said } = read(valid);
    const written = JSON.parse(JSON.stringify(valid), (key, value: unknown) =>
      typeof value === 'string' && /^valid|At$|On$|^collected$|^due$|^since$/.test(key)
        ? new Date(value).toISOString()
        : value,
    ) as unknown;
    expect(said).toEqual(written);
    expect(kind).toBeDefined();
  });

  it.each<Break>([
    ['with a field that is not known', 'extra', true, 'FIELD_UNKNOWN'],
    ['with a scope field that is not known', 'scope.team', 'x', 'FIELD_UNKNOWN'],
    ['without a scope', 'scope', undefined, 'FIELD_MISSING'],
    ['without an organization', 'scope.organization', undefined, 'FIELD_MISSING'],
    ['with an empty organization', 'scope.organization', ' ', 'FIELD_MISSING'],
  ])('is refused %s', (_title, path, value, code) => {
    expect(refusalOf(() => read(valid))).toBe('none');
    expect(refusalOf(() => read(withChange(valid as JsonValue, path, value)))).toBe(code);
  });

  it('is refused when it names a release without its product', () => {
    const scope = { organization: 'acme', release: '1.0.0' };
    expect(refusalOf(() => read(withChange(valid as JsonValue, 'scope', scope)))).toBe('DECISION_SCOPE');
  });
});

describe('a release manifest is refused', () => {
  it.each<Break>([
    ['for a product without a release', 'scope.release', undefined, 'DECISION_SCOPE'],
    ['without the time it was issued', 'issuedAt', undefined, 'FIELD_MISSING'],
    ['with a revision that is no commit', 'revision', 'main', 'FIELD_INVALID'],
  ])('%s', (_, path, value, code) => {
    expect(refusalOf(() => parseReleaseManifest(fieldOf(withChange(RELEASE_MANIFEST, path, value))))).toBe(code);
  });
});

describe('human evidence is refused', () => {
  it.each<Break>([
    ['about no control', 'controls', [], 'FIELD_INVALID'],
    ['that says nothing', 'statement', '', 'FIELD_MISSING'],
    ['that says too much', 'statement', 'x'.repeat(10_001), 'LIMIT_EXCEEDED'],
    ['without an owner', 'owner', undefined, 'FIELD_MISSING'],
    ['that nobody but its owner has read', 'reviewer', undefined, 'HUMAN_EVIDENCE_UNREVIEWED'],
    ['reviewed by its owner', 'reviewer', 'Ada', 'HUMAN_EVIDENCE_SELF_REVIEWED'],
    ['reviewed by its owner in another spelling', 'reviewer', ' \u200bＡDA', 'HUMAN_EVIDENCE_SELF_REVIEWED'],
    ['whose document nobody has dated', 'collected', undefined, 'FIELD_MISSING'],
    ['whose document was gathered when it had run out', 'collected', '2026-07-02', 'DECISION_VALIDITY'],
    ['that ends before it begins', 'validUntil', '2025-12-31', 'DECISION_VALIDITY'],
    ['that ends when it begins', 'validUntil', '2026-01-01', 'DECISION_VALIDITY'],
    ['that never ends', 'validUntil', undefined, 'FIELD_MISSING'],
  ])('%s', (_, path, value, code) => {
    expect(refusalOf(() => parseHumanEvidence(fieldOf(withChange(HUMAN_EVIDENCE, path, value))))).toBe(code);
  });
});

describe('a waiver', () => {
  it('may be for a whole product', () => {
    expect(refusalOf(() => read('scope.release', undefined))).toBe('none');
  });

  const read = (path: string, value: JsonValue | undefined) => parseWaiver(fieldOf(withChange(WAIVER, path, value)));

  it('may last 180 days and no longer', () => {
    expect(refusalOf(() => read('validUntil', '2026-06-30T00:00:00Z'))).toBe('none');
    expect(refusalOf(() => read('validUntil', '2026-06-30T00:00:00.001Z'))).toBe('WAIVER_TOO_LONG');
  });

  it.each<Break>([
    ['approved by who asked for it', 'approver', 'Ada', 'WAIVER_SELF_APPROVED'],
    ['approved by the same person in another spelling', 'approver', ' ADA ', 'WAIVER_SELF_APPROVED'],
    ['approved by nobody', 'approver', undefined, 'FIELD_MISSING'],
    ['for the whole organization', 'scope', { organization: 'acme' }, 'WAIVER_TOO_WIDE'],
    ['without a reason', 'reason', '', 'FIELD_MISSING'],
    ['without a compensating control', 'compensatingControl', undefined, 'FIELD_MISSING'],
    ['of no control', 'control', undefined, 'FIELD_MISSING'],
    ['that ends before it begins', 'validUntil', '2025-01-01', 'DECISION_VALIDITY'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(path, value))).toBe(code);
  });
});

describe('a not-applicable decision is refused', () => {
  it.each<Break>([
    ['without an approver', 'approver', undefined, 'FIELD_MISSING'],
    ['without somebody who asked', 'requester', undefined, 'FIELD_MISSING'],
    ['approved by who asked for it', 'approver', 'ada', 'NOT_APPLICABLE_SELF_APPROVED'],
    ['without a reason', 'reason', undefined, 'FIELD_MISSING'],
    ['without a beginning', 'validFrom', undefined, 'FIELD_MISSING'],
  ])('%s', (_, path, value, code) => {
    expect(refusalOf(() => parseNotApplicable(fieldOf(withChange(NOT_APPLICABLE, path, value))))).toBe(code);
  });
});

describe('a plan of action', () => {
  const read = (changes: Readonly<Record<string, JsonValue | undefined>>) =>
    parsePlanOfAction(
      fieldOf(
        Object.entries(changes).reduce<JsonValue>((json, [path, to]) => withChange(json, path, to), PLAN_OF_ACTION),
      ),
    );
  const previous = `sha256:${'a'.repeat(64)}`;
  const DONE = [{ what: 'Move.', due: '2026-04-01', completedOn: '2026-03-01' }];

  it('may update an earlier one, with the reason', () => {
    expect(read({ previous, reason: 'Runners came late.', due: '2026-05-01' })).toMatchObject({
      change: { previous, reason: 'Runners came late.' },
    });
  });

  it('may be completed when each milestone is', () => {
    expect(read({ milestones: DONE, completedOn: '2026-03-02' })).toMatchObject({
      completedOn: '2026-03-02T00:00:00.000Z',
    });
  });

  it.each<[string, Readonly<Record<string, JsonValue | undefined>>, string]>([
    ['updates an earlier one without a reason', { previous }, 'PLAN_CHANGE'],
    ['gives a reason for a change of nothing', { reason: 'r' }, 'PLAN_CHANGE'],
    ['updates what is no statement', { previous: 'the last one', reason: 'r' }, 'DIGEST_INVALID'],
    ['is due before the weakness was found', { due: '2026-01-09' }, 'PLAN_DATES'],
    ['has a milestone due before that', { 'milestones.1.due': '2026-01-09' }, 'PLAN_DATES'],
    ['has a milestone done before that', { 'milestones.0.completedOn': '2026-01-09' }, 'PLAN_DATES'],
    ['was completed before that', { milestones: DONE, completedOn: '2026-01-09' }, 'PLAN_DATES'],
    ['is completed with a milestone open', { completedOn: '2026-03-02' }, 'PLAN_UNFINISHED'],
    ['has no milestone', { milestones: [] }, 'FIELD_INVALID'],
    ['has a milestone with a field that is not known', { 'milestones.0.by': 'Ada' }, 'FIELD_UNKNOWN'],
    ['has an id with blanks', { id: 'no 7' }, 'FIELD_INVALID'],
    ['has no owner', { owner: undefined }, 'FIELD_MISSING'],
    ['names no weakness', { weakness: '' }, 'FIELD_MISSING'],
    ['says nothing of what is done meanwhile', { mitigation: undefined }, 'FIELD_MISSING'],
    ['does not say since when', { detectedOn: undefined }, 'FIELD_MISSING'],
    ['has no end', { due: undefined }, 'FIELD_MISSING'],
    ['names no control', { control: undefined }, 'FIELD_MISSING'],
  ])('is refused when it %s', (_, changes, code) => {
    expect(refusalOf(() => read(changes))).toBe(code);
  });
});

describe('a compromise', () => {
  const read = (path: string, value: JsonValue | undefined) =>
    parseCompromise(fieldOf(withChange(COMPROMISE, path, value)));
  const KEY = 'ab'.repeat(32);

  it.each<[string, JsonValue]>([
    ['an identity, whoever vouches for it', { kind: 'identity', name: 'a@b.example' }],
    ['a key', { kind: 'key', name: KEY }],
    ['a certificate authority', { kind: 'certificate-authority', name: KEY }],
    ['a certificate log', { kind: 'ct-log', name: KEY }],
    ['a log by a short id', { kind: 'transparency-log', name: 'abcdef01' }],
    ['a time-stamp authority', { kind: 'timestamp-authority', name: 'https://tsa.example' }],
    ['a builder', { kind: 'builder', name: 'https://builder.example/v1' }],
  ])('may name %s', (_, distrusted) => {
    expect(read('distrusted', distrusted).distrusted).toEqual(distrusted);
  });

  it.each<Break>([
    ['of something else', 'distrusted', { kind: 'laptop', name: 'x' }, 'FIELD_INVALID'],
    ['of a word that every object has', 'distrusted', { kind: 'constructor', name: 'x' }, 'FIELD_INVALID'],
    ['of a key that is not named by its digest', 'distrusted', { kind: 'key', name: 'release' }, 'COMPROMISE_NAME'],
    ['of a key with an issuer', 'distrusted', { kind: 'key', name: KEY, issuer: 'x' }, 'COMPROMISE_NAME'],
    ['of nobody', 'distrusted.name', '', 'FIELD_MISSING'],
    ['with a field that is not known', 'distrusted.email', 'x', 'FIELD_UNKNOWN'],
    ['for one product only', 'scope.product', 'app', 'DECISION_SCOPE'],
    ['without a moment', 'since', undefined, 'FIELD_MISSING'],
    ['without a reason', 'reason', undefined, 'FIELD_MISSING'],
    ['that nobody reports', 'reporter', undefined, 'FIELD_MISSING'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(path, value))).toBe(code);
  });
});
