import type {
  AssessmentRecord,
  AssessmentStore,
  CoverageCell,
  Page,
  PageRequest,
  ProductId,
  ReleaseId,
} from '#application';
import type { ControlResult } from '#compliance';
import type { Digest, Instant } from '#kernel';

import { byId, byTime, pageStart, rowIds, toPage } from '../cursor.js';
import { AssessmentRow, fromAssessmentRow, toAssessmentRow } from '../entities/assessment.entity.js';
import { ControlResultRow, fromControlResultRow } from '../entities/control-result.entity.js';
import { ReleaseRow } from '../entities/release.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

interface CoveredRelease {
  readonly id: ReleaseId;
  readonly version: string;
  readonly product: string;
  readonly input: Digest | null;
  readonly source: string | null;
}

export class PostgresAssessmentStore implements AssessmentStore {
  constructor(private readonly tenant: Tenant) {}

  async keep(record: AssessmentRecord): Promise<void> {
    const row = toAssessmentRow(this.tenant.organization, record);
    if ((await insertNew(this.tenant, AssessmentRow, [row])) === 1) await this.keepResults(record);
    if (await this.makeCurrent(record)) await this.endReminders(record);
  }

  async current(releases: readonly ReleaseId[]): Promise<ReadonlyMap<ReleaseId, AssessmentRecord>> {
    const rows = await select(this.tenant, AssessmentRow, 'a')
      .innerJoin(ReleaseRow, 'r', 'r.orgId = a.orgId AND r.currentAssessment = a.input')
      .andWhere('r.id = ANY(:releases)', { releases: rowIds(releases) })
      .getMany();
    return new Map((await this.withResults(rows)).map((record) => [record.release, record]));
  }

  async byInput(input: Digest): Promise<AssessmentRecord | undefined> {
    const rows = await select(this.tenant, AssessmentRow, 'a').andWhere('a.input = :input', { input }).getMany();
    return (await this.withResults(rows))[0];
  }

  async list(page: PageRequest, filter: { readonly release?: ReleaseId }): Promise<Page<AssessmentRecord>> {
    const { after, take } = pageStart(byTime, page);
    const query = select(this.tenant, AssessmentRow, 'a').orderBy('a.createdAt').addOrderBy('a.input').limit(take);
    if (filter.release !== undefined) query.andWhere('a.releaseId = :release', { release: filter.release });
    if (after !== undefined) query.andWhere('(a.createdAt, a.input) > (:at, :digest)', after);
    return toPage(await this.withResults(await query.getMany()), page, (node) => ({
      cursor: byTime.write({ at: node.createdAt, digest: node.input }),
      node,
    }));
  }

  async inputAt(release: ReleaseId, at: Instant): Promise<Digest | undefined> {
    const row = await select(this.tenant, AssessmentRow, 'a')
      .andWhere('a.releaseId = :release AND a.createdAt <= :at', { release, at })
      .orderBy('a.createdAt', 'DESC')
      .addOrderBy('a.input', 'DESC')
      .limit(1)
      .getOne();
    return row?.input;
  }

  async coverage(
    page: PageRequest,
    filter: { readonly product?: ProductId },
  ): Promise<Page<{ readonly release: ReleaseId; readonly cells: readonly CoverageCell[] }>> {
    const releases = await this.coveredReleases(page, filter);
    const shown = releases.slice(0, page.first);
    const results = await this.results(shown.flatMap(({ input }) => (input === null ? [] : [input])));
    return toPage(releases, page, (release) => ({
      cursor: byId.write(release.id),
      node: { release: release.id, cells: toCells(release, results) },
    }));
  }

  private coveredReleases(
    page: PageRequest,
    filter: { readonly product?: ProductId },
  ): Promise<readonly CoveredRelease[]> {
    const { after, take } = pageStart(byId, page);
    return this.tenant.manager.query<CoveredRelease[]>(
      `SELECT r.id, r.version, p.slug AS product, a.input, a.population_source AS source
       FROM release r
       JOIN product p ON p.org_id = r.org_id AND p.id = r.product_id
       LEFT JOIN assessment a ON a.org_id = r.org_id AND a.input = r.current_assessment
       WHERE r.org_id = $1 AND ($2::uuid IS NULL OR r.id > $2) AND ($3::uuid IS NULL OR r.product_id = $3)
       ORDER BY r.id LIMIT $4`,
      [this.tenant.organization, after ?? null, filter.product ?? null, take],
    );
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

  /** Later is what is true later, then what was known later; an assessment of a past moment never takes the place. */
  private async makeCurrent({ release, input, assessment: { asOf, knownAt } }: AssessmentRecord): Promise<boolean> {
    const [, changed] = await this.tenant.manager.query<[unknown[], number]>(
      `UPDATE release SET current_assessment = $3, current_as_of = $4::timestamptz, current_known_at = $5::timestamptz
       WHERE org_id = $1 AND id = $2 AND (
         current_assessment IS NULL OR (current_as_of, current_known_at) <= ($4::timestamptz, $5::timestamptz))`,
      [this.tenant.organization, release, input, asOf, knownAt],
    );
    return changed === 1;
  }

  /** What was asked for before this assessment was begun is answered by it. The row of the release is locked by now. */
  private async endReminders({ release, assessment: { knownAt } }: AssessmentRecord): Promise<void> {
    await this.tenant.manager.query(
      'DELETE FROM evaluation_due WHERE org_id = $1 AND release_id = $2 AND due_at < $3',
      [this.tenant.organization, release, knownAt],
    );
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

function toCells(release: CoveredRelease, results: ReadonlyMap<Digest, readonly ControlResult[]>): CoverageCell[] {
  const { id, product, version, input, source } = release;
  if (input === null || source === null) return [];
  return (results.get(input) ?? []).map((result) => ({
    release: id,
    product,
    version,
    populationSource: source,
    result,
  }));
}
