import type {
  AssessmentRecord,
  AssessmentStore,
  CoverageCell,
  CoverageMoment,
  Page,
  PageRequest,
  ProductId,
  ReleaseId,
} from '#application';
import type { ControlResult, Period, PeriodRelease, StatusTally } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { byTime, pageStart, rowIds, toPage } from '../cursor.js';
import { AssessmentRow, fromAssessmentRow, toAssessmentRow } from '../entities/assessment.entity.js';
import { ControlResultRow, fromControlResultRow } from '../entities/control-result.entity.js';
import { CurrentAssessmentRow } from '../entities/current-assessment.entity.js';
import { readCells, replaceCells, tallyCells } from './coverage-cells.js';
import { readPeriod } from './read-period.js';
import { insertNew, select, type Tenant } from './tenant.js';

export class PostgresAssessmentStore implements AssessmentStore {
  constructor(private readonly tenant: Tenant) {}

  async keep(record: AssessmentRecord): Promise<void> {
    const row = toAssessmentRow(this.tenant.organization, record);
    if ((await insertNew(this.tenant, AssessmentRow, [row])) === 1) await this.keepResults(record);
    if (await this.makeCurrent(record)) await replaceCells(this.tenant, record);
  }

  async current(
    releases: readonly ReleaseId[],
    by: { readonly framework: string; readonly knownAt?: Instant },
  ): Promise<ReadonlyMap<ReleaseId, AssessmentRecord>> {
    const { framework, knownAt } = by;
    const inputs = await (knownAt === undefined
      ? this.currentInputs(releases, framework)
      : this.inputsAt(releases, { framework, knownAt }));
    const rows = await select(this.tenant, AssessmentRow, 'a').andWhere('a.input = ANY(:inputs)', { inputs }).getMany();
    return new Map((await this.withResults(rows)).map((record) => [record.release, record]));
  }

  async byInput(input: Digest): Promise<AssessmentRecord | undefined> {
    const rows = await select(this.tenant, AssessmentRow, 'a').andWhere('a.input = :input', { input }).getMany();
    return (await this.withResults(rows))[0];
  }

  async list(
    page: PageRequest,
    filter: { readonly release?: ReleaseId; readonly framework?: string },
  ): Promise<Page<AssessmentRecord>> {
    const { after, take } = pageStart(byTime, page);
    const query = select(this.tenant, AssessmentRow, 'a').orderBy('a.createdAt').addOrderBy('a.input').limit(take);
    if (filter.release !== undefined) query.andWhere('a.releaseId = :release', { release: filter.release });
    if (filter.framework !== undefined) query.andWhere('a.framework = :framework', { framework: filter.framework });
    if (after !== undefined) query.andWhere('(a.createdAt, a.input) > (:at, :digest)', after);
    return toPage(await this.withResults(await query.getMany()), page, (node) => ({
      cursor: byTime.write({ at: node.createdAt, digest: node.input }),
      node,
    }));
  }

  async inputAt(
    release: ReleaseId,
    by: { readonly framework: string; readonly knownAt: Instant },
  ): Promise<Digest | undefined> {
    return (await this.inputsAt([release], by))[0];
  }

  coverage(releases: readonly ReleaseId[], moment: CoverageMoment): Promise<readonly CoverageCell[]> {
    return readCells(this.tenant, rowIds(releases), moment);
  }

  tally(product: ProductId, period: Period, moment: CoverageMoment): Promise<readonly StatusTally[]> {
    return tallyCells(this.tenant, product, { period, moment });
  }

  inPeriod(
    product: ProductId,
    period: Period & { readonly limit: number },
    moment: CoverageMoment,
  ): Promise<readonly PeriodRelease[]> {
    return readPeriod(this.tenant, product, { period, moment });
  }

  private async currentInputs(releases: readonly ReleaseId[], framework: string): Promise<readonly Digest[]> {
    const rows = await select(this.tenant, CurrentAssessmentRow, 'c')
      .andWhere('c.releaseId = ANY(:releases) AND c.framework = :framework', { releases: rowIds(releases), framework })
      .getMany();
    return rows.map(({ input }) => input);
  }

  /** What would have been current if nothing had been kept after that moment. */
  private async inputsAt(
    releases: readonly ReleaseId[],
    by: { readonly framework: string; readonly knownAt: Instant },
  ): Promise<readonly Digest[]> {
    const rows = await this.tenant.manager.query<{ input: Digest }[]>(
      `SELECT latest.input FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT a.input FROM assessment a
         WHERE a.org_id = $1 AND a.release_id = wanted.id AND a.framework = $3 AND a.known_at <= $4
         ORDER BY a.as_of DESC, a.known_at DESC, a.created_at DESC, a.input DESC LIMIT 1
       ) AS latest`,
      [this.tenant.organization, rowIds(releases), by.framework, by.knownAt],
    );
    return rows.map(({ input }) => input);
  }

  private async keepResults({ input, assessment }: AssessmentRecord): Promise<void> {
    const { results } = assessment;
    await this.tenant.manager.query(
      `INSERT INTO control_result (org_id, input, ordinal, control, grade, cap, segments)
       SELECT $1, $2, ordinal - 1, control, grade, cap, segments::json
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
         WITH ORDINALITY AS result (control, grade, cap, segments, ordinal)`,
      [
        this.tenant.organization,
        input,
        results.map(({ control }) => control),
        results.map(({ grade }) => grade),
        results.map(({ cap }) => cap),
        results.map(({ segments }) => JSON.stringify(segments)),
      ],
    );
  }

  /** It takes the place of what is older on neither axis; an assessment of a past moment never does. */
  private async makeCurrent({ release, framework, input, assessment }: AssessmentRecord): Promise<boolean> {
    const rows = await this.tenant.manager.query<unknown[]>(
      `INSERT INTO current_assessment AS held (org_id, release_id, framework, input, as_of, known_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id, release_id, framework) DO UPDATE SET input = $4, as_of = $5, known_at = $6
       WHERE held.as_of <= $5 AND held.known_at <= $6
       RETURNING input`,
      [this.tenant.organization, release, framework, input, assessment.asOf, assessment.knownAt],
    );
    return rows.length === 1;
  }

  private async withResults(rows: readonly AssessmentRow[]): Promise<readonly AssessmentRecord[]> {
    const results = await this.results(rows.map(({ input }) => input));
    return rows.map((row) => fromAssessmentRow(row, results.get(row.input) ?? []));
  }

  private async results(inputs: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly ControlResult[]>> {
    if (inputs.length === 0) return new Map();
    const rows = await select(this.tenant, ControlResultRow, 'c')
      .andWhere('c.input = ANY(:inputs)', { inputs })
      .orderBy('c.input')
      .addOrderBy('c.ordinal')
      .getMany();
    const byInput = new Map<Digest, ControlResult[]>(inputs.map((input) => [input, []]));
    for (const row of rows) byInput.get(row.input)?.push(fromControlResultRow(row));
    return byInput;
  }
}
