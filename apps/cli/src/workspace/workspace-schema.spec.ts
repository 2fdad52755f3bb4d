import { readFile, writeFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { trustRuleJsonSchema } from '#verification';

import { verdictLineJsonSchema } from '../commands/verdict-schema.js';
import { parseWorkspace } from './load-workspace.js';
import { workspaceJsonSchema } from './workspace-schema.js';

const REFERENCE = new URL('../../../../docs/reference/', import.meta.url);
const MINIMAL = `organization: { slug: acme, name: Acme }
products:
  - slug: app
    name: App
    releases:
      - version: 1.0.0
`;

describe('committed schemas (UPDATE_SCHEMA=1 writes them anew)', () => {
  it.each([
    ['workspace.schema.json', workspaceJsonSchema],
    ['trust-rule.schema.json', trustRuleJsonSchema],
    ['verdict.schema.json', verdictLineJsonSchema],
  ])('%s is what the reader of that file checks', async (name, schema) => {
    const text = await format(JSON.stringify(schema()), { parser: 'json', printWidth: 120 });
    const file = new URL(name, REFERENCE);
    if (process.env.UPDATE_SCHEMA === '1') await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  });
});

describe('a workspace file', () => {
  it('needs no more than an organization and a release', () => {
    expect(parseWorkspace(MINIMAL, 'w.yaml')).toMatchObject({ trustRoots: ['public-good'], rules: [], evidence: [] });
  });

  it.each([
    ['an unknown field', `${MINIMAL}colour: red\n`, /WORKSPACE_INVALID|colour/],
    ['a slug with capitals', MINIMAL.replace('acme', 'Acme'), /w\.yaml:1: organization\.slug/],
    ['a release without a version', MINIMAL.replace('version: 1.0.0', 'revision: abc'), /w\.yaml:6/],
    ['a key twice', `${MINIMAL}products: []\n`, /w\.yaml:7/],
    ['what is no YAML', 'organization: [', /w\.yaml:1/],
  ])('with %s is refused with file, line and reason', (_, text, message) => {
    expect(() => parseWorkspace(text, 'w.yaml')).toThrow(message);
  });
});
