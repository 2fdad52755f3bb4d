import type {
  ApprovalRecord,
  AssessmentRecord,
  AttestationDraftId,
  AttestationRecord,
  Conclusion,
  DraftRecord,
  EvidenceId,
  KeepingRecord,
  ManifestRecord,
  MappingLayerId,
  MappingLayerProposal,
  NewEvidence,
  OrganizationId,
  OrganizationRecord,
  PrincipalId,
  ProductId,
  ProductRecord,
  ReleaseId,
  ReleaseRecord,
  SignatureRecord,
  Stores,
  TrustRuleRecord,
  UnitOfWork,
} from '#application';
import type { Anchor, ControlResult, Fact, Finding, Status } from '#compliance';
import { digestOf, parseInstant, toUtf8, type Digest, type Instant } from '#kernel';
import type { TrustRule, Verdict } from '#verification';

// Records for tests of the stores: small, valid, and each new one different from the last.

let counter = 0;

/** Row ids in the shape of UUIDv7, ascending. */
export function buildId<T extends string>(as: (text: string) => T = (text) => text as T): T {
  counter += 1;
  return as(`01975b00-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`);
}

export function buildDigest(seed: string): Digest {
  return digestOf(toUtf8(seed));
}

/** Minutes after noon of a fixed day. */
export function minute(offset: number): Instant {
  return parseInstant(new Date(Date.UTC(2026, 4, 1, 12, offset)).toISOString());
}

export interface Tenant {
  readonly id: OrganizationId;
  readonly principal: PrincipalId;
  readonly record: OrganizationRecord;
}

/** An organization with one person in it. */
/** A proposal whose bytes mean nothing: for tests of the store alone. */
export function buildLayer(
  tenant: Pick<Tenant, 'principal'>,
  changes: Partial<MappingLayerProposal> = {},
): MappingLayerProposal {
  const id = buildId<MappingLayerId>();
  const bytes = toUtf8(`layer ${id}`);
  return {
    ...{ id, framework: FRAMEWORK, layer: 'acme', version: '1', digest: digestOf(bytes), bytes },
    ...{ proposedBy: tenant.principal, proposedAt: minute(1), ...changes },
  };
}

export async function seedTenant(unitOfWork: UnitOfWork): Promise<Tenant> {
  const id = buildId<OrganizationId>();
  const principal = buildId<PrincipalId>();
  const record = {
    id,
    slug: `org-${counter}`,
    name: 'Acme',
    synthetic: true,
    twoPersonSigning: false,
    createdAt: minute(0),
  };
  await unitOfWork.run(id, async ({ organizations }) => {
    await organizations.create(record);
    await organizations.addPrincipal({ id: principal, kind: 'person', name: 'Ada' });
  });
  return { id, principal, record };
}

export async function seedRelease(
  stores: Stores,
  version = '1.0.0',
): Promise<{ readonly product: ProductRecord; readonly release: ReleaseRecord }> {
  const id = buildId<ProductId>();
  const product = { id, slug: `app-${counter}`, name: 'App', createdAt: minute(0) };
  await stores.products.create(product);
  const release = buildRelease(product, version);
  await stores.releases.create(release);
  return { product, release };
}

export function buildRelease(product: ProductRecord, version: string): ReleaseRecord {
  return { id: buildId<ReleaseId>(), product: product.id, productSlug: product.slug, version, createdAt: minute(0) };
}

export function buildEvidence(tenant: Tenant, over: Partial<NewEvidence> = {}): NewEvidence {
  const id = buildId<EvidenceId>();
  const digest = over.digest ?? buildDigest(id);
  return {
    id,
    digest,
    size: 42,
    origin: 'upload by Ada',
    submittedBy: tenant.principal,
    receivedAt: minute(1),
    format: 'sigstore-bundle',
    kind: 'build-provenance',
    subjects: [buildDigest(`subject of ${digest}`)],
    leaf: toUtf8(`leaf of ${digest}`),
    ...over,
  };
}

export function buildVerdict(evidence: Digest, over: Partial<Verdict> = {}): Verdict {
  return {
    evidence,
    outcome: 'verified',
    checks: [{ rung: 'bytes', outcome: 'passed' }],
    rules: ['release-signing'],
    trustRoot: buildDigest('root'),
    policy: buildDigest('policy 1'),
    verifier: 'verifier/1',
    ...over,
  };
}

export function buildFact(evidence: Digest, anchor: Anchor): Fact {
  return {
    evidence,
    anchor,
    claim: { kind: 'signature', logged: true, timed: true },
    rule: 'release-signing',
    producer: 'https://issuer.example ada@example.org',
    assurance: 'verified',
    teamControlled: false,
  };
}

export function buildFinding(evidence: Digest, claimedAnchors: readonly Anchor[]): Finding {
  return { evidence, kind: 'build-provenance', claimedAnchors, outcome: 'rejected', codes: ['SIGNATURE_INVALID'] };
}

/** A verified conclusion with one fact about the evidence's own subjects. */
export function buildConclusion(item: NewEvidence, over: Partial<Conclusion> = {}): Conclusion {
  return {
    evidence: item.id,
    verdict: buildVerdict(item.digest),
    facts: [buildFact(item.digest, { kind: 'digests', digests: item.subjects })],
    findings: [],
    ...over,
  };
}

/** A conclusion that it does not stand any more, by this statement. */
export function buildFelled(item: NewEvidence, statement: Digest): Conclusion {
  const verdict = buildVerdict(item.digest, { outcome: 'rejected', rules: [], felledBy: [statement] });
  return { evidence: item.id, verdict, facts: [], findings: [buildFinding(item.digest, [{ kind: 'organization' }])] };
}

