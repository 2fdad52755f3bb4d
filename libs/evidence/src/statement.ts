import {
  Field,
  LIMITS,
  ParseError,
  parseStrictJson,
  type JsonObject,
  type JsonValue,
  type SubjectDigest,
} from '#kernel';

import { parseDigestSet } from './digest-set.js';
import { STATEMENT_LISTS } from './list-limits.js';

/** An in-toto Statement, v0.1 or v1. */
export interface Statement {
  readonly version: 'v0.1' | 'v1';
  readonly subjects: readonly Subject[];
  readonly predicateType: string;
  readonly predicate: JsonValue;
}

export interface Subject {
  readonly name?: string;
  /** Accepted digests only (sha256, sha384, sha512, gitCommit), sorted; a subject may be left with none. */
  readonly digests: readonly SubjectDigest[];
}

const VERSIONS: ReadonlyMap<string, Statement['version']> = new Map([
  ['https://in-toto.io/Statement/v0.1', 'v0.1'],
  ['https://in-toto.io/Statement/v1', 'v1'],
]);

/**
 * Reads the payload of an in-toto envelope; its bytes are the signer's, and hostile until verified.
 * @throws ParseError STATEMENT_TYPE, SUBJECT_*, FIELD_*, LIMIT_EXCEEDED, JSON_*, UTF8_INVALID
 */
export function parseStatement(payload: Uint8Array): Statement {
  const field = new Field(parseStrictJson(payload, STATEMENT_LISTS), 'statement');
  parseStatementVersion(field);
  return statementOf(field, parseSubjects(field.get('subject')));
}

/** The statement around subjects that were read already. @throws ParseError STATEMENT_TYPE, FIELD_* */
export function statementOf(field: Field, subjects: readonly Subject[]): Statement {
  return {
    version: parseStatementVersion(field),
    subjects,
    predicateType: field.get('predicateType').string(),
    predicate: parsePredicateObject(field),
  };
}

/** Types that say everything by being there: cosign leaves their predicate out, PyPI writes null. */
const WITHOUT_PREDICATE: ReadonlySet<string> = new Set([
  'https://sigstore.dev/cosign/sign/v1',
  'https://docs.pypi.org/attestations/publish/v1',
]);

/** in-toto Statement v1 treats an unset predicate as an empty one; its own library refuses it, and so do we elsewhere. */
function parsePredicateObject(field: Field): JsonObject {
  const predicate = field.get('predicate');
  const mayBeAbsent = WITHOUT_PREDICATE.has(field.get('predicateType').string());
  const isAbsent = predicate.value === undefined || predicate.value === null;
  return isAbsent && mayBeAbsent ? {} : predicate.object();
}

/** @throws ParseError STATEMENT_TYPE, FIELD_* */
export function parseStatementVersion(field: Field): Statement['version'] {
  const type = field.get('_type').string();
  const version = VERSIONS.get(type);
  if (version !== undefined) return version;
  throw new ParseError('STATEMENT_TYPE', `"${type.slice(0, 80)}" is not an in-toto Statement of version v0.1 or v1`);
}

/** @throws ParseError SUBJECT_NONE, SUBJECT_DIGEST_*, FIELD_*, LIMIT_EXCEEDED */
export function parseSubjects(field: Field): Subject[] {
  const items = field.items(LIMITS.subjects);
  if (items.length === 0)
    throw new ParseError('SUBJECT_NONE', `${field.path} is empty: the statement is about nothing`);
  return items.map(parseSubject);
}

function parseSubject(field: Field): Subject {
  const name = field.optional('name')?.string();
  return { ...(name !== undefined && name !== '' && { name }), digests: parseDigestSet(field.get('digest')) };
}
