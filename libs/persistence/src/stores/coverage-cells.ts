import type { AssessmentRecord, CoverageCell, CoverageMoment, ProductId, ReleaseId } from '#application';
import type { ControlResult, Period, Segment, StatusTally } from '#compliance';
import { instantOfMilliseconds } from '#kernel';

import type { Tenant } from './tenant.js';

/** A cell's columns besides its place: what must be the same for it to be left alone. `f` is where they are read from. */
const COLUMNS = [
  ...['ordinal', 'valid_from', 'valid_until', 'control', 'grade', 'cap', 'status', 'reason', 'machine'],
  ...['met', 'members', 'human', 'team_controlled', 'population_source'],
] as const;
type Column = (typeof COLUMNS)[number];
const TYPES: Partial<Record<Column, string>> = {
  ordinal: 'integer',
  valid_from: 'timestamptz',
  valid_until: 'timestamptz',
  met: 'integer',
  members: 'integer',
  team_controlled: 'boolean',
};
const columnsOf = (from: string): string => COLUMNS.map((name) => `${from}.${name}`).join(', ');
const CELLS = `json_to_recordset($4::json) AS next (${COLUMNS.map((name) => `${name} ${TYPES[name] ?? 'text'}`).join(', ')})`;
/** What stands of the release, and does not stand in the new assessment. */
const IS_OVER = `cell.org_id = $1 AND cell.framework = $2 AND cell.release_id = $3 AND cell.known_until = 'infinity'
  AND NOT EXISTS (SELECT FROM ${CELLS} WHERE (${columnsOf('next')}) = (${columnsOf('cell')}))`;

/**
 * Brings the cells of a release to a new current assessment: those that are over are closed, new ones are added, and all
 * others keep standing untouched. The row of the current assessment is locked by now.
 */
export async function replaceCells({ manager, organization }: Tenant, record: AssessmentRecord): Promise<void> {
  const { release, framework, assessment } = record;
  const place = [organization, framework, release, JSON.stringify(cellsOf(record))];
  // Nobody can have known what was replaced at the very moment at which it began to be known.
  await manager.query(`DELETE FROM coverage_cell AS cell WHERE ${IS_OVER} AND cell.known_from = $5`, [
    ...place,
    assessment.knownAt,
  ]);
  await manager.query(`UPDATE coverage_cell AS cell SET known_until = $5 WHERE ${IS_OVER}`, [
    ...place,
    assessment.knownAt,
  ]);
  await manager.query(
    `INSERT INTO coverage_cell (org_id, framework, release_id, known_from, ${COLUMNS.join(', ')})
     SELECT $1, $2, $3, $5, ${columnsOf('next')} FROM ${CELLS} ON CONFLICT DO NOTHING`,
    [...place, assessment.knownAt],
  );
}

function cellsOf({ assessment, population }: AssessmentRecord): readonly Readonly<Record<Column, unknown>>[] {
  return assessment.results.flatMap((result, ordinal) =>
    result.segments.map((segment) => ({
      ordinal,
      ...toColumns(result, segment),
      population_source: population.source,
    })),
  );
}

function toColumns({ control, grade, cap }: ControlResult, segment: Segment) {
  const { from = '-infinity', until = 'infinity', status, reason, machine, human, teamControlled } = segment;
  return {
    ...{ valid_from: from, valid_until: until, control, grade, cap, status, reason, machine: machine.status },
    ...{ met: machine.met, members: machine.of, human, team_controlled: teamControlled },
  };
}

/** What was known and true then. `known_until` of what is known now is infinite, so that reading it never grows. */
const STOOD = 'c.known_until > $2 AND c.known_from <= $2 AND c.valid_from <= $3 AND c.valid_until > $3';

/** Names of columns, as they come. */
interface ReadCell extends Pick<CoverageCell, 'release' | 'control' | 'grade' | 'cap' | 'status' | 'reason' | 'human'> {
  readonly machine: CoverageCell['machine']['status'];
  readonly met: number;
  readonly members: number;
  readonly team_controlled: boolean;
  readonly population_source: string;
  /** A number where it is infinite. */
  readonly valid_from: Date | number;
  readonly valid_until: Date | number;
}

export async function readCells(
  { manager, organization }: Tenant,
  releases: readonly ReleaseId[],
  { framework, asOf, knownAt }: CoverageMoment,
): Promise<readonly CoverageCell[]> {
  const rows = await manager.query<ReadCell[]>(
    `SELECT c.release_id AS release, c.control, c.grade, c.cap, c.status, c.reason, c.machine, c.met, c.members, c.human,
       c.team_controlled, c.population_source, c.valid_from, c.valid_until
     FROM coverage_cell c
     WHERE c.org_id = $1 AND c.framework = $4 AND c.release_id = ANY($5) AND ${STOOD}
     ORDER BY c.release_id, c.ordinal`,
    [organization, knownAt, asOf, framework, releases],
  );
  return rows.map(toCell);
}

function toCell(row: ReadCell): CoverageCell {
  const { release, control, grade, cap, status, reason, human } = row;
  return {
    ...{ release, control, grade, cap, status, reason, human },
    machine: { status: row.machine, met: row.met, of: row.members },
    teamControlled: row.team_controlled,
    populationSource: row.population_source,
    ...(row.valid_from instanceof Date && { from: instantOfMilliseconds(row.valid_from.getTime()) }),
    ...(row.valid_until instanceof Date && { until: instantOfMilliseconds(row.valid_until.getTime()) }),
  };
}

/** Of a product (`$5`) what was created in [`$6`, `$7`), as far as it was known at `$2`. */
const IN_PERIOD = `r.org_id = $1 AND r.product_id = $5 AND r.created_at >= $6 AND r.created_at < $7 AND r.created_at <= $2`;

export function tallyCells(
  { manager, organization }: Tenant,
  product: ProductId,
  { period, moment }: { readonly period: Period; readonly moment: CoverageMoment },
): Promise<readonly StatusTally[]> {
  return manager.query<StatusTally[]>(
    `SELECT c.control, c.status, count(*)::int AS releases
     FROM release r
     JOIN coverage_cell c ON c.org_id = r.org_id AND c.release_id = r.id AND c.framework = $4 AND ${STOOD}
     WHERE ${IN_PERIOD}
     GROUP BY c.control, c.status ORDER BY min(c.ordinal), c.control, c.status`,
    [organization, moment.knownAt, moment.asOf, moment.framework, product, period.from, period.until],
  );
}
