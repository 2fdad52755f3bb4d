import type { Fact, Finding, Period, PeriodRelease, SbomIndex, StatusTally } from '#compliance';
import type { Digest, Instant, MerkleNode, SubjectDigest } from '#kernel';
import type { Verdict } from '#verification';

import type {
  AttestationDraftId,
  EvidenceId,
  MappingLayerId,
  OrganizationId,
  PrincipalId,
  ProductId,
  ReleaseId,
} from '../ids.js';
import type { Job } from '../jobs.js';
import type {
  Adoption,
  MappingLayerProposal,
  MappingLayerRecord,
  Retirement,
} from '../mapping-layers/mapping-layer.js';
import type { Page, PageRequest } from '../page.js';
import type { ProducerStatementRecord } from '../state-producer-statement/producer-statement-record.js';
import type { DraftStore } from './draft-store.js';
import type {
  ApiTokenRecord,
  AssessmentRecord,
  AttestationRecord,
  AuditEntry,
  Conclusion,
  CoverageCell,
  EvidenceRecord,
  EvidenceState,
  IntakeCheckpointRecord,
  IntakeLeafRecord,
  KeepingRecord,
  KeepingRun,
  ManifestRecord,
  OrganizationRecord,
  PrincipalRecord,
  ProductRecord,
  ReleaseRecord,
  TrustRootRecord,
  TrustRuleRecord,
} from '../records.js';
import type { PeopleStore, SessionStore } from './people-stores.js';
import type { RecipientStore, StandingStore } from './standing-stores.js';

/** Everything one transaction of one organization can reach. */
export interface Stores {
  readonly organizations: OrganizationStore;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly products: ProductStore;
  readonly releases: ReleaseStore;
  readonly trust: TrustStore;
  readonly mappingLayers: MappingLayerStore;
  readonly evidence: EvidenceStore;
  readonly assessments: AssessmentStore;
  readonly attestations: AttestationStore;
  readonly drafts: DraftStore;
  readonly compromises: CompromiseStore;
  readonly standings: StandingStore;
  readonly recipients: RecipientStore;
  readonly intake: IntakeStore;
  readonly keeping: KeepingStore;
  readonly outbox: OutboxStore;
  readonly audit: AuditStore;
}

export interface OrganizationStore {
  create(organization: OrganizationRecord): Promise<void>;
  /** The organization of this transaction. */
  current(): Promise<OrganizationRecord | undefined>;
  askTwoPeopleToSign(asked: boolean): Promise<void>;
  addPrincipal(principal: PrincipalRecord): Promise<void>;
  principals(ids: readonly PrincipalId[]): Promise<readonly PrincipalRecord[]>;
  addToken(token: ApiTokenRecord): Promise<void>;
  /** False when there is no such token, or it is revoked already. */
  revokeToken(id: string, at: Instant): Promise<boolean>;
  tokens(page: PageRequest): Promise<Page<ApiTokenRecord>>;
}

export interface ProductStore {
  /** 'known' when the slug exists in this organization. */
  create(product: ProductRecord): Promise<'created' | 'known'>;
  bySlug(slug: string): Promise<ProductRecord | undefined>;
  byIds(ids: readonly ProductId[]): Promise<readonly ProductRecord[]>;
  list(page: PageRequest): Promise<Page<ProductRecord>>;
}

export interface ReleaseStore {
  /** 'known' when the product has a release of this version. */
  create(release: ReleaseRecord): Promise<'created' | 'known'>;
  find(productSlug: string, version: string): Promise<ReleaseRecord | undefined>;
  byIds(ids: readonly ReleaseId[]): Promise<readonly ReleaseRecord[]>;
  list(page: PageRequest, filter: { readonly product?: ProductId }): Promise<Page<ReleaseRecord>>;
  /** The releases that were created last, newest first, and how many there are in all. */
  latest(
    limit: number,
    filter: { readonly product?: string },
  ): Promise<{ readonly releases: readonly ReleaseRecord[]; readonly total: number }>;
  /** Of each product the release that was created last by that moment. */
  newest(products: readonly ProductId[], at: Instant): Promise<ReadonlyMap<ProductId, ReleaseRecord>>;
  /** Keeps the manifest unless a better one is held: independent before signed-manifest before declared, then the newest. */
  keepManifest(release: ReleaseId, manifest: ManifestRecord): Promise<void>;
  manifests(releases: readonly ReleaseId[]): Promise<ReadonlyMap<ReleaseId, ManifestRecord>>;
  /** Evidence that was ever a verified manifest of the release, whatever became of it. */
  everyManifest(release: ReleaseId): Promise<readonly Digest[]>;
  /** Revisions that verified provenance ties to the release: later evidence about them touches it. How many were new. */
  noteRevisions(release: ReleaseId, revisions: readonly SubjectDigest[]): Promise<number>;
  /** Releases whose manifest names any of these digests, as artifact or revision, or that noted them as revisions. */
  touchedBy(digests: readonly SubjectDigest[]): Promise<readonly ReleaseId[]>;
  /** Releases a decision of this scope speaks about. Bounded pages: an organization-wide decision touches all. */
  inScope(scope: { readonly product?: string; readonly release?: string }, page: PageRequest): Promise<Page<ReleaseId>>;
  /** Artifacts that verified manifests name, newest manifest of each release. */
  artifacts(
    release: ReleaseId,
    page: PageRequest,
  ): Promise<Page<{ readonly name: string; readonly digests: readonly SubjectDigest[] }>>;
}

