import { digestOf, toUtf8 } from '#kernel';

/** What one organization holds, by the names under which another could ask for it. */
export interface Known {
  readonly digest: string;
  readonly subject: string;
  readonly input: string;
  readonly attestation: string;
  /** What it was drafted as, and the report that was approved. */
  readonly draft: string;
  readonly report: string;
  readonly product: string;
  readonly version: string;
  readonly productId: string;
  readonly releaseId: string;
  readonly evidenceId: string;
  readonly tokenId: string;
  readonly ruleId: string;
  readonly principalId: string;
  readonly compromise: string;
  /** Somebody who signs in, and authority to bind that was asked for them. */
  readonly personId: string;
  readonly email: string;
  readonly grantId: string;
  /** A proposed mapping layer. */
  readonly layerId: string;
}

/** Names of the same shape that nobody holds. */
export const ABSENT: Known = {
  digest: `sha256:${'0'.repeat(64)}`,
  subject: `sha256:${'1'.repeat(64)}`,
  input: `sha256:${'2'.repeat(64)}`,
  attestation: `sha256:${'3'.repeat(64)}`,
  draft: '01975b00-0000-7000-8000-00000000000d',
  report: `sha256:${'5'.repeat(64)}`,
  product: 'no-such-product',
  version: '0.0.0-none',
  productId: '01975b00-0000-7000-8000-000000000001',
  releaseId: '01975b00-0000-7000-8000-000000000002',
  evidenceId: '01975b00-0000-7000-8000-000000000003',
  tokenId: '01975b00-0000-7000-8000-000000000004',
  ruleId: 'no-such-rule',
  principalId: '01975b00-0000-7000-8000-000000000005',
  compromise: `sha256:${'5'.repeat(64)}`,
  personId: '01975b00-0000-7000-8000-000000000007',
  email: 'nobody@nowhere.example',
  grantId: '01975b00-0000-7000-8000-000000000008',
  layerId: '01975b00-0000-7000-8000-000000000006',
};

type Variables = (known: Known) => Readonly<Record<string, unknown>>;
export interface Probe {
  readonly query: string;
  readonly variables: Variables;
}

/** Query roots that take a name, by field: asked for what another holds and for what nobody holds. */
export const NAMED_QUERIES: Readonly<Record<string, Probe>> = {
  compareReleases: probe(
    'query ($release: ReleaseMomentInput!) { compareReleases(from: $release, to: $release) { from { product } unchanged } }',
    ({ product, version }) => ({ release: { product, version } }),
  ),
  simulate: probe(
    'query ($input: SimulationInput!) { simulate(input: $input, first: 1) { lookedAt } }',
    ({ product, version }) => ({ input: { product, version } }),
  ),
  sample: probe(
    'query ($release: ReleaseMomentInput!) { sample(release: $release, size: 5, seed: "s") { of members { name } } }',
    ({ product, version }) => ({ release: { product, version } }),
  ),
  crosswalkResult: probe(
    'query ($product: String!, $version: String!) { crosswalkResult(product: $product, version: $version, catalog: "cisa-form-1.0") { items { status } } }',
    ({ product, version }) => ({ product, version }),
  ),
  compromiseImpact: probe(
    'query ($digest: Digest!) { compromiseImpact(statement: $digest) { statement evidence { edges { node { digest } } } } }',
    ({ compromise }) => ({ digest: compromise }),
  ),
  plansOfAction: probe(
    'query ($product: String!, $release: String) { plansOfAction(product: $product, release: $release) { id control } }',
    ({ product, version }) => ({ product, release: version }),
  ),
  evidence: probe('query ($digest: Digest!) { evidence(digest: $digest) { id digest origin } }', ({ digest }) => ({
    digest,
  })),
  evidenceList: probe(
    'query ($filter: EvidenceFilter) { evidenceList(filter: $filter) { edges { node { digest } } pageInfo { hasNextPage endCursor } } }',
    ({ subject, releaseId }) => ({ filter: { subject, release: releaseId } }),
  ),
  assessment: probe('query ($input: Digest!) { assessment(input: $input) { releaseId } }', ({ input }) => ({ input })),
  attestation: probe('query ($digest: Digest!) { attestation(digest: $digest) { releaseId } }', (known) => ({
    digest: known.attestation,
  })),
  attestationDraft: probe('query ($id: ID!) { attestationDraft(id: $id) { report } }', ({ draft }) => ({ id: draft })),
  explainControl: probe(
    'query ($release: ReleaseMomentInput!) { explainControl(release: $release, control: "PS.2.1") { status members { member } } }',
    ({ product, version }) => ({ release: { product, version } }),
  ),
  gapPlan: probe(
    'query ($release: ReleaseMomentInput!) { gapPlan(release: $release, profile: "ssdf-1.1-reachable") { of steps { kind verb moves members { member } } } }',
    ({ product, version }) => ({ release: { product, version } }),
  ),
  product: probe('query ($slug: String!) { product(slug: $slug) { id name } }', ({ product }) => ({ slug: product })),
  release: probe(
    'query ($product: String!, $version: String!) { release(product: $product, version: $version) { id } }',
    ({ product, version }) => ({ product, version }),
  ),
  productResult: probe(
    'query ($product: String!) { productResult(product: $product, from: "2000-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z") { summary } }',
    ({ product }) => ({ product }),
  ),
  coverage: probe(
    'query ($productId: ID) { coverage(productId: $productId) { edges { node { version } } } }',
    ({ productId }) => ({ productId }),
  ),
};

