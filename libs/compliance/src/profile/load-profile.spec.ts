import { readFile, writeFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { buildFramework, TESTED } from '../testing/build-input.js';
import { loadProfile, profileJsonSchema } from './load-profile.js';

const { catalog } = buildFramework({ 'X.1': TESTED, 'X.2': TESTED });
const VALID = `id: mine
version: 1.0.0
title: Mine
catalog: fw
purpose: to test
accepts: []
controls:
  X.1: SUPPORTED
`;
const load = (text: string) => loadProfile(text, 'p.yaml', (id) => (id === catalog.id ? catalog : undefined));

describe('a profile', () => {
  it('names controls and the least status of each', () => {
    expect(load(VALID)).toMatchObject({ id: 'mine', accepts: [], controls: { 'X.1': 'SUPPORTED' } });
  });

  it.each([
    [
      'without controls',
      VALID.replace('controls:\n  X.1: SUPPORTED', 'controls: {}'),
      'PROFILE_INVALID',
      /asks for nothing/,
    ],
    [
      'that is content with MISSING',
      VALID.replace('SUPPORTED', 'MISSING'),
      'PROFILE_INVALID',
      /p\.yaml:8: controls\.X\.1/,
    ],
    ['that is content with a waiver by name', VALID.replace('SUPPORTED', 'WAIVED'), 'PROFILE_INVALID', /p\.yaml:8/],
    [
      'with a control that the catalog has not',
      VALID.replace('X.1', 'X.9'),
      'PROFILE_INVALID',
      /p\.yaml:8.*no control X\.9/,
    ],
    [
      'for another catalog',
      VALID.replace('catalog: fw', 'catalog: other'),
      'PROFILE_INVALID',
      /p\.yaml:4: catalog: nothing is judged by a catalog other/,
    ],
    ['with an unknown field', `${VALID}colour: red\n`, 'PROFILE_INVALID', /colour/],
    [
      'that accepts what is in the order',
      VALID.replace('accepts: []', 'accepts: [FAILED]'),
      'PROFILE_INVALID',
      /accepts/,
    ],
    ['that is no YAML', 'id: [', 'YAML_INVALID', /p\.yaml:1/],
  ])('%s is refused, with file, line and reason', (_, text, code, message) => {
    expect(() => load(text)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});

it('mappings/schema/profile.schema.json is what the reader checks (UPDATE_SCHEMA=1 writes it anew)', async () => {
  const file = new URL('../../../../mappings/schema/profile.schema.json', import.meta.url);
  const text = await format(JSON.stringify(profileJsonSchema()), { parser: 'json', printWidth: 120 });
  if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(file, text);
  expect(text).toBe(await readFile(file, 'utf8'));
});
