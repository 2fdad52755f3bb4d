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
  },
  'build-verification': { verifierId: 'string', resourceUri: 'string', buildLevel: 'int' },
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
  'not-applicable': { control: 'string', reason: 'string', approver: 'string', validFrom: 'string' },
} as const satisfies { readonly [K in ClaimKind]: FieldsOf<K> };

/** Findings of a scan that no accepted VEX statement answers: they change with time, so they are computed, not claimed. */
export const OPEN_FINDING_FIELDS = { open: 'int', openCritical: 'int', openHigh: 'int' } as const;
export type OpenFindingField = keyof typeof OPEN_FINDING_FIELDS;

export function isOpenFindingField(field: string): field is OpenFindingField {
  return Object.hasOwn(OPEN_FINDING_FIELDS, field);
}

/** Every field that a condition on this kind of claim can read, computed ones among them. */
export function fieldsOf(kind: ClaimKind): Readonly<Record<string, FieldType>> {
  return kind === 'vulnerability-scan' ? { ...CLAIM_FIELDS[kind], ...OPEN_FINDING_FIELDS } : CLAIM_FIELDS[kind];
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
  'release-manifest': 'release-manifest',
  'human-evidence': 'human-evidence',
  waiver: 'waiver',
  'not-applicable': 'not-applicable',
} as const satisfies Readonly<Record<ClaimKind, EvidenceKind>>;

/** Decisions of people: they can cover what stays human, but never stand as machine evidence. */
export const HUMAN_CLAIMS = ['human-evidence', 'waiver', 'not-applicable'] as const satisfies readonly ClaimKind[];
