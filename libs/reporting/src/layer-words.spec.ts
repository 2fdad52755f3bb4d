import { describe, expect, it } from '@jest/globals';

import { reportLayers, reportParts } from './fixtures/report-parts.js';
import { notClaimed } from './not-claimed.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';
import { buildReport } from './report.js';

const parts = { ...reportParts(), layers: reportLayers() };
const report = buildReport(parts);

describe('what layers changed', () => {
  it('stands in a report with the loosened condition first, however low its layer lies', () => {
    expect(report.layers.map(({ control, direction }) => `${control} ${direction}`)).toEqual([
      'PS.2.1 loosened',
      'PS.1.1 tightened',
    ]);
  });

  it('is printed right below who adopted the thresholds, before any status', () => {
    const lines = renderText(report).split('\n');
    const at = lines.findIndex((line) => line.startsWith('NIST sets no thresholds'));
    expect(lines.slice(at + 1, at + 6)).toEqual([
      'LOOSENED  PS.2.1 freshness, by layer pace 2',
      '  before: for 7 days',
      '  now:    for 60 days',
      '  because: because of Kim Doe',
      '  owned by Kim Doe, approved by Robin Roe, adopted on 2026-10-01',
    ]);
    expect(lines[at + 6]).toBe('tightened  PS.1.1 freshness, by layer daily 2');
  });

  it('is the first table of the page, above what is claimed', () => {
    const page = renderHtml(report);
    const [table, claims] = [page.indexOf('loosened conditions first'), page.indexOf('<h3>Claimed</h3>')];
    expect(table).toBeGreaterThan(page.indexOf('NIST sets no thresholds'));
    expect(claims).toBeGreaterThan(table);
    expect(page.indexOf('LOOSENED')).toBeLessThan(page.indexOf('tightened'));
    expect(page).toContain('approved by Robin Roe');
  });

  it('is not mentioned where there is none', () => {
    const plain = buildReport(reportParts());
    expect(renderText(plain)).not.toContain('layer');
    expect(renderHtml(plain)).not.toContain('own layers');
  });

  it('is the first thing that is not claimed, where something is looser', () => {
    const { input, mapping } = parts;
    const said = (layers: typeof parts.layers) =>
      notClaimed({ input, mapping, layers, withoutIntake: true, withheld: 0 });
    expect(said(parts.layers)[0]).toContain(
      'loosened, or changed so that it cannot be told, PS.2.1 (freshness, by pace)',
    );
    expect(said(parts.layers.slice(0, 1)).join()).not.toContain('loosened');
  });

  it('shows hostile words of a layer as text', () => {
    const hostile = buildReport({ ...parts, layers: reportLayers('<b>\u001b[2J') });
    expect(renderHtml(hostile)).not.toContain('<b>\u001b');
    expect(renderText(hostile).replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f]/);
  });
});
