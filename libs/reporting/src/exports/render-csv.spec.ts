import { describe, expect, it } from '@jest/globals';

import { exportParts, rendered } from '../testing/export-parts.js';
import { csvCell } from './render-csv.js';

describe('a cell of CSV', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"' =1"`],
    ['\r=1', `"' =1"`],
    ['  =1', `"'  =1"`],
    ['＝1', `"'＝1"`],
    ['|x', `"'|x"`],
    ['%x', `"'%x"`],
  ])('begins no formula: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it.each([
    ['plain', '"plain"'],
    ['a "quoted", b', '"a ""quoted"", b"'],
    ['two\nlines', '"two lines"'],
    ['a-b=c', '"a-b=c"'],
    ['', '""'],
  ])('is otherwise the text: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

it('lines end as RFC 4180 has them, the last one too', () => {
  const lines = rendered('csv', exportParts()).split('\r\n');
  expect(lines).toHaveLength(1 + 42 + 1);
  expect(lines.at(-1)).toBe('');
  expect(lines[0]).toMatch(/^"organization","product","release","as_of",/);
});
