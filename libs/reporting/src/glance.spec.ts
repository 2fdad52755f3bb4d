import { describe, expect, it } from '@jest/globals';

import type { LayerChange } from '#compliance';
import { parseDigest, parseInstant } from '#kernel';

import { reportParts } from './fixtures/report-parts.js';
import { glance } from './glance.js';
import { buildReport } from './report.js';

const report = buildReport(reportParts());
const shown = (attestation?: Parameters<typeof glance>[1]) =>
  new Map(glance(report, attestation).map(({ label, value, note }) => [label, `${value} | ${note ?? ''}`]));

describe('the first things on the first page', () => {
  it('say that nobody has signed where nobody has', () => {
    expect(shown().get('Signed')).toMatch(/^no \|/);
  });

  it('say that and when it was signed', () => {
    const attestation = {
      digest: parseDigest(`sha256:${'ab'.repeat(32)}`),
      signedAt: parseInstant('2026-11-20T09:00:00Z'),
    };
    expect(shown(attestation).get('Signed')).toMatch(/^yes on 2026-11-20 \|/);
  });

  it('say until when the results stand at the longest', () => {
    expect(shown().get('Stands by itself until')).toContain(report.validity.until.slice(0, 10));
  });

  it('name every task that a waiver sets aside', () => {
    const said = shown().get('Loosened or set aside');
    const waived = report.groups
      .flatMap(({ practices }) => practices.flatMap(({ tasks }) => tasks))
      .filter(({ status }) => status === 'WAIVED');
    expect(waived).not.toHaveLength(0);
    for (const { id } of waived) expect(said).toContain(id);
  });

  it('count the conditions that layers loosened', () => {
    const change = {
      ...{ layer: 'acme', version: '1', owner: 'Kim', approver: 'Robin', adoptedOn: '2026-11-01' },
      ...{ control: 'PW.4.1', aspect: 'condition', direction: 'loosened', before: [], after: [], reason: 'small' },
    } as unknown as LayerChange;
    const said = glance({ ...report, layers: [change] }, undefined).find(({ label }) => label.startsWith('Loosened'));
    expect(said?.value).toBe('1 condition loosened or perhaps looser');
  });
});
