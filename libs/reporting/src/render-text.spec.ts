import { describe, expect, it } from '@jest/globals';

import { reportParts } from './fixtures/report-parts.js';
import { renderText } from './render-text.js';
import { buildReport } from './report.js';

const render = (wording: Parameters<typeof reportParts>[0] = {}) => renderText(buildReport(reportParts(wording)));

describe('the coverage for a terminal', () => {
  it('has one line per task with status, denominator with source, human part and reason', () => {
    const lines = render().split('\n');
    expect(lines.filter((line) => /^(PO|PS|PW|RV)\.\d\.\d /.test(line))).toHaveLength(42);
    expect(lines.find((line) => line.startsWith('PS.1.1'))).toMatch(
      /^PS\.1\.1\s+◐ Partial\s+9 of 12 revisions, signed manifest\s+open\s+Some members/,
    );
  });

  it('sums up with what occurs', () => {
    expect(render().trimEnd().split('\n').at(-1)).toMatch(/^42 tasks: 5 evidenced, 5 supported, 4 self-attested/);
  });

  it('passes no escape code, bell or line break of strangers on to the terminal', () => {
    const text = render({ hostile: 'evil\u001b[2J\u0007\nPS.2.1  ✔ Evidenced\u009b31m' });
    expect(text.replace(/\n/g, '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(text.split('\n').filter((line) => line.startsWith('PS.2.1'))).toHaveLength(1);
  });

  it('says SYNTHETIC first for the sample organization', () => {
    expect(render({ synthetic: true })).toMatch(/^SYNTHETIC/);
    expect(render({ synthetic: false })).not.toContain('SYNTHETIC');
  });

  it('states who adopted the thresholds', () => {
    expect(render()).toContain('NIST sets no thresholds; these were adopted on');
    const parts = reportParts();
    const slsa = buildReport({ ...parts, catalog: { ...parts.catalog, title: 'SLSA' } });
    expect(renderText(slsa)).toContain('The publication sets no thresholds; these were adopted on');
  });
});
