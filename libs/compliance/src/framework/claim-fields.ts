import type { EvidenceKind } from '#evidence';
import type { Instant } from '#kernel';

import type { ClaimKind, ClaimOf } from '../claims/claim.js';

/** The CEL type of a field. A list of words is a string that is always one of them: any other operand is refused. */
export type FieldType = 'bool' | 'int' | 'double' | 'string' | 'list<string>' | readonly string[];

/** The field type that fits a property; `never` for what no condition can test (lists of objects). */
type TypeOf<V> = [V] extends [boolean]
  ? 'bool'
  : [V] extends [number]
    ? 'int' | 'double'
    : [V] extends [Instant]
      ? 'string'
      : [V] extends [string]
        ? string extends V
          ? 'string'
          : readonly V[]
        : [V] extends [readonly string[]]
          ? 'list<string>'
          : never;

type FieldsOf<K extends ClaimKind> = {
  readonly [
    F in keyof ClaimOf<K> as F extends 'kind' ? never : [TypeOf<Required<ClaimOf<K>>[F]>] extends [never] ? never : F
  ]-?: TypeOf<Required<ClaimOf<K>>[F]>;
};

/** Every field of every claim that a condition can test. Stops compiling when a claim changes and this does not. */
export const CLAIM_FIELDS = {
  signature: { logged: 'bool', timed: 'bool' },
  'build-provenance': {
    builderId: 'string',
    buildType: 'string',
    buildLevel: 'int',
    sourceUri: 'string',
    revision: 'string',
    dependencies: 'int',
    pinnedDependencies: 'int',
    logged: 'bool',
  },
  sbom: {
    format: ['spdx', 'cyclonedx'],
    specVersion: 'string',
    components: 'int',
    identifiedComponents: 'int',
    hasDependencies: 'bool',
    minimumElements: 'int',
    author: 'bool',
    timestamp: 'bool',
    toolName: 'bool',
    toolVersion: 'bool',
    generationContext: 'bool',
    sbomVersion: 'bool',
    componentProducers: 'bool',
    componentNames: 'bool',
    componentVersions: 'bool',
    componentIdentifiers: 'bool',
    componentHashes: 'bool',
    componentLicenses: 'bool',
    componentRelationships: 'bool',
  },
  'vulnerability-scan': {
    scanner: 'string',
    databaseAgeHours: 'double',
    critical: 'int',
    high: 'int',
    total: 'int',
  },
  vex: {},
  'test-result': { suite: 'string', result: ['PASSED', 'WARNED', 'FAILED'], failed: 'int' },
  'static-analysis': { suite: 'string', result: ['PASSED', 'WARNED', 'FAILED'], failed: 'int' },
  'source-verification': {
    verifierId: 'string',
    resourceUri: 'string',
    sourceLevel: 'int',
    properties: 'list<string>',
    policyPinned: 'bool',
  },
  'build-verification': { verifierId: 'string', resourceUri: 'string', buildLevel: 'int', policyPinned: 'bool' },
  'commit-signature': { signer: ['certificate', 'workload', 'key'], logged: 'bool', timed: 'bool' },
  'source-provenance': {
    repository: 'string',
    ref: 'string',
    previousRevision: 'string',
    actor: 'string',
    controls: 'list<string>',
    controlsSince: 'string',
  },
  'forge-settings': {
    of: ['branch', 'members', 'organization', 'repository'],
    about: 'string',
    rules: 'list<string>',
    requiredApprovals: 'int',
    requiresCodeOwners: 'bool',
    requiredChecks: 'int',
    members: 'int',
    membersWithSecondFactor: 'int',
    requiresSecondFactor: 'bool',
    visibility: 'string',
    secretScanning: 'bool',
    pushProtection: 'bool',
  },
  scorecard: {
    repository: 'string',
    revision: 'string',
    score: 'double',
    binaryArtifacts: 'double',
    branchProtection: 'double',
    ciTests: 'double',
    bestPractices: 'double',
    codeReview: 'double',
    contributors: 'double',
    dangerousWorkflow: 'double',
    dependencyUpdateTool: 'double',
    fuzzing: 'double',
    license: 'double',
    maintained: 'double',
    packaging: 'double',
    pinnedDependencies: 'double',
    sast: 'double',
    sbom: 'double',
    securityPolicy: 'double',
    signedReleases: 'double',
    tokenPermissions: 'double',
    vulnerabilities: 'double',
    webhooks: 'double',
  },
  'verification-result': { verifierId: 'string', properties: 'list<string>', policies: 'int', pinnedPolicies: 'int' },
  reference: { attesterId: 'string', documents: 'int', pinnedDocuments: 'int', mediaTypes: 'list<string>' },
  release: { purl: 'string', registry: 'string', logged: 'bool', timed: 'bool' },
  'secret-scan': { found: 'int', rules: 'list<string>' },
  scai: { attributes: 'list<string>', targetAttributes: 'list<string>', conditional: 'list<string>' },
  'supply-chain-layout': { steps: 'list<string>', threshold: 'int', inspections: 'int', expires: 'string' },
  'runtime-trace': {
    monitorType: 'string',
    processType: 'string',
    event: 'string',
    processes: 'int',
    connections: 'int',
    files: 'int',
  },
  'end-of-life': { endOfLife: 'string', endOfSecuritySupport: 'string' },
  'security-contact': { acceptsReports: 'bool', hasContact: 'bool', hasPolicy: 'bool' },
  'deployment-policy': {
    engine: ['kyverno', 'policy-controller'],
    cluster: 'string',
    enforced: 'list<string>',
    policies: 'int',
    passed: 'int',
    failed: 'int',
  },
  'evidence-keeping': {
    examined: 'int',
    sound: 'int',
    altered: 'int',
    missing: 'int',
    changed: 'int',
    unchecked: 'int',
    logSize: 'int',
    logConsistent: 'bool',
    finishedAt: 'string',
  },
  'supplier-assessment': {
    organization: 'string',
    product: 'string',
    release: 'string',
    framework: 'string',
    mappings: 'list<string>',
    asOf: 'string',
    validUntil: 'string',
    controls: 'int',
    met: 'int',
    evidenced: 'list<string>',
    supported: 'list<string>',
    selfAttested: 'list<string>',
    waived: 'list<string>',
    failed: 'list<string>',
    slsaBuildLevel: 'int',
    population: ['independent', 'signed-manifest', 'declared'],
    loosened: 'int',
    accounted: 'bool',
    synthetic: 'bool',
  },
  'release-manifest': {
    product: 'string',
    release: 'string',
    revision: 'string',
    population: ['independent', 'signed-manifest', 'declared'],
    issuedAt: 'string',
  },
  'human-evidence': {
    controls: 'list<string>',
    statement: 'string',
    owner: 'string',
    reviewer: 'string',
    collected: 'string',
    validFrom: 'string',
    validUntil: 'string',
  },
  waiver: {
    control: 'string',
    reason: 'string',
    compensatingControl: 'string',
    requester: 'string',
    approver: 'string',
    validFrom: 'string',
    validUntil: 'string',
  },
  'not-applicable': {
    control: 'string',
    reason: 'string',
    requester: 'string',
    approver: 'string',
    validFrom: 'string',
  },
  'plan-of-action': {
    id: 'string',
    control: 'string',
    weakness: 'string',
    detectedOn: 'string',
    owner: 'string',
    mitigation: 'string',
    due: 'string',
    completedOn: 'string',
  },
  compromise: { since: 'string', reason: 'string', reporter: 'string' },
} as const satisfies { readonly [K in ClaimKind]: FieldsOf<K> };

