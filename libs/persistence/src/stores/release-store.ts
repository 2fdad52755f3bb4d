import type {
  ManifestRecord,
  Page,
  PageRequest,
  ProductId,
  ReleaseId,
  ReleaseRecord,
  ReleaseStore,
} from '#application';
import type { Digest, Instant, SubjectDigest } from '#kernel';

import { byId, bySequence, pageStart, rowIds, toPage } from '../cursor.js';
import { ProductRow } from '../entities/product.entity.js';
import {
  fromReleaseManifestRow,
  ReleaseManifestRow,
  toReleaseManifestRow,
} from '../entities/release-manifest.entity.js';
import { fromReleaseRow, ReleaseRow } from '../entities/release.entity.js';
import { insertNew, select, type Tenant } from './tenant.js';

/** Of the manifests whose evidence is verified now: independent before signed before declared, then the newest. */
const IS_THE_BEST = `m.evidence = (
  SELECT better.evidence FROM release_manifest better
  JOIN evidence proof ON proof.org_id = better.org_id AND proof.digest = better.evidence
  WHERE better.org_id = m.org_id AND better.release_id = m.release_id AND proof.outcome = 'verified'
  ORDER BY array_position(ARRAY['independent', 'signed-manifest', 'declared'], better.source),
    better.issued_at DESC, better.evidence
  LIMIT 1)`;

export class PostgresReleaseStore implements ReleaseStore {
  constructor(private readonly tenant: Tenant) {}

  async create({ id, product, version, createdAt }: ReleaseRecord): Promise<'created' | 'known'> {
    const row = { orgId: this.tenant.organization, id, productId: product, version, createdAt };
    return (await insertNew(this.tenant, ReleaseRow, [row])) === 1 ? 'created' : 'known';
  }

  async find(productSlug: string, version: string): Promise<ReleaseRecord | undefined> {
    const row = await this.releases()
      .andWhere('p.slug = :productSlug', { productSlug })
      .andWhere('r.version = :version', { version })
      .getOne();
    return row === null ? undefined : toRecord(row);
  }

  async byIds(ids: readonly ReleaseId[]): Promise<readonly ReleaseRecord[]> {
    const rows = await this.releases()
      .andWhere('r.id = ANY(:ids)', { ids: rowIds(ids) })
      .getMany();
    return rows.map(toRecord);
  }

  async list(page: PageRequest, filter: { readonly product?: ProductId }): Promise<Page<ReleaseRecord>> {
    const { after, take } = pageStart(byId, page);
    const query = this.releases().orderBy('r.id').limit(take);
    if (filter.product !== undefined) query.andWhere('r.productId = :product', { product: filter.product });
    if (after !== undefined) query.andWhere('r.id > :after', { after });
    return toPage(await query.getMany(), page, (row) => ({ cursor: byId.write(row.id), node: toRecord(row) }));
  }

  async latest(
    limit: number,
    filter: { readonly product?: string },
  ): Promise<{ readonly releases: readonly ReleaseRecord[]; readonly total: number }> {
    const query = this.releases().orderBy('r.createdAt', 'DESC').addOrderBy('r.id', 'DESC').limit(limit);
    if (filter.product !== undefined) query.andWhere('p.slug = :product', { product: filter.product });
    const [rows, total] = [await query.getMany(), await query.getCount()];
    return { releases: rows.map(toRecord), total };
  }

  async newest(products: readonly ProductId[], at: Instant): Promise<ReadonlyMap<ProductId, ReleaseRecord>> {
    const rows = await this.tenant.manager.query<{ id: ReleaseId }[]>(
      `SELECT newest.id FROM unnest($2::uuid[]) AS wanted (id) CROSS JOIN LATERAL (
         SELECT r.id FROM release r WHERE r.org_id = $1 AND r.product_id = wanted.id AND r.created_at <= $3
         ORDER BY r.created_at DESC, r.id DESC LIMIT 1
       ) AS newest`,
      [this.tenant.organization, rowIds(products), at],
    );
    const releases = await this.byIds(rows.map(({ id }) => id));
    return new Map(releases.map((release) => [release.product, release]));
  }

