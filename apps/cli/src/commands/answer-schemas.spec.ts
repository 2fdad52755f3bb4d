import { readFile, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { format } from 'prettier';
import { z } from 'zod';

import { aver, FLAGSHIP, Folders, SAMPLE, WORLD_NOW } from '../testing/aver.js';
import { ANSWER_SCHEMAS } from './answer-schemas.js';

const REFERENCE = new URL('../../../../docs/reference/', import.meta.url);
const folders = new Folders();
afterAll(() => folders.remove());

let workspace: string;
beforeAll(async () => {
  workspace = await folders.sampleWorkspace();
});

describe('committed schemas (UPDATE_SCHEMA=1 writes them anew)', () => {
  it.each(Object.entries(ANSWER_SCHEMAS))('%s.schema.json is what the command prints', async (name, schema) => {
    const text = await format(JSON.stringify(z.toJSONSchema(schema)), { parser: 'json', printWidth: 120 });
    const file = new URL(`${name}.schema.json`, REFERENCE);
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  });
});

describe('what is printed with --json', () => {
  const asOf = ['--as-of', WORLD_NOW];
  it.each([
    ['explanation', ['assess', FLAGSHIP, '--explain', 'RV.2.1', ...asOf]],
    ['explanation', ['assess', FLAGSHIP, '--explain', 'PO.1.1', ...asOf]],
    ['gaps', ['gaps', FLAGSHIP, '--profile', 'ssdf-1.1-reachable', ...asOf]],
    ['gate', ['gate', FLAGSHIP, '--profile', 'cisa-form-1.0', ...asOf]],
    ['comparison', ['compare', FLAGSHIP, FLAGSHIP, '--as-of-a', WORLD_NOW, '--as-of-b', '2027-06-01']],
    ['items', ['assess', FLAGSHIP, '--by', 'cisa-form-1.0', ...asOf]],
    ['items', ['assess', FLAGSHIP, '--by', 'eo-14028-4e', ...asOf]],
    ['items', ['assess', FLAGSHIP, '--by', 'cncf-stages', ...asOf]],
    ['simulation', ['simulate', FLAGSHIP, '--retire-rule', SAMPLE.trustRules[0]?.id ?? '', ...asOf]],
    ['sample', ['sample', FLAGSHIP, '--size', '3', '--seed', 's', ...asOf]],
  ] as const)('%s fits its schema, and has no field that the schema does not name: %j', async (name, argv) => {
    const { out } = await aver(['--json', ...argv, '--workspace', workspace]);
    const said: unknown = JSON.parse(out);
    expect(ANSWER_SCHEMAS[name].parse(said)).toEqual(said);
  });
});
