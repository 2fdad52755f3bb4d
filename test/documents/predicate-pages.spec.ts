// docs/predicates: each type has its page, its schema and an example, and all three are what our reader takes.
import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';

import { FALL_CAUSES } from '#compliance';
import { ATTESTATION_STATES, parseStatement, PREDICATE_TYPES } from '#evidence';
import { Field, ParseError, toUtf8, type JsonObject, type JsonValue } from '#kernel';

const FOLDER = new URL('../../docs/predicates/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const jsonOf = (file: string) => JSON.parse(textOf(file)) as JsonObject;

const FILES = readdirSync(FOLDER);
const NAMES = FILES.filter((file) => file.endsWith('.md') && file !== 'README.md').map((file) => file.slice(0, -3));

// The package is CommonJS with an ES default export in its types.
const addFormats = formatsModule as unknown as (ajv: Ajv2020) => void;
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
addFormats(ajv);

/** As it is read when it arrives: the statement, its predicate, and what binds the two. */
function refusalOf(statement: JsonObject): string {
  try {
    const read = parseStatement(toUtf8(JSON.stringify(statement)));
    const type = PREDICATE_TYPES.get(read.predicateType);
    if (type === undefined) return 'UNKNOWN';
    const predicate = type.parse(new Field(read.predicate, 'predicate'));
    type.requires?.(read, predicate);
    return 'none';
  } catch (error) {
    if (error instanceof ParseError) return error.code;
    throw error;
  }
}

describe('docs/predicates', () => {
  it('holds a page, a schema and an example of each type, and nothing else', () => {
    const expected = NAMES.flatMap((name) => [`${name}.md`, `${name}.schema.json`, `${name}.example.json`]);
    expect(FILES.filter((file) => file !== 'README.md').sort()).toEqual(expected.sort());
    expect(NAMES.length).toBeGreaterThan(0);
  });
});

describe.each(NAMES)('the predicate %s', (name) => {
  const schema = jsonOf(`${name}.schema.json`);
  const example = jsonOf(`${name}.example.json`);
  const predicate = example.predicate as JsonObject;
  const type = schema.$id as string;
  const validate = ajv.compile(schema);
  const isValid = (value: JsonValue) => validate(value);

  it('is of the type that page, schema and example name', () => {
    expect(example.predicateType).toBe(type);
    expect(textOf(`${name}.md`)).toContain(`\`${type}\``);
    expect(PREDICATE_TYPES.has(type)).toBe(true);
  });

  it('is taken by the schema and by our reader as the example shows it', () => {
    isValid(predicate);
    expect(validate.errors ?? []).toEqual([]);
    expect(refusalOf(example)).toBe('none');
  });

  it('names each of its fields on the page', () => {
    for (const field of Object.keys(schema.properties as JsonObject)) {
      expect(textOf(`${name}.md`)).toContain(`\`${field}\``);
    }
  });

  it.each(schema.required as readonly string[])('is refused by both without %s', (field) => {
    const less = Object.fromEntries(Object.entries(predicate).filter(([key]) => key !== field));
    expect(isValid(less)).toBe(false);
    expect(refusalOf({ ...example, predicate: less })).not.toBe('none');
  });

  it('is read alike by both with a field that is not known', () => {
    const more = { ...predicate, unheardOf: true };
    const isStrict = schema.additionalProperties === false;
    expect(isValid(more)).toBe(!isStrict);
    expect(refusalOf({ ...example, predicate: more }) === 'none').toBe(!isStrict);
  });
});

describe('the page of the status of an attestation', () => {
  const page = textOf('attestation-status.md');

  it('lists every cause that there is, and no other', () => {
    const listed = [...page.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, cause]) => cause);
    expect(listed.sort()).toEqual(Object.keys(FALL_CAUSES).sort());
  });

  it('lists every state', () => {
    for (const state of ATTESTATION_STATES) expect(page).toContain(`\`${state}\``);
  });

  it('is held by its schema as by our reader: sentences and replacement belong to their states', () => {
    const validate = ajv.getSchema('https://averment.dev/predicate/attestation-status/v1');
    const { predicate, ...statement } = jsonOf('attestation-status.example.json') as { predicate: JsonObject };
    const { attestation } = predicate;
    for (const change of [
      { state: 'standing' },
      { affected: [] },
      { replacedBy: attestation },
      { state: 'superseded' },
    ]) {
      const changed = { ...predicate, ...change } as JsonObject;
      expect(validate?.(changed)).toBe(false);
      expect(refusalOf({ ...statement, predicate: changed })).toMatch(/^STATUS_/);
    }
  });
});
