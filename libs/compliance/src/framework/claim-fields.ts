import type { EvidenceKind } from '#evidence';
import type { Instant } from '#kernel';

import type { ClaimKind, ClaimOf } from '../claims/claim.js';

/** What a condition may compare a field with. A list of words is closed: an operand outside it is refused. */
export type FieldType = 'boolean' | 'number' | 'text' | 'texts' | readonly string[];

/** The field type that fits a property; `never` for what no condition can test (lists of objects). */
type TypeOf<V> = [V] extends [boolean]
  ? 'boolean'
  : [V] extends [number]
    ? 'number'
    : [V] extends [Instant]
      ? 'text'
      : [V] extends [string]
        ? string extends V
          ? 'text'
          : readonly V[]
        : [V] extends [readonly string[]]
          ? 'texts'
          : never;

type FieldsOf<K extends ClaimKind> = {
  readonly [
    F in keyof ClaimOf<K> as F extends 'kind' ? never : [TypeOf<Required<ClaimOf<K>>[F]>] extends [never] ? never : F
  ]-?: TypeOf<Required<ClaimOf<K>>[F]>;
};

/** Every field of every claim that a condition can test. Stops compiling when a claim changes and this does not. */
export const CLAIM_FIELDS = {
  signature: { logged: 'boolean', timed: 'boolean' },
  'build-provenance': {
    builderId: 'text',
    buildType: 'text',
    buildLevel: 'number',
    sourceUri: 'text',
    revision: 'text',
    dependencies: 'number',
    pinnedDependencies: 'number',
    logged: 'boolean',
  },
  sbom: {
    format: ['spdx', 'cyclonedx'],
    specVersion: 'text',
    components: 'number',
    identifiedComponents: 'number',
    hasDependencies: 'boolean',
  },
  'vulnerability-scan': {
    scanner: 'text',
    databaseAgeHours: 'number',
    critical: 'number',
    high: 'number',
    total: 'number',
  },
  vex: {},
  'test-result': { suite: 'text', result: ['PASSED', 'WARNED', 'FAILED'], failed: 'number' },
  'static-analysis': { suite: 'text', result: ['PASSED', 'WARNED', 'FAILED'], failed: 'number' },
  'source-verification': { verifierId: 'text', resourceUri: 'text', sourceLevel: 'number', properties: 'texts' },
  'build-verification': { verifierId: 'text', resourceUri: 'text', buildLevel: 'number' },
  'release-manifest': {
    product: 'text',
    release: 'text',
    revision: 'text',
    population: ['independent', 'signed-manifest', 'declared'],
    issuedAt: 'text',
  },
  'human-evidence': { controls: 'texts', statement: 'text', owner: 'text', validFrom: 'text', validUntil: 'text' },
  waiver: {
    control: 'text',
    reason: 'text',
    compensatingControl: 'text',
    requester: 'text',
    approver: 'text',
    validFrom: 'text',
    validUntil: 'text',
  },
  'not-applicable': { control: 'text', reason: 'text', approver: 'text', validFrom: 'text' },
} as const satisfies { readonly [K in ClaimKind]: FieldsOf<K> };

/** Findings of a scan that no accepted VEX statement answers: they change with time, so they are computed, not claimed. */
export const OPEN_FINDING_FIELDS = { open: 'number', openCritical: 'number', openHigh: 'number' } as const;
export type OpenFindingField = keyof typeof OPEN_FINDING_FIELDS;

export function isOpenFindingField(field: string): field is OpenFindingField {
  return Object.hasOwn(OPEN_FINDING_FIELDS, field);
}

/** The type of one field, or undefined where the claim has no such field. */
export function fieldTypeOf(kind: ClaimKind, field: string): FieldType | undefined {
  const own: Readonly<Record<string, FieldType>> = CLAIM_FIELDS[kind];
  const fields = kind === 'vulnerability-scan' ? { ...own, ...OPEN_FINDING_FIELDS } : own;
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
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