export function buildManifest(item: NewEvidence, over: Partial<ManifestRecord> = {}): ManifestRecord {
  return {
    evidence: item.digest,
    source: 'declared',
    artifacts: [{ name: 'app.tar.gz', digests: item.subjects }],
    revisions: [],
    issuedAt: minute(2),
    ...over,
  };
}

export function buildRule(tenant: Tenant, over: Partial<TrustRule> = {}): TrustRuleRecord {
  const rule: TrustRule = {
    id: 'release-signing',
    scope: { kind: 'organization' },
    kinds: ['build-provenance'],
    signer: { kind: 'certificate', issuer: 'https://issuer.example', identity: { exactly: 'ada@example.org' } },
    log: { required: 1 },
    time: { required: 1 },
    teamControlled: false,
    ...over,
  };
  return { rule, createdAt: minute(1), createdBy: tenant.principal };
}

export const FRAMEWORK = 'ssdf-1.1';

export function buildAssessment(
  release: ReleaseRecord,
  over: {
    readonly seed?: string;
    readonly framework?: string;
    readonly asOf?: Instant;
    readonly knownAt?: Instant;
    readonly results?: readonly ControlResult[];
  } = {},
): AssessmentRecord {
  const { asOf = minute(5), knownAt = asOf, framework = FRAMEWORK } = over;
  const seed = over.seed ?? `${release.id} ${framework} ${asOf} ${knownAt}`;
  const input = buildDigest(seed);
  const scope = { organization: 'acme', product: release.productSlug, release: release.version };
  const { results = [buildResult('A.1'), buildResult('B.2')] } = over;
  return {
    input,
    release: release.id,
    framework,
    assessment: { input, scope, asOf, knownAt, results, slsaBuildLevel: 3 },
    mappings: [buildDigest('mapping'), buildDigest('layer')],
    catalog: buildDigest('catalog'),
    population: { source: 'declared', artifacts: 1 },
    createdAt: knownAt,
  };
}

/** In force for an hour after {@link minute} zero, then stale. */
export function buildResult(control: string, status: Status = 'EVIDENCED'): ControlResult {
  const machine = { status: 'EVIDENCED', met: 1, of: 1 } as const;
  const same = {
    reason: 'ALL_CONDITIONS_HOLD',
    machine,
    human: 'NOT_NEEDED',
    gaps: [],
    evidence: [],
    teamControlled: false,
  } as const;
  return {
    control,
    grade: 'A',
    cap: 'satisfied',
    segments: [
      { until: minute(60), status, ...same },
      { from: minute(60), status: 'STALE', ...same },
    ],
  };
}

/** A draft of an assessment that is kept, approved by its author, and the signature on it. */
export function buildDraft(
  { principal }: Pick<Tenant, 'principal'>,
  { release, framework, input }: AssessmentRecord,
  bundle?: Digest,
): { readonly draft: DraftRecord; readonly approval: ApprovalRecord; readonly signature: SignatureRecord } {
  const id = buildId<AttestationDraftId>();
  const of = (part: string) => buildDigest(`${part} of ${id}`);
  const report = of('report');
  return {
    draft: {
      ...{ id, release, framework, input, asOf: minute(5), payload: of('payload'), report, parts: of('parts') },
      ...{ validUntil: minute(60), draftedBy: principal, draftedAt: minute(5) },
    },
    approval: {
      ...{ draft: id, report, approvedBy: principal, author: principal, twoPeople: false, approvedAt: minute(5) },
    },
    signature: {
      ...{ draft: id, report, approvedBy: principal, digest: bundle ?? of('bundle'), signedBy: principal },
      summary: of('summary'),
      ...{ signedAt: minute(6), keyFingerprint: 'ab'.repeat(32), publicKey: 'PEM' },
    },
  };
}

/** What follows from such a signature. */
export function buildAttestation({ draft, signature }: ReturnType<typeof buildDraft>): AttestationRecord {
  const { id, release, framework, input, report, parts: pack } = draft;
  const { digest, signedBy, signedAt, keyFingerprint } = signature;
  return { digest, release, framework, input, report, draft: id, pack, signedBy, signedAt, keyFingerprint };
}

/** Drafts, approves, signs and keeps. */
export async function keepAttestation(
  stores: Pick<Stores, 'drafts' | 'attestations'>,
  made: ReturnType<typeof buildDraft>,
): Promise<AttestationRecord> {
  await stores.drafts.add(made.draft);
  await stores.drafts.approve(made.approval);
  await stores.drafts.sign(made.signature);
  const record = buildAttestation(made);
  await stores.attestations.keep(record);
  return record;
}

export function buildKeepingRun({ principal }: Pick<Tenant, 'principal'>): Parameters<Stores['keeping']['begin']>[0] {
  const none = { count: 0, items: [] };
  return {
    ...{ number: 1, keeper: principal, startedAt: minute(5), size: 1, checkpoint: 'note' },
    progress: {
      next: 0,
      walk: { size: 0, edge: [], entriesChecked: 0, sawPrevious: false },
      counts: { examined: 0, sound: 0, altered: none, missing: none, changed: none, unchecked: none },
    },
  };
}

export function buildKeepingRecord({ principal }: Pick<Tenant, 'principal'>): KeepingRecord {
  const { counts } = buildKeepingRun({ principal }).progress;
  return {
    ...{ number: 1, digest: buildDigest(`kept by ${principal}`), bundle: Uint8Array.of(1, 2, 3) },
    ...{ scope: { organization: 'acme' }, startedAt: minute(5), finishedAt: minute(6), ...counts },
    log: { size: 1, rootHash: 'ab'.repeat(32), consistent: true, entriesChecked: 1 },
    ...{ verifier: 'v', trustRoots: [buildDigest('root')], policy: buildDigest('policy') },
  };
}
