import type { Assessment, Period, PeriodRelease } from '#compliance';
import type { CoverageMoment, ProductId } from '#application';
import { instantOfMilliseconds } from '#kernel';

import type { Tenant } from './tenant.js';

/** Received by then and about the release: one of its manifests, or naming one of its digests, or the release itself. */
const HAS_EVIDENCE = `(
  EXISTS (SELECT FROM release_manifest m JOIN evidence e ON e.org_id = m.org_id AND e.digest = m.evidence
    WHERE m.org_id = $1 AND m.release_id = r.id AND e.received_at <= $2)
  OR EXISTS (SELECT FROM release_member m JOIN evidence_subject s ON s.org_id = m.org_id AND s.digest = m.digest
    JOIN evidence e ON e.org_id = s.org_id AND e.id = s.evidence_id
    WHERE m.org_id = $1 AND m.release_id = r.id AND e.received_at <= $2)
  OR ${['fact', 'finding'].map(namedBy).join(' OR ')})`;

/** The key is the one that `anchorKeys` makes of a release. */
function namedBy(table: string): string {
  return `EXISTS (SELECT FROM ${table}_anchor a
    JOIN ${table} x ON x.org_id = a.org_id AND x.verdict_id = a.verdict_id AND x.ordinal = a.ordinal
    JOIN evidence e ON e.org_id = x.org_id AND e.id = x.evidence_id
    WHERE a.org_id = $1 AND a.key = 'release [' || to_json(p.slug) || ',' || to_json(r.version) || ']'
      AND e.received_at <= $2)`;
}

interface Row {
  readonly version: string;
  readonly created_at: Date;
  readonly evidence: boolean;
  /** Null where no judgement was kept. */
  readonly artifacts: number | null;
  readonly level: Assessment['slsaBuildLevel'];
}

/** Releases of a product that were created in the period, as far as known, oldest first. */
export async function readPeriod(
  { manager, organization }: Tenant,
  product: ProductId,
  asked: { readonly period: Period & { readonly limit: number }; readonly moment: CoverageMoment },
): Promise<readonly PeriodRelease[]> {
  const { period, moment } = asked;
  const rows = await manager.query<Row[]>(
    `SELECT r.version, r.created_at, ${HAS_EVIDENCE} AS evidence, judged.artifacts, judged.level
     FROM release r
     JOIN product p ON p.org_id = r.org_id AND p.id = r.product_id
     LEFT JOIN LATERAL (
       SELECT a.population_artifacts AS artifacts, a.slsa_build_level AS level FROM assessment a
       WHERE a.org_id = $1 AND a.release_id = r.id AND a.framework = $3 AND a.known_at <= $2
       ORDER BY a.as_of DESC, a.known_at DESC LIMIT 1
     ) AS judged ON true
     WHERE r.org_id = $1 AND r.product_id = $4 AND r.created_at >= $5 AND r.created_at < $6 AND r.created_at <= $2
     ORDER BY r.created_at, r.id LIMIT $7`,
    [organization, moment.knownAt, moment.framework, product, period.from, period.until, period.limit],
  );
  return rows.map(({ version, created_at, evidence, artifacts, level }) => ({
    ...{ version, evidence, createdAt: instantOfMilliseconds(created_at.getTime()) },
    ...(artifacts !== null && { judged: { artifacts, slsaBuildLevel: level } }),
  }));
}
