import { describe, expect, it } from '@jest/globals';

import type { Digest } from '#kernel';

import { reportLayers, reportParts } from '../fixtures/report-parts.js';
import { buildReport, tasksOf, type Report } from '../report.js';
import { STATUS_WORDS, SYNTHETIC_MARK } from '../status-words.js';
import { MOST_ROWS, type PrintBlock, type PrintTable } from './print-document.js';
import { renderPrintHtml } from './print-html.js';
import { printReport } from './print-report.js';

const report = buildReport({ ...reportParts(), layers: reportLayers() });
const tablesOf = (given: Report) =>
  printReport(given).blocks.filter((block): block is PrintTable => block.kind === 'table');
const headings = (blocks: readonly PrintBlock[]) =>
  blocks.flatMap((block) => (block.kind === 'heading' && block.level < 3 ? [block.text] : []));

describe('the report for paper', () => {
  it('has its parts in the order of the page', () => {
    expect(headings(printReport(report).blocks)).toEqual([
      'checkout 4.2.0',
      'What is claimed, and what is not',
      'Coverage',
      'How long it stands',
      'What to do next',
      'Waivers, statements and plans',
      'Task by task',
      'Evidence',
      'Method',
      'How to verify',
    ]);
  });

  it('says what was loosened before it says what is claimed', () => {
    const { blocks } = printReport(report);
    const loosened = blocks.findIndex(
      (block) => block.kind === 'table' && block.rows[0]?.[1]?.text.startsWith('LOOSENED'),
    );
    const claimed = blocks.findIndex((block) => block.kind === 'heading' && block.text === 'Claimed');
    expect(loosened).toBeGreaterThan(0);
    expect(loosened).toBeLessThan(claimed);
  });

  it('shows each task with status, sign, and what was counted', () => {
    const rows = new Map(
      tablesOf(report).flatMap(({ columns, rows: some }) =>
        columns[2]?.title === 'Machine part' ? some.map((row) => [row[0]?.text, row] as const) : [],
      ),
    );
    for (const { id, status } of tasksOf(report.groups)) {
      expect(rows.get(id)?.[1]).toEqual({ text: STATUS_WORDS[status].word, status });
    }
    expect(rows.size).toBe(42);
  });

  it('dates itself by the report, and names the attestation or that there is none', () => {
    const attestation = { digest: report.input };
    expect(printReport(report)).toMatchObject({ date: report.asOf, marks: [SYNTHETIC_MARK] });
    expect(printReport(report).foot).toBe(`Not signed. Assessment ${report.assessment}`);
    expect(printReport(report, attestation).foot).toBe(`Attestation ${report.input}`);
    expect(printReport({ ...report, synthetic: false }).marks).toEqual([]);
  });

  it('leaves out rows beyond a bound, and says how many there are', () => {
    const [item] = report.evidence;
    const evidence = Array.from({ length: 10_000 }, (_, index) => ({
      ...item!,
      digest: `sha256:${index.toString(16).padStart(64, '0')}` as Digest,
    }));
    const table = tablesOf({ ...report, evidence }).find(({ caption }) => caption.startsWith('10000 items'));
    expect(table?.rows).toHaveLength(MOST_ROWS);
    expect(table?.caption).toBe('10000 items (the first 2000 of 10000; the others are in the report’s JSON)');
  });

  it('is the same for the same report', () => {
    expect(printReport(report)).toEqual(printReport(report));
  });

  it('is a page, too: text as text, and pictures as one image each', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const page = renderPrintHtml(printReport(buildReport(reportParts({ hostile }))));
    expect(page).not.toContain(hostile);
    expect(page).toContain('&lt;img src&#61;x');
    expect(page).toContain('role="img"');
    expect(page).not.toContain('<a ');
  });
});
