import fc from 'fast-check';

import { REASON_CODES, STATUS_ORDER, type ControlResult, type Segment } from '#compliance';

import { reportParts } from '../fixtures/report-parts.js';
import type { ExportParts } from '../exports/export-parts.js';
import type { ReportParts } from '../report-parts.js';
import { STATUSES } from '../status-words.js';
import { exportPartsOf } from './export-parts.js';

const machine = fc
  .record({
    status: fc.constantFrom(...STATUS_ORDER),
    of: fc.nat(500),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ status, of, share }) => ({ status, met: Math.floor(of * share), of }));

/** Whatever an assessment may say of a control, and more: exports judge nothing, so nothing is too strange for them. */
const segment: fc.Arbitrary<Segment> = fc.record({
  status: fc.constantFrom(...STATUSES),
  reason: fc.constantFrom(...REASON_CODES),
  machine: fc.oneof(machine, fc.constant({ status: 'NONE' as const, met: 0, of: 0 })),
  human: fc.constantFrom('COVERED' as const, 'OPEN' as const, 'NOT_NEEDED' as const),
  gaps: fc.array(fc.record({ member: fc.string(), status: fc.constantFrom(...STATUS_ORDER), need: fc.string() }), {
    maxLength: 2,
  }),
  evidence: fc.subarray(reportParts().evidence.map(({ digest }) => digest)),
  teamControlled: fc.boolean(),
});

/** Parts with a random assessment over the catalog of the fixture. */
export function randomExportParts(): fc.Arbitrary<ExportParts> {
  const parts = reportParts();
  const { results } = parts.assessment;
  return fc
    .record({
      segments: fc.array(segment, { minLength: results.length, maxLength: results.length }),
      source: fc.constantFrom('independent' as const, 'signed-manifest' as const, 'declared' as const),
    })
    .map(({ segments, source }) => exportPartsOf(withSegments(parts, segments, source)));
}

function withSegments(
  parts: ReportParts,
  segments: readonly Segment[],
  source: 'independent' | 'signed-manifest' | 'declared',
): ReportParts {
  const results = parts.assessment.results.map((result, index): ControlResult => {
    const own = segments[index];
    return own === undefined ? result : { ...result, segments: [own] };
  });
  const input = { ...parts.input, population: { ...parts.input.population, source } };
  return { ...parts, input, assessment: { ...parts.assessment, results } };
}