  /** Every manifest is kept; {@link manifests} decides at reading, since trust in one may end while it is held. */
  async keepManifest(release: ReleaseId, manifest: ManifestRecord): Promise<void> {
    await this.tenant.manager
      .createQueryBuilder()
      .insert()
      .into(ReleaseManifestRow)
      .values(toReleaseManifestRow(this.tenant.organization, release, manifest))
      .orUpdate(['source', 'artifacts', 'revisions', 'issued_at'], ['org_id', 'release_id', 'evidence'])
      .updateEntity(false)
      .execute();
    await this.addMembers(release, [...manifest.artifacts.flatMap(({ digests }) => digests), ...manifest.revisions]);
  }

  async manifests(releases: readonly ReleaseId[]): Promise<ReadonlyMap<ReleaseId, ManifestRecord>> {
    const rows = await select(this.tenant, ReleaseManifestRow, 'm')
      .andWhere('m.releaseId = ANY(:releases)', { releases: rowIds(releases) })
      .andWhere(IS_THE_BEST)
      .getMany();
    return new Map(rows.map((row) => [row.releaseId, fromReleaseManifestRow(row)]));
  }

  async everyManifest(releaseId: ReleaseId): Promise<readonly Digest[]> {
    const rows = await select(this.tenant, ReleaseManifestRow, 'm')
      .andWhere('m.releaseId = :releaseId', { releaseId })
      .getMany();
    return rows.map(({ evidence }) => evidence);
  }

  noteRevisions(release: ReleaseId, revisions: readonly SubjectDigest[]): Promise<number> {
    return this.addMembers(release, revisions);
  }

  async touchedBy(digests: readonly SubjectDigest[]): Promise<readonly ReleaseId[]> {
    if (digests.length === 0) return [];
    const rows = await this.tenant.manager.query<{ id: ReleaseId }[]>(
      'SELECT DISTINCT release_id AS id FROM release_member WHERE org_id = $1 AND digest = ANY($2) ORDER BY release_id',
      [this.tenant.organization, digests],
    );
    return rows.map(({ id }) => id);
  }

  async inScope(
    scope: { readonly product?: string; readonly release?: string },
    page: PageRequest,
  ): Promise<Page<ReleaseId>> {
    const { after, take } = pageStart(byId, page);
    const query = this.releases().orderBy('r.id').limit(take);
    if (scope.product !== undefined) query.andWhere('p.slug = :product', { product: scope.product });
    if (scope.release !== undefined) query.andWhere('r.version = :version', { version: scope.release });
    if (after !== undefined) query.andWhere('r.id > :after', { after });
    return toPage(await query.getMany(), page, ({ id }) => ({ cursor: byId.write(id), node: id }));
  }

  /** A manifest is one bounded document, so its artifacts are paged by their place in it. */
  async artifacts(
    release: ReleaseId,
    page: PageRequest,
  ): Promise<Page<{ readonly name: string; readonly digests: readonly SubjectDigest[] }>> {
    const { after = 0, take } = pageStart(bySequence, page);
    const artifacts = (await this.manifests([release])).get(release)?.artifacts ?? [];
    const rows = artifacts
      .slice(after, after + take)
      .map((artifact, index) => ({ artifact, place: after + index + 1 }));
    return toPage(rows, page, ({ artifact, place }) => ({ cursor: bySequence.write(place), node: artifact }));
  }

  private releases() {
    return select(this.tenant, ReleaseRow, 'r').innerJoinAndMapOne(
      'r.product',
      ProductRow,
      'p',
      'p.orgId = r.orgId AND p.id = r.productId',
    );
  }

  /** How many were new. */
  private async addMembers(release: ReleaseId, digests: readonly SubjectDigest[]): Promise<number> {
    if (digests.length === 0) return 0;
    const added = await this.tenant.manager.query<unknown[]>(
      `INSERT INTO release_member (org_id, release_id, digest)
       SELECT $1, $2, digest FROM unnest($3::text[]) AS member (digest) ORDER BY digest ON CONFLICT DO NOTHING
       RETURNING digest`,
      [this.tenant.organization, release, digests],
    );
    return added.length;
  }
}

function toRecord(row: ReleaseRow): ReleaseRecord {
  const { product } = row as ReleaseRow & { readonly product: ProductRow };
  return fromReleaseRow(row, product.slug);
}
