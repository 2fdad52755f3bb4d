import { readFileSync, writeFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { format } from 'prettier';
import { parse } from 'yaml';

import { catalogJsonSchema } from '../framework/catalog-schema.js';
import { crosswalkJsonSchema, viewJsonSchema, wordingJsonSchema } from './schemas.js';

const FOLDER = new URL('../../../../mappings/', import.meta.url);

describe('committed JSON schemas (UPDATE_SCHEMA=1 writes them anew)', () => {
  it.each([
    ['catalog', catalogJsonSchema],
    ['view', viewJsonSchema],
    ['crosswalk', crosswalkJsonSchema],
    ['wording', wordingJsonSchema],
  ] as const)('of a %s is the one that the loader’s own schema generates', async (name, generate) => {
    const file = new URL(`schema/${name}.schema.json`, FOLDER);
    const text = await format(JSON.stringify(generate()), { parser: 'json', printWidth: 120 });
    if (process.env['UPDATE_SCHEMA'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each([
    ['cncf-stages.view.yaml', viewJsonSchema],
    ['cisa-form-1.0-to-ssdf-1.1.crosswalk.yaml', crosswalkJsonSchema],
    ['sp800-218a.catalog.yaml', catalogJsonSchema],
    ['slsa-1.2.catalog.yaml', catalogJsonSchema],
  ] as const)('accept %s, and refuse it with one key too many', (name, generate) => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(generate());
    const shipped = parse(readFileSync(new URL(name, FOLDER), 'utf8')) as object;
    expect(validate(shipped)).toBe(true);
    expect(validate({ ...shipped, extra: 1 })).toBe(false);
  });
});
