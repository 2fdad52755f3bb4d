/** What a piece of evidence is about, after formats and versions are forgotten. Trust rules and mappings speak of these. */
export const EVIDENCE_KINDS = [
  'artifact-signature',
  'commit-signature',
  'build-provenance',
  'build-verification',
  'source-verification',
  'source-provenance',
  'sbom',
  'vulnerability-scan',
  'vex',
  'test-result',
  'static-analysis',
  'secret-scan',
  'scai',
  'link',
  'supply-chain-layout',
  'runtime-trace',
  'release',
  'forge-settings',
  'end-of-life',
  'release-manifest',
  'human-evidence',
  'waiver',
  'not-applicable',
  'compromise',
  'withdrawal',
  'ssdf-assessment',
  'producer-statement',
  'attestation-status',
  'supplier-decision',
  'other',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** Statements that people (or tokens acting for them) make through Averment itself; never more than self-attested. */
export const DECISION_KINDS = [
  'release-manifest',
  'human-evidence',
  'waiver',
  'not-applicable',
  'compromise',
  'withdrawal',
  'supplier-decision',
] as const satisfies readonly EvidenceKind[];

/** Claims about how something was made or checked, as opposed to the signature of a published identity (design section 4). */
export const PROCESS_KINDS = [
  'build-provenance',
  'build-verification',
  'source-verification',
  'source-provenance',
  'sbom',
  'vulnerability-scan',
  'vex',
  'test-result',
  'static-analysis',
  'secret-scan',
  'scai',
  'link',
  'supply-chain-layout',
  'runtime-trace',
  'forge-settings',
] as const satisfies readonly EvidenceKind[];
