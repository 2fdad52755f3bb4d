import { parseStrictJson, type Field, type JsonObject, type JsonValue } from '#kernel';

import type { Content } from '../../parsed.js';

type Signed = Extract<Content, { kind: 'signed' }>;
type Problem = NonNullable<Signed['problem']>;

/** Members of the text that Google writes otherwise than it signs them: an index as text, an id of its own. */
const NOT_COMPARED: readonly (readonly [string, string])[] = [
  ['recipe', 'definedInMaterial'],
  ['metadata', 'buildInvocationId'],
];

/** What stands beside the envelope in plain text and is not what was signed; undefined where all agrees. */
export function contradictionOf(occurrence: Field, signed: Signed, payload: Uint8Array): Problem | undefined {
  const resource = occurrence.get('resourceUri').string();
  const digest = /@(sha256:[0-9a-f]{64})$/.exec(resource)?.[1];
  const subjects = signed.statement?.subjects.flatMap(({ digests }) => digests) ?? [];
  if (!subjects.some((subject) => subject === digest)) {
    const message = `resourceUri ${resource.slice(0, 200)} is no subject of the signed statement`;
    return { rung: 'envelope', code: 'CLOUD_BUILD_RESOURCE', message };
  }
  const statement = parseStrictJson(payload) as JsonObject;
  if (isSame(comparable(textOf(occurrence)), comparable(statement))) return undefined;
  return { rung: 'envelope', code: 'CLOUD_BUILD_TEXT', message: 'the plain text is not the statement that was signed' };
}

/** The statement in plain text; the older one calls its predicate `slsaProvenance`. */
function textOf(occurrence: Field): JsonObject {
  const build = occurrence.get('build');
  const newer = build.optional('inTotoSlsaProvenanceV1')?.object();
  if (newer !== undefined) return newer;
  const older = build.get('intotoStatement').object();
  return { ...older, predicate: older['slsaProvenance'] };
}

/** The four members of a statement, in one spelling: proto-JSON leaves out what is empty. */
function comparable(statement: JsonObject): JsonValue | undefined {
  const { _type, predicateType, subject, predicate } = statement;
  return withoutEmpty({ _type, predicateType, subject, predicate: withoutNotCompared(predicate) });
}

function withoutNotCompared(predicate: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(predicate)) return predicate;
  const members = Object.entries(predicate).map(([name, value]) => {
    const left = NOT_COMPARED.filter(([parent]) => parent === name).map(([, member]) => member);
    return [name, isObject(value) ? without(value, left) : value] as const;
  });
  return Object.fromEntries(members);
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function withoutEmpty(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => withoutEmpty(item) ?? null);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member)] as const);
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)));
}

/** The same members in any order, the same items in the same order. */
function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
