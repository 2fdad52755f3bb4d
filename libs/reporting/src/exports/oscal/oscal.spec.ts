import { describe, expect, it } from '@jest/globals';

import { canonicalJson, parseInstant, type Instant } from '#kernel';

import { reportParts } from '../../fixtures/report-parts.js';
import { exportParts, exportPartsOf, rendered } from '../../testing/export-parts.js';
import { STATUSES } from '../../status-words.js';
import { EXPORT_FORMAT_IDS } from '../export-formats.js';
import type { ExportParts } from '../export-parts.js';
import { objectiveStatus } from './finding.js';
import { methodsOf } from './observation.js';

const IDS = EXPORT_FORMAT_IDS.filter((id) => id.startsWith('oscal-'));

interface Risk {
  readonly uuid: string;
  readonly status: string;
  readonly deadline?: string;
}
interface Result {
  readonly findings: readonly object[];
  readonly risks: readonly Risk[];
  readonly observations: readonly { readonly subjects: readonly { readonly type: string }[] }[];
}
interface Poam {
  readonly risks: readonly Risk[];
  readonly 'poam-items': readonly { readonly title: string; readonly description: string }[];
}

function resultOf(parts: ExportParts): Result {
  const document = JSON.parse(rendered('oscal-assessment-results', parts)) as Record<string, { results: [Result] }>;
  return document['assessment-results']!.results[0];
}

function poamOf(parts: ExportParts): Poam {
  const document = JSON.parse(rendered('oscal-poam', parts)) as Record<string, Poam>;
  return document['plan-of-action-and-milestones']!;
}

function documentUuid(id: (typeof IDS)[number], parts: ExportParts): string | undefined {
  const [document] = Object.values(JSON.parse(rendered(id, parts)) as Record<string, { readonly uuid: string }>);
  return document?.uuid;
}

describe('OSCAL documents', () => {
  const parts = exportParts();

  it('are the same bytes for the same parts, and other documents for other ones', () => {
    const other = exportParts({ synthetic: false });
    for (const id of IDS) {
      expect(rendered(id, exportParts())).toBe(rendered(id, parts));
      expect(canonicalJson(JSON.parse(rendered(id, parts)))).toBe(rendered(id, parts));
      expect(documentUuid(id, other)).not.toBe(documentUuid(id, parts));
    }
  });

  it('keep the identity of a risk from one assessment of a release to the next', () => {
    const uuids = (of: ExportParts) => poamOf(of).risks.map(({ uuid }) => uuid);
    expect(uuids(exportParts({ synthetic: false }))).toEqual(uuids(parts));
  });

  it('have a finding for every control, a risk for each that is not met, and a plan where one is stated', () => {
    const { findings, risks } = resultOf(parts);
    const open = parts.report.totals.filter(({ status }) =>
      ['PARTIAL', 'STALE', 'UNVERIFIED', 'MISSING', 'FAILED', 'WAIVED'].includes(status),
    );
    expect(findings).toHaveLength(42);
    expect(risks).toHaveLength(open.reduce((sum, { count }) => sum + count, 0));
    expect(new Set(risks.map(({ status }) => status))).toEqual(new Set(['open', 'deviation-approved', 'remediating']));
    const [planned, ...others] = poamOf(parts)['poam-items'];
    expect(planned?.title).toContain(PLANNED);
    expect(others.filter(({ description }) => !description.includes('Nobody has stated a plan'))).toEqual([]);
  });

  it('say where evidence is about an artifact', () => {
    const kinds = resultOf(parts).observations.flatMap(({ subjects }) => subjects.map(({ type }) => type));
    expect(new Set(kinds)).toEqual(new Set(['component', 'inventory-item']));
  });

  it('say satisfied only where verified evidence carries the task and nothing is open', () => {
    const satisfied = STATUSES.flatMap((status) =>
      (['COVERED', 'OPEN', 'NOT_NEEDED'] as const)
        .filter((human) => objectiveStatus({ status, human }).state === 'satisfied')
        .map((human) => `${status} ${human}`),
    );
    expect(satisfied).toEqual([
      'EVIDENCED COVERED',
      'EVIDENCED NOT_NEEDED',
      'SUPPORTED COVERED',
      'SUPPORTED NOT_NEEDED',
    ]);
  });

  it('call not failed what was not examined', () => {
    const reasons = STATUSES.map((status) => [status, objectiveStatus({ status, human: 'NOT_NEEDED' }).reason]);
    expect(Object.fromEntries(reasons)).toEqual({
      ...{ EVIDENCED: 'pass', SUPPORTED: 'pass', SELF_ATTESTED: 'other', PARTIAL: 'fail', STALE: 'other' },
      ...{ UNVERIFIED: 'other', MISSING: 'other', FAILED: 'fail', WAIVED: 'other', NOT_APPLICABLE: 'other' },
    });
  });

  it('say how each kind of evidence was looked at', () => {
    expect(methodsOf('build-provenance')).toEqual(['EXAMINE']);
    expect(methodsOf('test-result')).toEqual(['EXAMINE', 'TEST']);
    expect(methodsOf('human-evidence')).toEqual(['INTERVIEW']);
  });

  it('are no plan of action where nothing is planned and nothing is open', () => {
    const made = reportParts();
    const results = made.assessment.results.map((result) => ({
      ...result,
      segments: result.segments.map((segment) => ({ ...segment, status: 'EVIDENCED' as const, gaps: [] })),
    }));
    const met = exportPartsOf({ ...made, assessment: { ...made.assessment, results } });
    expect(() => rendered('oscal-poam', met)).toThrow(expect.objectContaining({ code: 'EXPORT_EMPTY' }));
  });

  it('leave out a date that OSCAL cannot say, and refuse where one has to stand', () => {
    const late = parseInstant('3500-01-01');
    const { input } = parts;
    const facts = input.facts.map((fact) =>
      fact.claim.kind === 'plan-of-action' ? { ...fact, claim: { ...fact.claim, due: late } } : fact,
    );
    const planned = poamOf(exportPartsOf({ ...reportParts(), input: { ...input, facts } }));
    expect(poamOf(parts).risks.filter(({ deadline }) => deadline !== undefined)).toHaveLength(1);
    expect(planned.risks.filter(({ deadline }) => deadline !== undefined)).toHaveLength(0);
    const at = (asOf: Instant) => exportPartsOf({ ...reportParts(), input: { ...input, asOf, knownAt: asOf } });
    const refused = expect.objectContaining({ code: 'EXPORT_INSTANT' });
    expect(() => rendered('oscal-catalog', at(late))).toThrow(refused);
  });
});

/** The control of the plan in the parts. */
const PLANNED = 'PO.3.2';
