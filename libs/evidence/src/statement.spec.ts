import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { parseStatement } from './statement.js';
import { jsonBytes, withChange } from './testing/json.js';
import { refusalOf } from './testing/refusal.js';
import { artifact, COMMIT, SHA256, SHA512, statement } from './testing/statements.js';

const VALID = statement('https://slsa.dev/provenance/v1', { any: 'thing' });
const read = (json: JsonValue) => parseStatement(jsonBytes(json));

describe('an in-toto statement', () => {
  it('of cosign about a signature alone needs no predicate: being there says all', () => {
    const signed = withChange(VALID, 'predicateType', 'https://sigstore.dev/cosign/sign/v1');
    expect(read(withChange(signed, 'predicate', undefined)).predicate).toEqual({});
  });

  it.each(['v0.1', 'v1'])('of version %s gives subjects, predicate type and predicate', (version) => {
    const parsed = read(withChange(VALID, '_type', `https://in-toto.io/Statement/${version}`));
    expect(parsed).toEqual({
      version,
      subjects: [{ name: 'app.tar.gz', digests: [`sha256:${SHA256}`, `sha512:${SHA512}`] }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: { any: 'thing' },
    });
  });

  it('keeps git commits and reads past SHA-1, MD5 and unknown algorithms, which match nothing', () => {
    const digest = { sha1: COMMIT, md5: 'ff', future: 'x', gitCommit: COMMIT };
    expect(read(withChange(VALID, 'subject.0.digest', digest)).subjects[0]?.digests).toEqual([`gitCommit:${COMMIT}`]);
    expect(read(withChange(VALID, 'subject.0.digest', { sha1: COMMIT })).subjects[0]?.digests).toEqual([]);
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['of another version', '_type', 'https://in-toto.io/Statement/v0.2', 'STATEMENT_TYPE'],
    ['of a version with something after it', '_type', 'https://in-toto.io/Statement/v1 ', 'STATEMENT_TYPE'],
    ['without a type', '_type', undefined, 'FIELD_MISSING'],
    ['without a predicate type', 'predicateType', undefined, 'FIELD_MISSING'],
    ['without a predicate', 'predicate', undefined, 'FIELD_MISSING'],
    ['with a predicate that is no object', 'predicate', 'all is well', 'FIELD_INVALID'],
    ['about nothing', 'subject', [], 'SUBJECT_NONE'],
    ['without a list of subjects', 'subject', undefined, 'FIELD_MISSING'],
    ['about more than it may name', 'subject', Array.from({ length: 10_001 }, () => ({})), 'LIMIT_EXCEEDED'],
    ['with a subject without digests', 'subject.0.digest', undefined, 'FIELD_MISSING'],
    ['with a subject with an empty digest set', 'subject.0.digest', {}, 'SUBJECT_DIGEST_MISSING'],
    ['with an upper-case digest', 'subject.0.digest.sha256', SHA256.toUpperCase(), 'SUBJECT_DIGEST_CASE'],
    ['with a digest of the wrong length', 'subject.0.digest.sha256', 'abcd', 'SUBJECT_DIGEST_INVALID'],
    ['with one hex under another algorithm', 'subject.0.digest.sha512', SHA256, 'SUBJECT_DIGEST_INVALID'],
    ['with a digest that is a number', 'subject.0.digest.sha256', 7, 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(VALID))).toBe('none');
    expect(refusalOf(() => read(withChange(VALID, path, value)))).toBe(code);
  });

  it('is refused when its bytes repeat a key, because two readers would see two statements', () => {
    const twice = JSON.stringify(VALID).replace('"predicateType"', '"predicateType":"x","predicateType"');
    expect(refusalOf(() => parseStatement(Buffer.from(twice)))).toBe('JSON_DUPLICATE_KEY');
  });

  it('may be about many things', () => {
    const subjects = Array.from({ length: 3 }, (_, index) => artifact(`file-${index}`));
    expect(read(withChange(VALID, 'subject', subjects)).subjects.map(({ name }) => name)).toEqual([
      'file-0',
      'file-1',
      'file-2',
    ]);
  });
});
