import { REASONS, segmentAt, type ControlResult } from '#compliance';
import type { Instant } from '#kernel';
import type { AssessmentRecord, CoverageCell, CoverageRow } from '#application';

import type { AssessmentType, ControlResultType, CoverageCellType, CoverageRowType } from './assessment.type.js';

/** The segment that holds `asOf`: freshness is read, never recomputed. */
function toControlResult(result: ControlResult, populationSource: string, asOf: Instant): ControlResultType {
  const segment = segmentAt(result, asOf);
  const { sentence, nextAction } = REASONS[segment.reason];
  return {
    control: result.control,
    status: segment.status,
    reason: segment.reason,
    explanation: sentence,
    nextAction,
    grade: result.grade,
    cap: result.cap,
    machine: segment.machine.status,
    met: segment.machine.met,
    of: segment.machine.of,
    populationSource,
    human: segment.human,
    teamControlled: segment.teamControlled,
    gaps: [...segment.gaps],
    evidence: [...segment.evidence],
    ...(segment.from === undefined ? {} : { from: segment.from }),
    ...(segment.until === undefined ? {} : { until: segment.until }),
  };
}

export function toAssessment(record: AssessmentRecord, asOf?: Instant): AssessmentType {
  const { assessment, population } = record;
  return {
    input: record.input,
    releaseId: record.release,
    asOf: asOf ?? assessment.asOf,
    knownAt: assessment.knownAt,
    catalog: record.catalog,
    framework: record.framework,
    mapping: [...record.mappings],
    populationSource: population.source,
    artifacts: population.artifacts,
    slsaBuildLevel: assessment.slsaBuildLevel,
    results: assessment.results.map((result) => toControlResult(result, population.source, asOf ?? assessment.asOf)),
  };
}

export function toCoverageRow({ product, release, cells }: CoverageRow): CoverageRowType {
  return {
    productId: product.id,
    product: product.slug,
    ...(release !== undefined && { releaseId: release.id, version: release.version }),
    cells: cells.map(toCoverageCell),
  };
}

function toCoverageCell(cell: CoverageCell): CoverageCellType {
  const { release, machine, ...same } = cell;
  const { sentence, nextAction } = REASONS[cell.reason];
  return {
    ...{ ...same, releaseId: release, explanation: sentence, nextAction },
    ...{ machine: machine.status, met: machine.met, of: machine.of },
  };
}
