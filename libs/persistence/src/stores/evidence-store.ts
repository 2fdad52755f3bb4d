import type {
  Conclusion,
  EvidenceId,
  EvidenceRecord,
  EvidenceState,
  EvidenceStore,
  NewEvidence,
  Page,
  PageRequest,
} from '#application';
import { COMPONENT_KINDS, groupBy, type Fact, type Finding, type SbomIndex } from '#compliance';
import { AppError, type Digest, type Instant, type SubjectDigest } from '#kernel';
import type { Verdict } from '#verification';

import { anchorKeys } from '../anchor-keys.js';
import { byId, isRowId, pageStart, rowIds, toPage } from '../cursor.js';
import { EvidenceRow, fromEvidenceRow } from '../entities/evidence.entity.js';
import { VerdictRow } from '../entities/verdict.entity.js';
import { addEvidence, type Added } from './add-evidence.js';
import { keepConclusions } from './keep-conclusions.js';
import { select, type Tenant } from './tenant.js';

type EvidenceFilter = Parameters<EvidenceStore['list']>[1];

const NAMES_SUBJECT = `EXISTS (
  SELECT FROM evidence_subject s WHERE s.org_id = e.org_id AND s.evidence_id = e.id AND s.digest = :subject)`;

/** By a digest that is the release's, or because it is one of the release's manifests. */
const TOUCHES_RELEASE = `(e.digest IN (
    SELECT m.evidence FROM release_manifest m WHERE m.org_id = :organization AND m.release_id = :release)
  OR e.id IN (
    SELECT s.evidence_id FROM evidence_subject s
    JOIN release_member m ON m.org_id = s.org_id AND m.digest = s.digest
    WHERE m.org_id = :organization AND m.release_id = :release))`;

/** Components of these SBOMs that evidence of these kinds names by some digest, with all their digests. */
const SPOKEN_OF_COMPONENTS = `
  WITH listed AS MATERIALIZED (
    SELECT e.digest AS sbom, c.evidence_id, c.component, c.times, c.digest
    FROM evidence e JOIN sbom_component c ON c.org_id = e.org_id AND c.evidence_id = e.id
    WHERE e.org_id = $1 AND e.digest = ANY($2)
  ), spoken AS (
    SELECT DISTINCT l.evidence_id, l.component FROM listed l
    JOIN evidence_subject s ON s.org_id = $1 AND s.digest = l.digest
    JOIN evidence o ON o.org_id = s.org_id AND o.id = s.evidence_id
    WHERE o.kind = ANY($3)
  )
  SELECT l.sbom, l.times, array_agg(l.digest ORDER BY l.digest) AS digests
  FROM spoken JOIN listed l ON l.evidence_id = spoken.evidence_id AND l.component = spoken.component
  GROUP BY l.sbom, l.component, l.times ORDER BY l.sbom, l.component`;

/**
 * SBOMs that list what these items name; of each digest no more than a page is looked at. A subquery with a limit is
 * looked up row by row: the planner, who cannot know how few rows there are, would read the whole table once instead.
 */
const SBOMS_THAT_LIST = `
  SELECT listing.id, e.subjects FROM (
    SELECT DISTINCT c.id FROM evidence item
    CROSS JOIN LATERAL unnest(item.subjects) AS named (digest)
    CROSS JOIN LATERAL (
      SELECT DISTINCT c.evidence_id AS id FROM sbom_component c
      WHERE c.org_id = $1 AND c.digest = named.digest AND c.evidence_id > $3
      ORDER BY c.evidence_id LIMIT $4
    ) AS c
    WHERE item.org_id = $1 AND item.id = ANY($2)
    ORDER BY c.id LIMIT $4
  ) AS listing
  CROSS JOIN LATERAL (SELECT subjects FROM evidence WHERE org_id = $1 AND id = listing.id LIMIT 1) AS e
  ORDER BY listing.id`;
