// What each layer of a pack is. The media type is the role; the title is only where a person finds it.
export const PACK_ARTIFACT_TYPE = 'application/vnd.averment.pack.v1';
export const PACK_CONFIG_TYPE = 'application/vnd.averment.pack.config.v1+json';
export const OCI_INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
export const TITLE_ANNOTATION = 'org.opencontainers.image.title';

/**
 * Layers of which there is one at most. The two of the intake log come together or not at all; only an overlay has a
 * catalog below; where something is withheld, a redacted input stands in the place of input and assessment.
 */
export const SINGLE_LAYERS = {
  attestation: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  publicKey: 'application/vnd.averment.public-key.v1+pem',
  rules: 'application/vnd.averment.trust-rules.v1+json',
  catalog: 'application/vnd.averment.catalog.v1+yaml',
  catalogBelow: 'application/vnd.averment.catalog-below.v1+yaml',
  input: 'application/vnd.averment.assessment-input.v1+json',
  assessment: 'application/vnd.averment.assessment.v1+json',
  intakeLeaves: 'application/vnd.averment.intake-leaves.v1+ndjson',
  intakeCheckpoint: 'application/vnd.averment.intake-checkpoint.v1+note',
  status: 'application/vnd.averment.attestation-status.v1+json',
  withheld: 'application/vnd.averment.withheld.v1+json',
  redactedInput: 'application/vnd.averment.assessment-input-redacted.v1+json',
} as const;
export type SingleLayer = keyof typeof SINGLE_LAYERS;
export const OPTIONAL_LAYERS: readonly SingleLayer[] = [
  ...([
    'publicKey',
    'catalogBelow',
    'intakeLeaves',
    'intakeCheckpoint',
    'status',
    'withheld',
    'redactedInput',
  ] as const),
];
/** There unless something is withheld. */
export const WHOLE_LAYERS: readonly SingleLayer[] = ['input', 'assessment'];

/** Names under which the status binds what no assessment names. */
export const WITHHELD_NAME = 'withheld.json';
export const REDACTED_INPUT_NAME = 'assessment-input.redacted.json';

/** Layers of which there may be many. */
export const REPEATED_LAYERS = {
  evidence: 'application/vnd.averment.evidence.v1',
  trustRoot: 'application/vnd.averment.trust-root.v1+json',
  mapping: 'application/vnd.averment.mapping.v1+yaml',
  mappingLayer: 'application/vnd.averment.mapping-layer.v1+yaml',
  document: 'application/vnd.averment.document.v1',
  companion: 'application/vnd.averment.companion.v1',
} as const;
