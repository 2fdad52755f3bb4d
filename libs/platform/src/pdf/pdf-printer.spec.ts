import { describe, expect, it } from '@jest/globals';

import type { PrintBlock, PrintDocument } from '#reporting';
import { parseInstant } from '#kernel';

import { PdfPrinter } from './pdf-printer.js';
import { readPdf } from '../testing/pdf-text.js';

const printer = new PdfPrinter();

function documentOf(...blocks: readonly PrintBlock[]): PrintDocument {
  return {
    ...{ title: 'Report of checkout 4.2.0', subject: 'A test', creator: 'averment 0.1.0' },
    ...{ date: parseInstant('2026-11-20T09:00:00Z'), marks: ['SYNTHETIC'], foot: 'Attestation sha256:ab', blocks },
  };
}

const text = (words: string): PrintBlock => ({ kind: 'paragraph', text: words });

function table(rows: readonly (readonly string[])[]): PrintBlock {
  const columns = [
    { title: 'Task', share: 1 },
    { title: 'Why', share: 3 },
  ];
  return { kind: 'table', caption: 'All rows', columns, rows: rows.map((row) => row.map((cell) => ({ text: cell }))) };
}

const readOf = async (...blocks: readonly PrintBlock[]) => readPdf(await printer.print(documentOf(...blocks)));

describe('a printed document', () => {
  it('gives the same bytes for the same document', async () => {
    const document = documentOf({ kind: 'heading', level: 1, text: 'One' }, text('Two'), table([['a', 'b']]));
    expect(await printer.print(document)).toEqual(await printer.print(document));
  });

  it('has a title, a language, and tags for headings, lists and the headings of tables', async () => {
    const reading = await readOf(
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'heading', level: 2, text: 'Two' },
      { kind: 'list', items: ['first', 'second'] },
      table([
        ['PO.1.1', 'because'],
        ['PO.1.2', 'therefore'],
      ]),
    );
    expect(reading.title).toBe('Report of checkout 4.2.0');
    expect(reading.language).toBe('en');
    expect(Object.fromEntries(reading.tags)).toMatchObject({
      H1: 1,
      H2: 1,
      L: 1,
      LI: 2,
      Table: 1,
      TR: 3,
      TH: 4,
      TD: 2,
    });
  });

  it('says on each page its number, how many there are, its marks and what it belongs to', async () => {
    const { pages } = await readOf(...Array.from({ length: 120 }, (_, index) => text(`Paragraph ${index}.`)));
    expect(pages.length).toBeGreaterThan(1);
    pages.forEach((page, index) => {
      expect(page).toContain(`page ${index + 1} of ${pages.length}`);
      expect(page).toContain('SYNTHETIC');
      expect(page).toContain('Attestation sha256:ab');
    });
  });

  it('prints every row of a long table, and its head again on each page', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => [`row-${index}`, 'a reason']);
    const { pages, tags } = await readOf(table(rows));
    const all = pages.join(' ');
    for (const [name = ''] of rows) expect(all).toContain(`${name} `);
    for (const page of pages) expect(page).toMatch(/Task\s+Why/);
    expect(tags.get('TR')).toBe(301);
  });

  it('breaks a row that is longer than a page, and loses none of it', async () => {
    const words = Array.from({ length: 2_000 }, (_, index) => `w${index}`);
    const long = words.join(' ').slice(0, 1_999);
    const { pages } = await readOf({
      ...(table([[long, long]]) as PrintBlock & { kind: 'table' }),
      columns: [
        { title: 'Task', share: 1 },
        { title: 'Why', share: 30 },
      ],
    });
    expect(pages.length).toBeGreaterThan(1);
    const joined = pages.join('').replace(/\s/g, '');
    expect(joined).toContain('w0');
    expect(joined).toContain(long.slice(-5).replace(/\s/g, ''));
  });

  it('breaks a word that is wider than the page', async () => {
    const { pages } = await readOf(text('x'.repeat(5_000)));
    expect(pages.join('').match(/x/g)).toHaveLength(5_000);
  });

  it('spells what its fonts lack, and what would steer the text', async () => {
    const { pages } = await readOf(text('naïve “café” € 日本 \u202Eright\u202C 😀'));
    expect(pages[0]).toContain('naïve “café” € [U+65E5][U+672C] [U+202E]right[U+202C] [U+1F600]');
  });

  it('takes text for text, whatever commands of the format it looks like', async () => {
    const hostile = ') Tj ET Q endstream endobj /JS (app.alert(1)) /OpenAction \\';
    const bytes = await printer.print(documentOf(text(hostile)));
    const { pages } = await readPdf(bytes);
    expect(pages[0]).toContain(hostile);
    expect(new TextDecoder('latin1').decode(bytes)).not.toMatch(/\/(JS|JavaScript|OpenAction|Launch|URI)\b/);
  });
});