/** Before every row id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export class PostgresEvidenceStore implements EvidenceStore {
  constructor(private readonly tenant: Tenant) {}

  add(items: readonly NewEvidence[]): Promise<readonly Added[]> {
    return addEvidence(this.tenant, items);
  }

  async byIds(ids: readonly EvidenceId[]): Promise<readonly EvidenceRecord[]> {
    const rows = await this.evidence()
      .andWhere('e.id = ANY(:ids)', { ids: rowIds(ids) })
      .orderBy('e.id')
      .getMany();
    return rows.map(toRecord);
  }

  async byDigests(digests: readonly Digest[]): Promise<readonly EvidenceRecord[]> {
    const rows = await this.evidence().andWhere('e.digest = ANY(:digests)', { digests }).orderBy('e.id').getMany();
    return rows.map(toRecord);
  }

  async list(page: PageRequest, filter: EvidenceFilter): Promise<Page<EvidenceRecord>> {
    const { after, take } = pageStart(byId, page);
    const { state, kind, outcome, subject, release } = filter;
    if (release !== undefined && !isRowId(release)) return { items: [], hasNextPage: false };
    const query = this.evidence().orderBy('e.id').limit(take);
    if (state !== undefined) query.andWhere('e.state = :state', { state });
    if (kind !== undefined) query.andWhere('e.kind = :kind', { kind });
    if (outcome !== undefined) query.andWhere('e.outcome = :outcome', { outcome });
    if (subject !== undefined) query.andWhere(NAMES_SUBJECT, { subject });
    if (release !== undefined) query.andWhere(TOUCHES_RELEASE, { release });
    if (after !== undefined) query.andWhere('e.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: toRecord(row) }));
  }

  async touching(digests: readonly SubjectDigest[], kinds?: readonly string[]) {
    if (digests.length === 0) return [];
    const rows = await this.tenant.manager.query<
      { id: EvidenceId; digest: Digest; state: EvidenceState; index: string | null }[]
    >(
      `SELECT e.id, e.digest, e.state, l.leaf_index AS index
       FROM evidence e LEFT JOIN intake_leaf l ON l.org_id = e.org_id AND l.evidence_id = e.id
       WHERE e.org_id = $1
         AND e.id IN (SELECT s.evidence_id FROM evidence_subject s WHERE s.org_id = $1 AND s.digest = ANY($2))
         AND ($3::text[] IS NULL OR e.kind = ANY($3))
       ORDER BY e.id`,
      [this.tenant.organization, digests, kinds ?? null],
    );
    return rows.map(({ index, ...row }) => (index === null ? row : { ...row, index: Number(index) }));
  }

  async idsAfter(after: EvidenceId | undefined, limit: number): Promise<readonly EvidenceId[]> {
    const query = select(this.tenant, EvidenceRow, 'e').select(['e.orgId', 'e.id']).orderBy('e.id').limit(limit);
    if (after !== undefined) query.andWhere('e.id > :after', { after });
    return (await query.getMany()).map(({ id }) => id);
  }

  conclude(conclusions: readonly Conclusion[], at: Instant): Promise<void> {
    return keepConclusions(this.tenant, conclusions, at);
  }

  /** @throws AppError not-found EVIDENCE_UNKNOWN */
  async recordFailure(
    id: EvidenceId,
    failure: { readonly code: string; readonly message: string },
    quarantine: boolean,
  ): Promise<number> {
    const [rows] = await this.tenant.manager.query<[{ attempts: number }[], number]>(
      `UPDATE evidence SET attempts = attempts + 1, failure_code = $3, failure_message = $4,
         state = CASE WHEN $5 THEN 'quarantined' ELSE state END
       WHERE org_id = $1 AND id = $2 RETURNING attempts`,
      [this.tenant.organization, id, failure.code, failure.message.replaceAll('\0', '\uFFFD'), quarantine],
    );
    if (rows[0] === undefined) throw new AppError('not-found', 'EVIDENCE_UNKNOWN', `no evidence has the id ${id}`);
    return rows[0].attempts;
  }

  async release(id: EvidenceId): Promise<boolean> {
    if (!isRowId(id)) return false;
    const { affected } = await this.tenant.manager
      .createQueryBuilder()
      .update(EvidenceRow)
      .set({ state: 'stored', attempts: 0, failureCode: null, failureMessage: null })
      .where(`orgId = :organization AND id = :id AND state = 'quarantined'`, {
        organization: this.tenant.organization,
        id,
      })
      .execute();
    return affected === 1;
  }

  async about(scope: {
    readonly product: string;
    readonly release: string;
    readonly digests: readonly SubjectDigest[];
  }): Promise<{ readonly facts: readonly Fact[]; readonly findings: readonly Finding[] }> {
    const { product, release, digests } = scope;
    const keys = [
      { kind: 'digests', digests } as const,
      { kind: 'organization' } as const,
      { kind: 'product', product } as const,
      { kind: 'release', product, release } as const,
    ].flatMap(anchorKeys);
    const facts = await this.anchored<Fact>('fact', keys);
    const findings = await this.anchored<Finding>('finding', keys);
    return { facts, findings };
  }

  async components(sboms: readonly Digest[]): ReturnType<EvidenceStore['components']> {
    if (sboms.length === 0) return { sboms: [], facts: [], findings: [] };
    const { manager, organization } = this.tenant;
    const rows = await manager.query<(SbomIndex['components'][number] & { sbom: Digest })[]>(SPOKEN_OF_COMPONENTS, [
      organization,
      sboms,
      COMPONENT_KINDS,
    ]);
    const keys = [...new Set(rows.flatMap(({ digests }) => digests))];
    const indices = groupBy(rows, ({ sbom }) => sbom);
    return {
      sboms: [...indices].map(([sbom, components]) => ({
        sbom,
        components: components.map(({ digests, times }) => ({ digests, times })),
      })),
      facts: await this.anchored<Fact>('fact', keys, COMPONENT_KINDS),
      findings: await this.anchored<Finding>('finding', keys, COMPONENT_KINDS),
    };
  }

  async dependents(evidence: readonly EvidenceId[], page: PageRequest): ReturnType<EvidenceStore['dependents']> {
    const { after = FIRST_ID, take } = pageStart(byId, page);
    const { manager, organization } = this.tenant;
    const rows = await manager.query<{ id: EvidenceId; subjects: SubjectDigest[] }[]>(SBOMS_THAT_LIST, [
      organization,
      rowIds(evidence),
      after,
      take,
    ]);
    return toPage(rows, page, ({ id, subjects }) => ({ cursor: byId.write(id), node: { id, subjects } }));
  }

  async compromises(): Promise<readonly Fact[]> {
    const rows = await this.tenant.manager.query<{ body: Fact }[]>(
      `SELECT f.body FROM evidence e
       JOIN fact f ON f.org_id = e.org_id AND f.verdict_id = e.current_verdict_id
       WHERE e.org_id = $1 AND e.kind = 'compromise' AND e.outcome = 'verified'
       ORDER BY e.digest, f.ordinal`,
      [this.tenant.organization],
    );
    return rows.map(({ body }) => body);
  }

  async counts(): Promise<Readonly<Record<EvidenceState, number>>> {
    const rows = await this.tenant.manager.query<{ state: EvidenceState; count: number }[]>(
      'SELECT state, count(*)::int AS count FROM evidence WHERE org_id = $1 GROUP BY state',
      [this.tenant.organization],
    );
    const counts = { stored: 0, settled: 0, quarantined: 0 };
    for (const { state, count } of rows) counts[state] = count;
    return counts;
  }

  /** Bodies with one of these anchors, of the verdict that its evidence points at now. */
  private async anchored<T>(
    table: 'fact' | 'finding',
    keys: readonly string[],
    kinds?: readonly string[],
  ): Promise<readonly T[]> {
    if (keys.length === 0) return [];
    const rows = await this.tenant.manager.query<{ body: T }[]>(
      `SELECT x.body FROM ${table} x
       JOIN evidence e ON e.org_id = x.org_id AND e.id = x.evidence_id AND e.current_verdict_id = x.verdict_id
       WHERE x.org_id = $1 AND (x.verdict_id, x.ordinal) IN (
         SELECT a.verdict_id, a.ordinal FROM ${table}_anchor a WHERE a.org_id = $1 AND a.key = ANY($2))
         AND ($3::text[] IS NULL OR e.kind = ANY($3))
       ORDER BY e.digest, x.ordinal`,
      [this.tenant.organization, keys, kinds ?? null],
    );
    return rows.map(({ body }) => body);
  }

  private evidence() {
    return select(this.tenant, EvidenceRow, 'e').leftJoinAndMapOne(
      'e.verdict',
      VerdictRow,
      'v',
      'v.orgId = e.orgId AND v.id = e.currentVerdictId',
    );
  }
}

function toRecord(row: EvidenceRow): EvidenceRecord {
  const { verdict } = row as EvidenceRow & { readonly verdict?: { readonly body: Verdict } | null };
  return fromEvidenceRow(row, verdict?.body);
}
