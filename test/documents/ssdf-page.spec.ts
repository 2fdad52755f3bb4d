import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { format } from 'prettier';

import { packageFrameworks } from '#platform';

import { CLAIMS_OF_HEAD, ROWS_OF_HEAD, SAID_OF_OTHERS } from './ssdf-head.js';
import { renderTasks } from './ssdf-page.js';

const PAGE = fileURLToPath(new URL('../../docs/ssdf.md', import.meta.url));
const { catalog, mapping } = packageFrameworks().current();
const OVERVIEW = '## Overview\n';

describe('docs/ssdf.md', () => {
  it('says of the 42 tasks what the data says, condition by condition (UPDATE_DOCS=1 writes it again)', async () => {
    const tasks = await format(renderTasks(catalog, mapping), { parser: 'markdown', printWidth: 120 });
    const page = readFileSync(PAGE, 'utf8');
    const made = `${page.split(OVERVIEW)[0] ?? ''}${tasks}`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, made);
    expect(readFileSync(PAGE, 'utf8')).toBe(made);
  });

  describe('before its overview', () => {
    const head = readFileSync(PAGE, 'utf8').split(OVERVIEW)[0] ?? '';

    it.each(CLAIMS_OF_HEAD)('%s', (_, holds) => holds());

    it.each(ROWS_OF_HEAD)('%s', (_, holds) => holds());

    it('has no sentence and no row without a test, but for three about NIST and its publication', () => {
      const rows = head.split('\n').filter((line) => line.startsWith('|') && !/^\| (-|Grade |Cap |Name )/.test(line));
      expect(rows.map(oneLine)).toEqual(ROWS_OF_HEAD.map(([row]) => row));
      const sentences = [...CLAIMS_OF_HEAD.map(([sentence]) => sentence), ...SAID_OF_OTHERS];
      const left = sentences.reduce((text, sentence) => {
        expect(text).toContain(sentence);
        return text.replace(sentence, '');
      }, proseOf(head));
      expect(left.trim()).toBe('');
    });
  });
});

/** Without headings, tables and code, on one line, and without the marks of lists. */
function proseOf(markdown: string): string {
  const lines = markdown.replace(/```[^]*?```/g, '').split('\n');
  return oneLine(
    lines
      .filter((line) => !/^(#|\|)/.test(line))
      .map((line) => line.replace(/^- /, ''))
      .join(' '),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