export interface TrustStore {
  addRoot(root: TrustRootRecord): Promise<'added' | 'known'>;
  roots(): Promise<readonly TrustRootRecord[]>;
  /** Replaces the rule of the same id: the old one is retired, never deleted. */
  putRule(rule: TrustRuleRecord): Promise<void>;
  /** False when no rule of that id is in force. */
  retireRule(id: string, at: Instant): Promise<boolean>;
  /** Rules in force, by id. */
  rules(): Promise<readonly TrustRuleRecord[]>;
}

export interface MappingLayerStore {
  /** Until the end of this transaction nobody else changes what is in force. */
  lock(): Promise<void>;
  /** 'known' when exactly these bytes were proposed for this framework before. */
  propose(proposal: MappingLayerProposal): Promise<'proposed' | 'known'>;
  /** False when it was adopted or retired already. */
  adopt(id: MappingLayerId, adoption: Adoption): Promise<boolean>;
  /** False when it was retired already. */
  retire(id: MappingLayerId, retirement: Retirement): Promise<boolean>;
  byId(id: MappingLayerId): Promise<MappingLayerRecord | undefined>;
  /** Retired ones among them. */
  byDigests(framework: string, digests: readonly Digest[]): Promise<readonly MappingLayerRecord[]>;
  /** By framework, bottom first. */
  inForce(): Promise<readonly MappingLayerRecord[]>;
  /** The newest proposals first, whatever became of them; a bounded number. */
  list(): Promise<readonly MappingLayerRecord[]>;
}

export type NewEvidence = Omit<EvidenceRecord, 'state' | 'verdict' | 'failure'> & { readonly leaf: Uint8Array };

export interface EvidenceStore {
  /** Evidence rows and their intake leaves, in one statement each. Digests already held are left as they are. */
  add(
    items: readonly NewEvidence[],
  ): Promise<readonly { readonly digest: Digest; readonly id: EvidenceId; readonly outcome: 'added' | 'known' }[]>;
  byIds(ids: readonly EvidenceId[]): Promise<readonly EvidenceRecord[]>;
  byDigests(digests: readonly Digest[]): Promise<readonly EvidenceRecord[]>;
  list(
    page: PageRequest,
    filter: {
      readonly state?: EvidenceState;
      readonly kind?: string;
      readonly outcome?: 'verified' | 'rejected' | 'unverified';
      readonly subject?: SubjectDigest;
      readonly release?: ReleaseId;
    },
  ): Promise<Page<EvidenceRecord>>;
  /** Every item (of these kinds) whose bytes name one of these digests, whatever became of it, with its place in the intake log. */
  touching(
    digests: readonly SubjectDigest[],
    kinds?: readonly string[],
  ): Promise<
    readonly {
      readonly id: EvidenceId;
      readonly digest: Digest;
      readonly state: EvidenceState;
      readonly index?: number;
    }[]
  >;
  /** Ids in order after `after`; at most `limit`. For lanes that walk everything. */
  idsAfter(after: EvidenceId | undefined, limit: number): Promise<readonly EvidenceId[]>;
  /** Writes verdicts, facts and findings once, points the evidence at them and settles it. */
  conclude(conclusions: readonly Conclusion[], at: Instant): Promise<void>;
  /** Counts an attempt; with `quarantine`, sets the item aside with its reason. Returns attempts so far. */
  recordFailure(
    id: EvidenceId,
    failure: { readonly code: string; readonly message: string },
    quarantine: boolean,
  ): Promise<number>;
  /** Quarantined -> stored, attempts back to zero. False when it is not quarantined. */
  release(id: EvidenceId): Promise<boolean>;
  /** Current facts and findings that can concern a release: by digest, by release, by product, by organization anchor. */
  about(scope: {
    readonly product: string;
    readonly release: string;
    readonly digests: readonly SubjectDigest[];
  }): Promise<{ readonly facts: readonly Fact[]; readonly findings: readonly Finding[] }>;
  /**
   * Components of these SBOMs that provenance or a record of publication names by digest, each with all its digests,
   * and the current facts and findings about them. A constant number of reads, however many SBOMs.
   */
  components(sboms: readonly Digest[]): Promise<{
    readonly sboms: readonly SbomIndex[];
    readonly facts: readonly Fact[];
    readonly findings: readonly Finding[];
  }>;
  /** SBOMs that list what these items name, by id, with what they are about themselves. */
  dependents(
    evidence: readonly EvidenceId[],
    page: PageRequest,
  ): Promise<Page<{ readonly id: EvidenceId; readonly subjects: readonly SubjectDigest[] }>>;
  /** Facts of every verified statement about a compromise. */
  compromises(): Promise<readonly Fact[]>;
  counts(): Promise<Readonly<Record<EvidenceState, number>>>;
}

