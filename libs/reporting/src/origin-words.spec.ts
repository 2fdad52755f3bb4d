import { describe, expect, it } from '@jest/globals';

import type { Wording } from '#compliance';

import { reportParts } from './fixtures/report-parts.js';
import { renderHtml } from './render-html.js';
import { buildReport } from './report.js';

const wording: Wording = {
  catalog: 'ssdf-1.1',
  importedFrom: {
    ...{
      digest: `sha256:${'a'.repeat(64)}`,
      uuid: '6a3e7c6e-3f7c-4c39-9d2b-0c6d3f0f7a11',
      title: 'A <i>publication</i>',
    },
    ...{ version: '1.1', lastModified: '2026-01-01', oscalVersion: '1.1.2' },
  },
  texts: { 'PS.2.1': 'Official words <script>.' },
};

describe('official wording', () => {
  it('stands beside our summary, with where it comes from, as text', () => {
    const page = renderHtml(buildReport({ ...reportParts(), wording }));
    expect(page).toContain('Official wording: Official words &lt;script&gt;.');
    expect(page).toContain('imported from “A &lt;i&gt;publication&lt;/i&gt;”, version 1.1');
    expect(page.match(/Official wording: /g)).toHaveLength(1);
  });

  it('is not claimed to be there where nobody imported it', () => {
    const page = renderHtml(buildReport(reportParts()));
    expect(page).not.toContain('fficial wording');
    expect(page).toContain('the official text is in');
  });
});
