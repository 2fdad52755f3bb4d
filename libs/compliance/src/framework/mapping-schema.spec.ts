import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

import { catalogJsonSchema } from './catalog-schema.js';
import { mappingJsonSchema } from './framework-schema.js';

const FOLDER = new URL('../../../../mappings/', import.meta.url);
const committed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`schema/${name}.schema.json`, FOLDER), 'utf8'));

describe.each([
  ['catalog', catalogJsonSchema],
  ['mapping', mappingJsonSchema],
] as const)('the committed JSON schema of a %s', (name, generate) => {
  it('is the one that the loader’s own schema generates', () => {
    expect(committed(name)).toEqual(JSON.parse(JSON.stringify(generate())));
  });

  it('accepts the file that ships, and refuses it with one key too many', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(generate());
    const shipped = parse(readFileSync(new URL(`ssdf-1.1.${name}.yaml`, FOLDER), 'utf8')) as object;
    expect(validate(shipped)).toBe(true);
    expect(validate({ ...shipped, extra: 1 })).toBe(false);
  });
});
