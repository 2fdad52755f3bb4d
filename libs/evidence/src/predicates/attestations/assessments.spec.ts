import { describe, expect, it } from '@jest/globals';

import type { JsonObject, JsonValue } from '#kernel';

import { parse } from '../../parse.js';
import { attestationBundle } from '../../testing/bundles.js';
import { jsonBytes, withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { SHA256, statement } from '../../testing/statements.js';
import { parseProducerStatement } from './producer-statement.js';
import { ASSESSED_STATUSES, parseSsdfAssessment } from './ssdf-assessment.js';

type Break = readonly [string, string, JsonValue | undefined, string];

const DIGEST = `sha256:${SHA256}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const AT = '2026-11-20T08:00:00.000Z';

const STATED = {
  scope: { organization: 'acme', product: 'app', release: '1.0.0' },
  assessment: DIGEST,
  words: 'I have read the assessment.\nI state what it shows, and nothing more.',
  signatory: { name: 'Dana Okafor', title: 'Chief Executive Officer', authority: 'sole director' },
  signedOn: AT,
} as const satisfies JsonObject;

describe('what a producer states', () => {
  const read = (json: JsonValue) => parseProducerStatement(fieldOf(json));

  it.each([STATED, { ...STATED, signatory: { ...STATED.signatory, delegation: OTHER } }])(
    'says what was written, line by line',
    (written) => {
      expect(read(written)).toEqual({ kind: 'producer-statement', ...written });
    },
  );

  it.each<Break>([
    ['without words', 'words', undefined, 'FIELD_MISSING'],
    ['with empty words', 'words', ' \n ', 'FIELD_MISSING'],
    ['with words that are turned around', 'words', 'I do \u202eton\u202c agree', 'WORDS_STEERING'],
    ['with words that are hidden', 'words', 'I do\u200b not', 'WORDS_STEERING'],
    ['with words that move a cursor', 'words', 'I do not\r\u001b[2KI do', 'WORDS_STEERING'],
    ['with more words than anybody reads', 'words', 'a'.repeat(100_000), 'LIMIT_EXCEEDED'],
    ['without the assessment', 'assessment', undefined, 'FIELD_MISSING'],
    ['about something that is no digest', 'assessment', 'the last one', 'DIGEST_INVALID'],
    ['by nobody', 'signatory', { ...STATED.signatory, name: '' }, 'FIELD_MISSING'],
    ['by a name of two lines', 'signatory', { ...STATED.signatory, name: 'Dana\nOkafor' }, 'WORDS_STEERING'],
    ['without a title', 'signatory', { name: 'Dana', authority: 'a' }, 'FIELD_MISSING'],
    ['without authority', 'signatory', { name: 'Dana', title: 't' }, 'FIELD_MISSING'],
    ['with a delegation that is no digest', 'signatory', { ...STATED.signatory, delegation: 'x' }, 'DIGEST_INVALID'],
    ['with more about the signatory', 'signatory', { ...STATED.signatory, mood: 'good' }, 'FIELD_UNKNOWN'],
    ['with a condition that is not known', 'unless', 'it rains', 'FIELD_UNKNOWN'],
    ['without a day', 'signedOn', undefined, 'FIELD_MISSING'],
  ])('is not read %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(STATED, path, value)))).toBe(code);
  });

  it('is about the assessment that is its subject, and no other', () => {
    const type = 'https://averment.dev/predicate/producer-statement/v1';
    const written = (predicate: JsonObject) => parse(jsonBytes(attestationBundle(statement(type, predicate)))).content;
    expect(written(STATED)).toMatchObject({ kind: 'signed', predicate: { kind: 'producer-statement' } });
    expect(written({ ...STATED, assessment: OTHER })).toMatchObject({ problem: { code: 'ATTESTATION_SUBJECT' } });
  });
});

const ASSESSED = {
  ...{
    input: DIGEST,
    assessment: DIGEST,
    policy: DIGEST,
    trustRoots: [],
    semantics: 'eval/1',
    verifier: 'v',
    knownAt: AT,
  },
  scope: { organization: 'supplier', product: 'library', release: '4.2.0' },
  catalog: { id: 'ssdf-1.1', version: '1.1', digest: DIGEST },
  mapping: [{ id: 'averment-default', version: '1', digest: DIGEST }],
  asOf: AT,
  validity: { from: AT, until: '2027-01-01T00:00:00.000Z' },
  results: ASSESSED_STATUSES.map((status, index) => ({ control: `X.${index}`, status, met: 1, of: 1 })),
  slsaBuildLevel: 2,
  population: { source: 'signed-manifest', artifacts: 3 },
  loosened: [{ control: 'X.1' }],
  intake: { checkpoint: 'note', leaves: [] },
  synthetic: false,
  notClaimed: ['that it has no fault'],
} satisfies JsonObject;

describe('an assessment that somebody else made', () => {
  const read = (json: JsonValue) => parseSsdfAssessment(fieldOf(json));

  it('says about which release of whom, by what, when, and how each control stands', () => {
    expect(read(ASSESSED)).toEqual({
      kind: 'ssdf-assessment',
      about: ASSESSED.scope,
      framework: 'ssdf-1.1',
      mappings: [{ id: 'averment-default', digest: DIGEST }],
      ...{ asOf: AT, validUntil: '2027-01-01T00:00:00.000Z' },
      results: ASSESSED.results.map(({ control, status }) => ({ control, status })),
      ...{ slsaBuildLevel: 2, populationSource: 'signed-manifest', loosened: 1, accounted: true, synthetic: false },
    });
  });

  it('is read as well where it says less, as the first ones did', () => {
    const later = new Set(['validity', 'loosened', 'intake']);
    const first: JsonObject = Object.fromEntries(Object.entries(ASSESSED).filter(([key]) => !later.has(key)));
    expect(read(first)).toMatchObject({ loosened: 0, accounted: false });
    expect(read(first)).not.toHaveProperty('validUntil');
  });

  it.each<Break>([
    ['about no release', 'scope', { organization: 'supplier', product: 'library' }, 'FIELD_MISSING'],
    ['by no catalog', 'catalog', {}, 'FIELD_MISSING'],
    ['with a status that is not known', 'results', [{ control: 'X.1', status: 'GREEN' }], 'FIELD_INVALID'],
    [
      'that states a control twice',
      'results',
      [
        { control: 'X.1', status: 'FAILED' },
        { control: 'X.1', status: 'EVIDENCED' },
      ],
      'RESULT_TWICE',
    ],
    ['with a level that there is not', 'slsaBuildLevel', 4, 'FIELD_INVALID'],
    ['over a population of nobody', 'population', { source: 'guessed' }, 'FIELD_INVALID'],
    ['that does not say whether it is a sample', 'synthetic', undefined, 'FIELD_MISSING'],
    ['at no moment', 'asOf', 'lately', 'INSTANT_INVALID'],
    ['of no input', 'input', undefined, 'FIELD_MISSING'],
    ['by rules that are not named', 'policy', 'ours', 'DIGEST_INVALID'],
    ['that claims everything', 'notClaimed', undefined, 'FIELD_MISSING'],
  ])('is not read %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(ASSESSED, path, value)))).toBe(code);
  });
});