const PAGE = 'pageInfo { hasNextPage endCursor }';

/** Query roots that list, by field: whole, and from a place in another's list. `null` where there are no pages. */
export const LISTS: Readonly<Record<string, string>> = {
  apiTokens: `query ($after: String) { apiTokens(first: 1, after: $after) { edges { cursor node { id principal } } ${PAGE} } }`,
  attestations: `query ($after: String) { attestations(first: 1, after: $after) { edges { cursor node { digest releaseId signedById } } ${PAGE} } }`,
  attestationDrafts: `query ($after: String) { attestationDrafts(first: 1, after: $after) { edges { cursor node { id report draftedById approvals { report } } } ${PAGE} } }`,
  coverage: `query ($after: String) { coverage(first: 1, after: $after) { edges { cursor node { product version releaseId cells { releaseId } } } ${PAGE} } }`,
  evidenceList: `query ($after: String) { evidenceList(first: 1, after: $after) { edges { cursor node { id digest subjects submittedById } } ${PAGE} } }`,
  people: `query ($after: String) { people(first: 1, after: $after) { edges { cursor node { id email bindingGrants { id } } } ${PAGE} } }`,
  products: `query ($after: String) { products(first: 1, after: $after) { edges { cursor node { id slug } } ${PAGE} } }`,
  releases: `query ($after: String) { releases(first: 1, after: $after) { edges { cursor node { id version productSlug } } ${PAGE} } }`,
};

/** Query roots without any argument that could be a name of an organization's own. */
export const WHOLES: Readonly<Record<string, string>> = {
  catalog: '{ catalog(id: "ssdf-1.1") { title views { title } crosswalks { title } } }',
  catalogs: '{ catalogs { title } }',
  mapping: '{ mapping { id names { id digest } changes { layer } controls { control decisions { layer } } } }',
  mappingLayers: '{ mappingLayers { id layer text proposedById } }',
  me: '{ me { id name email } }',
  organization: '{ organization { id slug name } }',
  profiles: '{ profiles { id controls { control least } } }',
  intakeStatus: '{ intakeStatus { stored settled quarantined unsequenced pendingJobs } }',
  intakeCheckpoint: '{ intakeCheckpoint { size note } }',
  evidenceKeeping:
    '{ evidenceKeeping { underWay { run } last { run digest altered { items } changedVerdicts { evidence } logRootHash } } }',
  compromises: '{ compromises { statement name } }',
  recipe: '{ recipe(id: "test-result") { id title } }',
  recipes: '{ recipes { id title } }',
  trustRoots: '{ trustRoots { name digest } }',
  trustRules: '{ trustRules { id rule createdBy } }',
  admissionPolicy:
    '{ admissionPolicy(input: { format: "kyverno", images: ["registry.example.org/**"] }) { yaml leftOut { rule why } } }',
};

const scopeOf = ({ product, version }: Known) => ({ product, release: version });
const artifacts = [{ name: 'file', digests: [`sha256:${'4'.repeat(64)}`] }];

