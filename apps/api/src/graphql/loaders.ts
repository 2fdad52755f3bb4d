import DataLoader from 'dataloader';

import type {
  Actor,
  ApprovalRecord,
  AssessmentRecord,
  AttestationDraftId,
  AttestationRecord,
  BindingGrant,
  DraftRecord,
  ManifestRecord,
  OrganizationRecord,
  PrincipalId,
  PrincipalRecord,
  ProductId,
  ProducerStatementRecord,
  ProductRecord,
  ReleaseId,
  ReleaseRecord,
  StandingRecord,
  Stores,
  UseCases,
} from '#application';
import { canonicalJson, type Digest } from '#kernel';

type CurrentBy = Parameters<Stores['assessments']['current']>[1];

/** Batches of one request: made for its actor, thrown away with it, so nothing can be seen by another tenant. */
export interface Loaders {
  readonly products: DataLoader<ProductId, ProductRecord | undefined>;
  readonly releases: DataLoader<ReleaseId, ReleaseRecord | undefined>;
  readonly principals: DataLoader<PrincipalId, PrincipalRecord | undefined>;
  readonly manifests: DataLoader<ReleaseId, ManifestRecord | undefined>;
  readonly drafts: DataLoader<AttestationDraftId, DraftRecord | undefined>;
  /** Oldest first. */
  readonly draftApprovals: DataLoader<AttestationDraftId, readonly ApprovalRecord[] | undefined>;
  readonly attestationsOfDrafts: DataLoader<AttestationDraftId, AttestationRecord | undefined>;
  /** By attestation, oldest first. */
  readonly producerStatements: DataLoader<Digest, readonly ProducerStatementRecord[] | undefined>;
  /** Of people, oldest first. */
  readonly bindingGrants: DataLoader<PrincipalId, readonly BindingGrant[] | undefined>;
  /** How attestations stand now. */
  readonly standings: DataLoader<Digest, StandingRecord | undefined>;
  /** The actor's own, read once. */
  readonly organization: () => Promise<OrganizationRecord | undefined>;
  /** One loader for each framework and moment that is asked about. */
  readonly assessments: (by: CurrentBy) => DataLoader<ReleaseId, AssessmentRecord | undefined>;
}

export function createLoaders(
  actor: Actor,
  { read, readStandings }: Pick<UseCases, 'read' | 'readStandings'>,
): Loaders {
  let organization: Promise<OrganizationRecord | undefined> | undefined;
  return {
    products: byId((ids) => read.run(actor, 'report:read', (stores) => stores.products.byIds(ids))),
    releases: byId((ids) => read.run(actor, 'report:read', (stores) => stores.releases.byIds(ids))),
    principals: byId((ids) => read.run(actor, 'report:read', (stores) => stores.organizations.principals(ids))),
    manifests: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.releases.manifests(ids))),
    drafts: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.drafts.byIds(ids))),
    draftApprovals: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.drafts.approvals(ids))),
    attestationsOfDrafts: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.attestations.byDrafts(ids))),
    producerStatements: byKey((digests) =>
      read.run(actor, 'report:read', (stores) => stores.attestations.statementsOver(digests)),
    ),
    bindingGrants: byKey((ids) => read.run(actor, 'report:read', (stores) => stores.people.bindingGrants(ids))),
    standings: byKey((digests) => readStandings.of(actor, digests)),
    organization: () => (organization ??= read.run(actor, 'report:read', (stores) => stores.organizations.current())),
    assessments: onceFor((by: CurrentBy) =>
      byKey((ids) => read.run(actor, 'report:read', (stores) => stores.assessments.current(ids, by))),
    ),
  };
}

/** The same answer for an equal question. */
function onceFor<Q extends object, A>(make: (question: Q) => A): (question: Q) => A {
  const made = new Map<string, A>();
  return (question) => {
    const key = canonicalJson(question);
    const answer = made.get(key) ?? make(question);
    made.set(key, answer);
    return answer;
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
