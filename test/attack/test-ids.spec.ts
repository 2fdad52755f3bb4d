import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

import { readHouse, type SourceFile } from '../architecture/house.js';
import { walk } from '../architecture/imports.js';
import { idsIn, TEST_IDS } from './test-ids.js';

const titles = [...readHouse().values()].filter(({ path }) => path.endsWith('.spec.ts')).flatMap(textsOf);

/** Text that a spec holds in quotes: titles, and rows of tables that become titles; never a comment. */
function textsOf({ ast }: SourceFile): readonly string[] {
  const texts: string[] = [];
  walk(ast, (node) => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node)) texts.push(node.getText());
  });
  return texts;
}

describe('the negative tests that the specification names', () => {
  it.each(TEST_IDS)('%s stands in the title of a test', (id) => {
    expect(titles.some((title) => idsIn(title).includes(id))).toBe(true);
  });

  it('are read off a title alone, as a range and several at once', () => {
    expect(idsIn('T-X-01 to 03 of one kind')).toEqual(['T-X-01', 'T-X-02', 'T-X-03']);
    expect(idsIn('T-X-01 here, and T-X-07 there')).toEqual(['T-X-01', 'T-X-07']);
    expect(idsIn('T-X-1 and XT-X-01')).toEqual([]);
  });
});
