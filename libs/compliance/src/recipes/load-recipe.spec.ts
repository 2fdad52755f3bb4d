import { readFile, writeFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { loadRecipe, loadToolFrames } from './load-recipe.js';
import { recipeJsonSchema, toolFramesJsonSchema } from './recipe-schema.js';
import type { Snippet } from './recipe.js';

const TOOL = `
  language: yaml
  brings: [cosign]
  frame: |
    job:
      image: '@@IMAGE@@'
      script: |
        @@SCRIPT@@
  rule: |
    id: @@ID@@
    kinds: [@@KIND@@]
  notes: [Pin the image.]
  placeholders: { IMAGE: { says: an image, example: tools } }`;
const TOOLS = ['github-actions', 'gitlab-ci', 'tekton', 'cosign'].map((tool) => `${tool}:${TOOL}\n`).join('');
const frames = (text = TOOLS) => loadToolFrames(text, 'tools.yaml');

const VALID = `id: test-result
claim: test-result
title: Attest a test
version: '1'
makes: https://in-toto.io/attestation/test-result/v0.1
notes: Run it often.
placeholders:
  SUITE: { says: the suite, example: unit, field: suite }
needs: [cosign, aver]
script: |
  cosign '@@SUITE@@'
  aver submit x
adds: |
  log: none
tools:
  github-actions: { runs: script }
  gitlab-ci: { runs: script, notes: [Late.] }
  tekton:
    text: |
      kind: Task
    needs: []
    rule: |
      id: other
  cosign: { none: nobody does }
`;
const load = (text: string) => loadRecipe(text, 'r.yaml', frames());

describe('a recipe', () => {
  const { tools, placeholders } = load(VALID);

  it('is its script in the frame of each tool, with the trust rule that is usual there and what it adds', () => {
    expect(tools['gitlab-ci']).toEqual({
      language: 'yaml',
      text: "job:\n  image: '@@IMAGE@@'\n  script: |\n    cosign '@@SUITE@@'\n    aver submit x\n",
      needs: ['aver'],
      notes: ['Pin the image.', 'Late.'],
      rule: 'id: test-result\nkinds: [test-result]\nlog: none\n',
    });
  });

  it('may have a text and a rule of its own for a tool, or say why there is none', () => {
    expect(tools.tekton).toMatchObject({ text: 'kind: Task\n', rule: 'id: other\n', notes: [] });
    expect(tools.cosign).toEqual({ none: 'nobody does' });
  });

  it('stands elsewhere and signs as somebody else where it runs on a schedule, in tools that have schedules', () => {
    const daily = `  scheduled:
    frame: |
      daily: |
        @@SCRIPT@@
    rule: |
      id: '@@IMAGE@@ daily'
    notes: []
`;
    const read = loadRecipe(
      `${VALID}scheduled: true\n`,
      'r.yaml',
      frames(TOOLS.replace('  notes: [', `${daily}  notes: [`)),
    );
    expect(read.tools['github-actions']).toMatchObject({
      text: "daily: |\n  cosign '@@SUITE@@'\n  aver submit x\n",
      rule: "id: '@@IMAGE@@ daily'\nlog: none\n",
      notes: [],
    });
    expect(read.tools['gitlab-ci']).toEqual(tools['gitlab-ci']);
  });

  it('has the placeholders of the frames beside its own', () => {
    expect(Object.keys(placeholders)).toEqual(['IMAGE', 'SUITE']);
  });

  it.each([
    ['for a claim nobody knows', VALID.replace('claim: test-result', 'claim: tests'), /r\.yaml:2: claim/],
    ['with an empty snippet', VALID.replace('      kind: Task', '      '), /r\.yaml:\d+: tools\.tekton.*empty/],
    ['with an empty script', VALID.replace(/script: \|[^]*?adds/, "script: ' '\nadds"), /script: is empty/],
    [
      'with a snippet that is no YAML',
      VALID.replace('kind: Task', 'kind: ['),
      /r\.yaml:\d+: tools\.tekton: is no YAML/,
    ],
    ['with a rule that is no YAML', VALID.replace('log: none', 'log: {'), /tools\.github-actions: is no YAML/],
    ['with a placeholder that is not declared', VALID.replace('submit x', 'submit @@X@@'), /r\.yaml:10: script: @@X@@/],
    ['with one that stands nowhere', VALID.replace("'@@SUITE@@'", 'x'), /r\.yaml:8: placeholders\.SUITE: stands in no/],
    [
      'with one for a field the claim has not',
      VALID.replace('field: suite', 'field: x'),
      /SUITE\.field: .* no field x/,
    ],
    [
      'meant for a field the claim has not',
      `${VALID}when: { level: 1 }\n`,
      /when\.level: test-result has no field level/,
    ],
    [
      'that runs a script it has not',
      VALID.replace(/needs: .cosign[^]*?adds/, 'adds').replace(/placeholders:\n.*\n/, 'placeholders: {}\n'),
      /github-actions: runs a script/,
    ],
    ['without a word on one tool', VALID.replace(/ {2}cosign: .*\n/, ''), /tools/],
    ['with a field nobody reads', `${VALID}colour: red\n`, /colour/],
    ['with a token in it', VALID.replace('submit x', 'submit x # AVERMENT_TOKEN=abc'), /script: holds a secret/],
    [
      'with a password in YAML',
      VALID.replace('kind: Task', 'DB_PASSWORD: hunter2'),
      /tools\.tekton\.text: holds a secret/,
    ],
    ['with a personal token', VALID.replace('submit x', `submit ghp_${'a'.repeat(36)}`), /script: holds a secret/],
    ['with a private key', VALID.replace('submit x', '-----BEGIN EC PRIVATE KEY-----'), /script: holds a secret/],
  ])('is refused %s, with file, line and reason', (_, text, message) => {
    expect(() => load(text)).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('may refer to secrets', () => {
    const text = VALID.replace(
      'kind: Task',
      'A_TOKEN: ${{ secrets.A_TOKEN }}\n      B_TOKEN: "${B_TOKEN:-$C}"\n      ID_TOKEN: # of this job',
    );
    expect((load(text).tools.tekton as Snippet).text).toContain('secrets.A_TOKEN');
  });
});

describe('what goes around scripts', () => {
  it.each([
    [
      'without a place for the script',
      TOOLS.replace('@@SCRIPT@@', 'x'),
      /tools\.yaml:\d+: github-actions\.frame.*SCRIPT/,
    ],
    ['with a placeholder that is not declared', TOOLS.replace('@@IMAGE@@', '@@X@@'), /github-actions\.frame: @@X@@/],
    ['with one that stands nowhere', TOOLS.replace('@@IMAGE@@', 'x'), /github-actions\.placeholders\.IMAGE/],
  ])('is refused %s, with file, line and reason', (_, text, message) => {
    expect(() => frames(text)).toThrow(
      expect.objectContaining({ code: 'RECIPE_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

it.each([
  ['recipe', recipeJsonSchema],
  ['recipe-tools', toolFramesJsonSchema],
] as const)(
  'mappings/schema/%s.schema.json is what the reader checks (UPDATE_SCHEMA=1 writes it anew)',
  async (name, generate) => {
    const file = new URL(`../../../../mappings/schema/${name}.schema.json`, import.meta.url);
    const text = await format(JSON.stringify(generate()), { parser: 'json', printWidth: 120 });
    if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(file, text);
    expect(text).toBe(await readFile(file, 'utf8'));
  },
);