/** How it stands by a framework: true at `asOf`, as far as known at `knownAt`. */
export interface CoverageMoment {
  readonly framework: string;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

export interface AssessmentStore {
  /** Keeps it, its control results, and makes it the current one of its release and framework unless a later one is. */
  keep(record: AssessmentRecord): Promise<void>;
  /** The current ones; with `knownAt`, those that were the current ones then. */
  current(
    releases: readonly ReleaseId[],
    by: { readonly framework: string; readonly knownAt?: Instant },
  ): Promise<ReadonlyMap<ReleaseId, AssessmentRecord>>;
  byInput(input: Digest): Promise<AssessmentRecord | undefined>;
  list(
    page: PageRequest,
    filter: { readonly release?: ReleaseId; readonly framework?: string },
  ): Promise<Page<AssessmentRecord>>;
  /** Input of the judgement that was the current one of the release at that moment. */
  inputAt(
    release: ReleaseId,
    by: { readonly framework: string; readonly knownAt: Instant },
  ): Promise<Digest | undefined>;
  /** How every control of these releases stands, by release and then in catalog order. */
  coverage(releases: readonly ReleaseId[], moment: CoverageMoment): Promise<readonly CoverageCell[]>;
  /** The same of every release of a product that was created in [from, until), counted, in catalog order. */
  tally(product: ProductId, period: Period, moment: CoverageMoment): Promise<readonly StatusTally[]>;
  /** These releases, oldest first; at most `limit`. */
  inPeriod(
    product: ProductId,
    period: Period & { readonly limit: number },
    moment: CoverageMoment,
  ): Promise<readonly PeriodRelease[]>;
}

export interface AttestationStore {
  /** 'known' when it is kept already. */
  keep(record: AttestationRecord): Promise<'kept' | 'known'>;
  byDrafts(drafts: readonly AttestationDraftId[]): Promise<ReadonlyMap<AttestationDraftId, AttestationRecord>>;
  /** Kept already: nothing changes. */
  keepStatement(record: ProducerStatementRecord): Promise<void>;
  /** What producers stated over each, oldest first. */
  statementsOver(attestations: readonly Digest[]): Promise<ReadonlyMap<Digest, readonly ProducerStatementRecord[]>>;
  byDigest(digest: Digest): Promise<AttestationRecord | undefined>;
  byDigests(digests: readonly Digest[]): Promise<readonly AttestationRecord[]>;
  list(page: PageRequest, filter: { readonly release?: ReleaseId }): Promise<Page<AttestationRecord>>;
}

/** Evidence that a statement about a compromise fells, with its verdicts from before and now. */
export interface FelledEvidence {
  readonly id: EvidenceId;
  readonly digest: Digest;
  readonly kind: string;
  /** The newest by which it was verified; absent where it never was. */
  readonly before?: Verdict;
  readonly after: Verdict;
}

/** An attestation that rests on such evidence, and which of its results cite which. */
export interface FelledAttestation {
  readonly digest: Digest;
  readonly release: ReleaseId;
  readonly signedAt: Instant;
  readonly cites: readonly { readonly control: string; readonly evidence: Digest }[];
}

/** What a statement about a compromise fells, by the statement; each page by index. What stands again is left out. */
export interface CompromiseStore {
  evidence(statement: Digest, page: PageRequest): Promise<Page<FelledEvidence>>;
  /** Releases that were judged without it. */
  releases(statement: Digest, page: PageRequest): Promise<Page<ReleaseId>>;
  attestations(statement: Digest, page: PageRequest): Promise<Page<FelledAttestation>>;
  /** Which of these fell by it. */
  among(statement: Digest, evidence: readonly Digest[]): Promise<readonly Digest[]>;
  /** The release was judged, and this evidence that touches it did not verify. */
  noteRelease(release: ReleaseId, evidence: readonly Digest[]): Promise<void>;
  /** What the results of a kept attestation rest on. */
  noteAttestation(attestation: Digest, cites: FelledAttestation['cites']): Promise<void>;
}

export interface IntakeStore {
  /** Locks the organization's log for this transaction, so that indices have neither gaps nor twins. */
  lock(): Promise<void>;
  /** Leaves without an index, in order of arrival; at most `limit`. */
  unsequenced(limit: number): Promise<readonly { readonly evidence: EvidenceId; readonly leaf: Uint8Array }[]>;
  /** The right edge: hashes of the complete subtrees of the log of this size. */
  edge(): Promise<{ readonly size: number; readonly hashes: readonly Uint8Array[] }>;
  append(
    entries: readonly { readonly evidence: EvidenceId; readonly index: number }[],
    nodes: readonly MerkleNode[],
  ): Promise<void>;
  keepCheckpoint(checkpoint: IntakeCheckpointRecord): Promise<void>;
  /** A checkpoint keeps the first time-stamp it is given. */
  stampCheckpoint(size: number, timestamp: Uint8Array): Promise<void>;
  latestCheckpoint(): Promise<IntakeCheckpointRecord | undefined>;
  checkpoint(size: number): Promise<IntakeCheckpointRecord | undefined>;
  leaves(from: number, until: number): Promise<readonly IntakeLeafRecord[]>;
  /** Places of those items that have one, in one read. */
  indicesOf(evidence: readonly EvidenceId[]): Promise<ReadonlyMap<EvidenceId, number>>;
  nodes(wanted: readonly { readonly level: number; readonly index: number }[]): Promise<readonly MerkleNode[]>;
  pending(): Promise<number>;
}

export interface KeepingStore {
  /** Begun already: nothing changes. */
  begin(run: Omit<KeepingRun, 'keptAt' | 'moves'>): Promise<void>;
  /** The next turn is as long away as a whole interval. */
  noteTurn(): Promise<void>;
  run(number: number): Promise<KeepingRun | undefined>;
  latest(): Promise<KeepingRun | undefined>;
  /** Moves the run on from where it was read; false when somebody else has. */
  advance(run: Pick<KeepingRun, 'number' | 'moves'>, progress: KeepingRun['progress']): Promise<boolean>;
  /** Keeps the first record of its run; returns the one that is kept. */
  keepRecord(record: KeepingRecord): Promise<KeepingRecord>;
  record(number: number): Promise<KeepingRecord | undefined>;
  /** The newest that is among the evidence. */
  latestRecord(): Promise<KeepingRecord | undefined>;
  /** False when it was finished already. */
  finish(number: number, at: Instant): Promise<boolean>;
}

export interface OutboxStore {
  /** Rings with the commit of this transaction; equal pending jobs are kept once. */
  add(jobs: readonly Job[], traceparent?: string): Promise<void>;
  pending(): Promise<number>;
  /** Was an evaluation of this release asked for that has not come? */
  awaitsEvaluation(release: ReleaseId): Promise<boolean>;
  /** What was asked for before this moment has come: an evaluation that was begun then is kept. */
  evaluated(release: ReleaseId, begun: Instant): Promise<void>;
  /** Every release that may hold what this evidence is about has been told. */
  dependentsTold(evidence: readonly EvidenceId[]): Promise<void>;
}

export interface AuditStore {
  append(entries: readonly AuditEntry[]): Promise<void>;
  list(page: PageRequest): Promise<Page<AuditEntry & { readonly sequence: number }>>;
}

/** A tenant as the auth role sees it: enough to let a token in, nothing else. */
export interface AuthenticatedToken {
  readonly token: ApiTokenRecord;
  readonly principal: PrincipalRecord;
  readonly organization: { readonly id: OrganizationId; readonly slug: string };
}
