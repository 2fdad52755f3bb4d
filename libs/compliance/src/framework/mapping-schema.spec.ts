import { readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import { parse } from 'yaml';

import { casesJsonSchema } from '../mapping-cases/cases-schema.js';
import { layerJsonSchema } from '../layers/layer-schema.js';
import { mappingJsonSchema } from './framework-schema.js';

const FOLDER = new URL('../../../../mappings/', import.meta.url);

describe('committed JSON schemas (UPDATE_SCHEMA=1 writes them anew)', () => {
  it.each([
    ['mapping', mappingJsonSchema],
    ['cases', casesJsonSchema],
    ['layer', layerJsonSchema],
  ] as const)('of a file of kind %s is the one that the loader’s own schema generates', async (name, generate) => {
    const file = new URL(`schema/${name}.schema.json`, FOLDER);
    const text = await format(JSON.stringify(generate()), { parser: 'json', printWidth: 120 });
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each([
    ['mapping', mappingJsonSchema],
    ['cases', casesJsonSchema],
  ] as const)('accept the %s that ship, and refuse them with one key too many', (name, generate) => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(generate());
    const shipped = parse(readFileSync(new URL(`ssdf-1.1.${name}.yaml`, FOLDER), 'utf8')) as object;
    expect(validate(shipped)).toBe(true);
    expect(validate({ ...shipped, extra: 1 })).toBe(false);
  });
});
