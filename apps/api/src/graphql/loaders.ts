import DataLoader from 'dataloader';

import type {
  Actor,
  AssessmentRecord,
  ManifestRecord,
  PrincipalId,
  PrincipalRecord,
  ProductId,
  ProductRecord,
  ReadStores,
  ReleaseId,
  ReleaseRecord,
} from '#application';

/** Batches of one request: made for its actor, thrown away with it, so nothing can be seen by another tenant. */
export interface Loaders {
  readonly products: DataLoader<ProductId, ProductRecord | undefined>;
  readonly releases: DataLoader<ReleaseId, ReleaseRecord | undefined>;
  readonly principals: DataLoader<PrincipalId, PrincipalRecord | undefined>;
  readonly manifests: DataLoader<ReleaseId, ManifestRecord | undefined>;
  readonly assessments: DataLoader<ReleaseId, AssessmentRecord | undefined>;
}

export function createLoaders(actor: Actor, read: ReadStores): Loaders {
  return {
    products: byId((ids) => read.run(actor, 'report:read', (stores) => stores.products.byIds(ids))),
    releases: byId((ids) => read.run(actor, 'report:read', (stores) => stores.releases.byIds(ids))),
    principals: byId((ids) => read.run(actor, 'report:read', (stores) => stores.organizations.principals(ids))),
    manifests: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.releases.manifests(ids))),
    assessments: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.assessments.current(ids))),
  };
}

function byId<K extends string, V extends { readonly id: K }>(load: (ids: readonly K[]) => Promise<readonly V[]>) {
  return byKey<K, V>(async (ids) => new Map((await load(ids)).map((row) => [row.id, row])));
}

function byKey<K, V>(load: (ids: readonly K[]) => Promise<ReadonlyMap<K, V>>): DataLoader<K, V | undefined> {
  return new DataLoader<K, V | undefined>(
    async (ids) => {
      const rows = await load(ids);
      return ids.map((id) => rows.get(id));
    },
    { maxBatchSize: 100 },
  );
}
