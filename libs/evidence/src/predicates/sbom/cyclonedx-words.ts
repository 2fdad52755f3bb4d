/** The closed lists of words of CycloneDX, each with what later versions added to it. */

type Added = readonly (readonly [since: string, words: string])[];

const COMPONENTS: Added = [
  ['1.4', 'application framework library container operating-system device firmware file'],
  ['1.5', 'platform device-driver machine-learning-model data'],
  ['1.6', 'cryptographic-asset'],
];
const HASHES: Added = [
  ['1.4', 'MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3'],
  ['1.7', 'Streebog-256 Streebog-512'],
];

const SECTIONS: Added = [
  [
    '1.4',
    '$schema bomFormat specVersion serialNumber version metadata components services externalReferences dependencies compositions vulnerabilities signature',
  ],
  ['1.5', 'annotations formulation properties'],
  ['1.6', 'declarations definitions'],
  ['1.7', 'citations'],
];
const METADATA: Added = [
  ['1.4', 'timestamp tools authors component manufacture supplier licenses properties'],
  ['1.5', 'lifecycles'],
  ['1.6', 'manufacturer'],
  ['1.7', 'distributionConstraints'],
];

const VERSIONS = ['1.4', '1.5', '1.6', '1.7'];

/** Component types by version of the specification. */
export const COMPONENT_TYPES = byVersion(COMPONENTS);
/** Sections of a document by version of the specification. */
export const DOCUMENT_SECTIONS = byVersion(SECTIONS);
/** Fields of `metadata` by version of the specification. */
export const METADATA_FIELDS = byVersion(METADATA);
/** Hash algorithms by version of the specification. */
export const HASH_ALGORITHMS = byVersion(HASHES);

export const SCOPES: ReadonlySet<string> = new Set(['required', 'optional', 'excluded']);
export const PATCHES: ReadonlySet<string> = new Set(['unofficial', 'monkey', 'backport', 'cherry-pick']);
export const ISSUES: ReadonlySet<string> = new Set(['defect', 'enhancement', 'security']);
export const FLOWS: ReadonlySet<string> = new Set(['inbound', 'outbound', 'bi-directional', 'unknown']);
export const TRAFFIC_LIGHTS: ReadonlySet<string> = new Set(['CLEAR', 'GREEN', 'AMBER', 'AMBER_AND_STRICT', 'RED']);
export const SEVERITIES: ReadonlySet<string> = new Set([
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'none',
  'unknown',
]);
export const ANALYSIS_STATES: ReadonlySet<string> = new Set([
  'resolved',
  'resolved_with_pedigree',
  'exploitable',
  'in_triage',
  'false_positive',
  'not_affected',
]);
export const ANALYSIS_JUSTIFICATIONS: ReadonlySet<string> = new Set([
  'code_not_present',
  'code_not_reachable',
  'requires_configuration',
  'requires_dependency',
  'requires_environment',
  'protected_by_compiler',
  'protected_at_runtime',
  'protected_at_perimeter',
  'protected_by_mitigating_control',
]);

function byVersion(added: Added): ReadonlyMap<string, ReadonlySet<string>> {
  const upTo = (version: string) =>
    added.filter(([since]) => since <= version).flatMap(([, words]) => words.split(' '));
  return new Map(VERSIONS.map((version) => [version, new Set(upTo(version))]));
}