/** Mutations that take the name of something that must be there. */
export const NAMED_MUTATIONS: Readonly<Record<string, Probe>> = {
  adoptMappingLayer: probe('mutation ($id: ID!) { adoptMappingLayer(id: $id) { id } }', ({ layerId }) => ({
    id: layerId,
  })),
  askToBind: probe('mutation ($input: AskToBindInput!) { askToBind(input: $input) { id } }', ({ personId }) => ({
    input: { person: personId, delegation: ABSENT.digest },
  })),
  changeRoles: probe('mutation ($input: ChangeRolesInput!) { changeRoles(input: $input) { id } }', ({ personId }) => ({
    input: { person: personId, roles: ['auditor'] },
  })),
  confirmBinding: probe('mutation ($grant: ID!) { confirmBinding(grant: $grant) { id } }', ({ grantId }) => ({
    grant: grantId,
  })),
  deactivatePerson: probe('mutation ($id: ID!) { deactivatePerson(person: $id) { id } }', ({ personId }) => ({
    id: personId,
  })),
  inviteAgain: probe('mutation ($id: ID!) { inviteAgain(person: $id) { token } }', ({ personId }) => ({
    id: personId,
  })),
  assessRelease: probe(
    'mutation ($product: String!, $version: String!) { assessRelease(product: $product, version: $version) { input } }',
    ({ product, version }) => ({ product, version }),
  ),
  createRelease: probe('mutation ($input: CreateReleaseInput!) { createRelease(input: $input) { id } }', (known) => ({
    input: { product: known.product, version: '9.9.9' },
  })),
  declareManifest: probe(
    'mutation ($input: DeclareManifestInput!) { declareManifest(input: $input) { digest } }',
    (known) => ({ input: { ...scopeOf(known), artifacts } }),
  ),
  issueAttestation: probe(
    'mutation ($input: IssueAttestationInput!) { issueAttestation(input: $input) { digest } }',
    (known) => ({ input: scopeOf(known) }),
  ),
  draftAttestation: probe(
    'mutation ($input: DraftAttestationInput!) { draftAttestation(input: $input) { id } }',
    (known) => ({ input: scopeOf(known) }),
  ),
  approveAttestation: probe(
    'mutation ($input: ApproveAttestationInput!) { approveAttestation(input: $input) { report } }',
    ({ draft, report }) => ({ input: { draft, report } }),
  ),
  signAttestation: probe('mutation ($draft: ID!) { signAttestation(draft: $draft) { digest } }', ({ draft }) => ({
    draft,
  })),
  stateProducerStatement: probe(
    'mutation ($input: StateProducerStatementInput!) { stateProducerStatement(input: $input) { digest } }',
    ({ attestation }) => ({
      input: {
        ...{ attestation, words: 'a', wordsShown: digestOf(toUtf8('a')), delegation: ABSENT.digest },
        ...{ name: 'Robin', title: 'CEO', authority: 'sole director' },
      },
    }),
  ),
  handOverAttestation: probe(
    'mutation ($input: HandOverAttestationInput!) { handOverAttestation(input: $input) { id } }',
    ({ attestation }) => ({ input: { attestation, name: 'Robin', organization: 'Agency' } }),
  ),
  withdrawAttestation: probe(
    'mutation ($input: WithdrawAttestationInput!) { withdrawAttestation(input: $input) { number } }',
    ({ attestation }) => ({ input: { attestation, reason: 'because' } }),
  ),
  markNotApplicable: probe(
    'mutation ($input: NotApplicableInput!) { markNotApplicable(input: $input) { digest } }',
    (known) => ({
      input: {
        scope: scopeOf(known),
        control: 'PO.1.3',
        reason: 'none of it is used',
        requestedBy: ABSENT.principalId,
      },
    }),
  ),
  statePlanOfAction: probe(
    'mutation ($input: PlanOfActionInput!) { statePlanOfAction(input: $input) { digest } }',
    (known) => ({
      input: {
        ...{ scope: scopeOf(known), id: 'P-1', control: 'PO.5.1', weakness: 'weak', mitigation: 'care' },
        ...{ detectedOn: '2026-01-01T00:00:00.000Z', due: '2026-12-01T00:00:00.000Z' },
        milestones: [{ what: 'mend', due: '2026-12-01T00:00:00.000Z' }],
      },
    }),
  ),
  stateHumanEvidence: probe(
    'mutation ($input: HumanEvidenceInput!) { stateHumanEvidence(input: $input) { digest } }',
    (known) => ({
      input: {
        scope: scopeOf(known),
        controls: ['PO.1.1'],
        statement: 'it is so',
        documentName: 'policy.pdf',
        documentDigest: ABSENT.digest,
        collected: '2025-12-01T00:00:00.000Z',
        statedBy: ABSENT.principalId,
        validFrom: '2026-01-01T00:00:00.000Z',
        validUntil: '2026-12-01T00:00:00.000Z',
      },
    }),
  ),
  waiveControl: probe('mutation ($input: WaiverInput!) { waiveControl(input: $input) { digest } }', (known) => ({
    input: {
      scope: {},
      control: 'PO.5.2',
      reason: 'later',
      compensatingControl: 'care',
      requestedBy: known.principalId,
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
    },
  })),
  replayQuarantined: probe('mutation ($id: ID!) { replayQuarantined(id: $id) }', ({ evidenceId }) => ({
    id: evidenceId,
  })),
  retireMappingLayer: probe(
    'mutation ($input: RetireMappingLayerInput!) { retireMappingLayer(input: $input) { id } }',
    ({ layerId }) => ({ input: { id: layerId, requestedBy: ABSENT.principalId, reason: 'because' } }),
  ),
  retireTrustRule: probe('mutation ($id: ID!) { retireTrustRule(id: $id) }', ({ ruleId }) => ({ id: ruleId })),
  revokeToken: probe('mutation ($id: ID!) { revokeToken(id: $id) }', ({ tokenId }) => ({ id: tokenId })),
};

