import { isDeepStrictEqual } from 'node:util';

import { gitStatement, parseGitObject } from '#evidence';
import { Field, parseStrictJson, type JsonObject } from '#kernel';

import { fileOf } from '../corpus.js';
import { passIf, type Judge } from '../outcome.js';

/** The name of an object, or the statement that upstream derives from it. */
export const judgeGitObject: Judge = (vector, corpus) => {
  const object = parseGitObject(corpus.read(fileOf(vector, 'object') ?? ''));
  const expected = fileOf(vector, 'expected');
  const stated: unknown = vector.expected_output;
  if (expected === undefined) return passIf(object.id === stated, 'OTHER_ID');
  const statement = parseStrictJson(corpus.read(expected)) as JsonObject;
  return passIf(isDeepStrictEqual({ ...gitStatement(object) }, asDerived(statement)), 'OTHER_STATEMENT');
};

/** Upstream names its subject by the repository it was run in, and prints `_type` by its protobuf name. */
function asDerived(statement: JsonObject): JsonObject {
  const { type: _type, subject, ...rest } = statement;
  const subjects = new Field(subject, 'subject').items(1).map((item) => ({ digest: item.get('digest').object() }));
  return { ...rest, _type: _type ?? null, subject: subjects };
}
