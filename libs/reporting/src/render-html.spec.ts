import { describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';

import { reportParts } from './fixtures/report-parts.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';
import { buildReport } from './report.js';

describe('x', () => {
  it('y', () => {
    mkdirSync('/tmp/report', { recursive: true });
    writeFileSync('/tmp/report/report.html', renderHtml(buildReport(reportParts())));
    writeFileSync('/tmp/report/report.txt', renderText(buildReport(reportParts())));
    expect(1).toBe(1);
  });
});