/** Mutations that name nothing that could be another's: they only ever make. */
export const MAKING_MUTATIONS: readonly string[] = [
  'addTrustRoot',
  'askTwoPeopleToSign',
  'createProduct',
  'invitePerson',
  'issueToken',
  'keepEvidence',
  'proposeMappingLayer',
  'putTrustRule',
  'stateCompromise',
];

/** REST routes that take a name and no account: what was not published is not there, for anybody. */
export const PUBLIC_ROUTES: Readonly<Record<string, (known: Known) => string>> = {
  /** Accepted by POST alone; whoever has its secret holds the invitation. */
  'v1/invitations/:token': ({ principalId }) => `/v1/invitations/${principalId}`,
  'v1/attestations/:digest/status': ({ attestation }) => `/v1/attestations/${attestation}/status`,
};

/** Routes that take a word of ours and no name, and answer about the organization that asks. */
export const OWN_ROUTES: Readonly<Record<string, string>> = {
  'v1/trust/policies/:format': '/v1/trust/policies/cluster-image-policy?image=registry.example.org/**',
};

/** REST routes that take a name. */
export const NAMED_ROUTES: Readonly<Record<string, (known: Known) => string>> = {
  'v1/evidence/:digest': ({ digest }) => `/v1/evidence/${digest}`,
  'v1/evidence/:digest/raw': ({ digest }) => `/v1/evidence/${digest}/raw`,
  'v1/evidence/:digest/receipt': ({ digest }) => `/v1/evidence/${digest}/receipt`,
  'v1/evidence/:digest/intake-proof': ({ digest }) => `/v1/evidence/${digest}/intake-proof`,
  'v1/attestations/:digest': ({ attestation }) => `/v1/attestations/${attestation}`,
  'v1/attestations/:digest/exports/:format': ({ attestation }) => `/v1/attestations/${attestation}/exports/json`,
  'v1/releases/:product/:version/exports/:format': ({ product, version }) =>
    `/v1/releases/${product}/${version}/exports/csv`,
  'v1/attestation-drafts/:id/report': ({ draft }) => `/v1/attestation-drafts/${draft}/report`,
  'v1/attestations/:digest/statements/:number': ({ attestation }) => `/v1/attestations/${attestation}/statements/1`,
  'v1/attestations/:digest/pack': ({ attestation }) => `/v1/attestations/${attestation}/pack`,
};

function probe(query: string, variables: Variables): Probe {
  return { query, variables };
}
