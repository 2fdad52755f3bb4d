import type { AssessmentInput, Framework } from '#compliance';
import { canonicalDigest, fromUtf8 } from '#kernel';

import { EXPORT_FORMATS, type ExportFormat, type ExportFormatId } from '../exports/export-formats.js';
import type { ExportParts } from '../exports/export-parts.js';
import { reportParts, type Wording } from '../fixtures/report-parts.js';
import type { ReportParts } from '../report-parts.js';
import { buildReport } from '../report.js';

/** What is exported in a format that needs no printer. */
export function rendered(format: ExportFormatId, parts: ExportParts): string {
  const wanted: ExportFormat = EXPORT_FORMATS[format];
  if (!('render' in wanted)) throw new Error(`${format} needs a printer`);
  return fromUtf8(wanted.render(parts));
}

/** What is exported of these parts of a report. */
export function exportPartsOf(parts: ReportParts): ExportParts {
  const { input, assessment, catalog, mapping } = parts;
  const framework: Pick<Framework, 'catalog' | 'mapping'> = { catalog, mapping };
  return { report: buildReport(parts), input, assessment, framework };
}

/** Parts in which every status occurs, with a plan of action and a waiver; text of strangers where there is some. */
export function exportParts(wording: Wording = {}): ExportParts {
  const parts = reportParts(wording);
  const input = { ...parts.input, facts: [...parts.input.facts, ...decidedFacts(parts.input, wording.hostile)] };
  return exportPartsOf({ ...parts, input, assessment: { ...parts.assessment, input: canonicalDigest(input) } });
}

function decidedFacts({ facts, asOf, population }: AssessmentInput, hostile = 'Shared machines.') {
  const [stated] = facts;
  if (stated === undefined) return [];
  const milestone = { what: hostile, due: asOf };
  const plan = {
    ...{ kind: 'plan-of-action' as const, id: `POAM-${hostile}`, control: 'PO.3.2', weakness: hostile },
    ...{ detectedOn: asOf, owner: hostile, mitigation: hostile, milestones: [milestone, milestone], due: asOf },
  };
  const artifact = population.artifacts[0]?.digests ?? [];
  const [sbom] = reportParts().evidence.filter(({ kind }) => kind === 'sbom');
  return [
    { ...stated, claim: plan },
    {
      ...stated,
      ...{ evidence: sbom?.digest ?? stated.evidence, anchor: { kind: 'digests' as const, digests: artifact } },
      claim: { kind: 'signature' as const, logged: true, timed: true },
    },
  ];
}