/** Findings of a scan that no accepted VEX statement answers: they change with time, so they are computed, not claimed. */
export const OPEN_FINDING_FIELDS = { open: 'int', openCritical: 'int', openHigh: 'int' } as const;
export type OpenFindingField = keyof typeof OPEN_FINDING_FIELDS;

export function isOpenFindingField(field: string): field is OpenFindingField {
  return Object.hasOwn(OPEN_FINDING_FIELDS, field);
}

/** Two builders came to the same artifact: computed over all provenance of it. */
export const REBUILD_FIELDS = { reproduced: 'bool' } as const;

/**
 * Components of an SBOM with verified evidence of their own, joined by digest: computed, as that evidence comes and falls.
 * `joinedComponents` have provenance or a record of publication, `componentsWithProvenance` the former.
 */
export const COMPONENT_FIELDS = { joinedComponents: 'int', componentsWithProvenance: 'int' } as const;
export type ComponentField = keyof typeof COMPONENT_FIELDS;

export function isComponentField(field: string): field is ComponentField {
  return Object.hasOwn(COMPONENT_FIELDS, field);
}

export type ComputedField = OpenFindingField | ComponentField | keyof typeof REBUILD_FIELDS;

/** What is computed when the claim is asked, and stands in no fact. */
const COMPUTED_FIELDS: Readonly<Partial<Record<ClaimKind, Readonly<Record<string, FieldType>>>>> = {
  'vulnerability-scan': OPEN_FINDING_FIELDS,
  'build-provenance': REBUILD_FIELDS,
  sbom: COMPONENT_FIELDS,
};

const COMPUTED_NAMES: ReadonlySet<string> = new Set(Object.values(COMPUTED_FIELDS).flatMap(Object.keys));

export function isComputedField(field: string): field is ComputedField {
  return COMPUTED_NAMES.has(field);
}

/** Every field that a condition on this kind of claim can read, computed ones among them. */
export function fieldsOf(kind: ClaimKind): Readonly<Record<string, FieldType>> {
  return { ...CLAIM_FIELDS[kind], ...COMPUTED_FIELDS[kind] };
}

/** Which evidence, had it verified, would have made this claim: explains an absence by a finding. */
export const EVIDENCE_KIND_OF_CLAIM = {
  signature: 'artifact-signature',
  'build-provenance': 'build-provenance',
  sbom: 'sbom',
  'vulnerability-scan': 'vulnerability-scan',
  vex: 'vex',
  'test-result': 'test-result',
  'static-analysis': 'static-analysis',
  'source-verification': 'source-verification',
  'build-verification': 'build-verification',
  'commit-signature': 'commit-signature',
  'source-provenance': 'source-provenance',
  'forge-settings': 'forge-settings',
  scorecard: 'forge-settings',
  'verification-result': 'verification-result',
  reference: 'reference',
  release: 'release',
  'secret-scan': 'secret-scan',
  scai: 'scai',
  'supply-chain-layout': 'supply-chain-layout',
  'runtime-trace': 'runtime-trace',
  'end-of-life': 'end-of-life',
  'security-contact': 'security-contact',
  'deployment-policy': 'deployment-policy',
  'evidence-keeping': 'evidence-keeping',
  'supplier-assessment': 'ssdf-assessment',
  'release-manifest': 'release-manifest',
  'human-evidence': 'human-evidence',
  waiver: 'waiver',
  'not-applicable': 'not-applicable',
  'plan-of-action': 'plan-of-action',
  compromise: 'compromise',
} as const satisfies Readonly<Record<ClaimKind, EvidenceKind>>;

/** Decisions of people: they can cover what stays human, but never stand as machine evidence. */
export const HUMAN_CLAIMS = [
  'human-evidence',
  'waiver',
  'not-applicable',
  'plan-of-action',
  'compromise',
] as const satisfies readonly ClaimKind[];
