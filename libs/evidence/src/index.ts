export type { Piece } from './containers/container.js';
export { takeLayouts } from './containers/layout-folder.js';
export * from './containers/unpack.js';
export * from './formats/sigstore-bundle/parse-bundle.js';
export * from './formats/dsse-envelope/dsse.js';
export * from './formats/evidence-set/evidence-set.js';
export { parseGitObject } from './formats/git-object/git-object.js';
export { gitStatement } from './formats/git-object/git-statement.js';
export type { ArtifactRule } from './formats/in-toto-layout/artifact-rule.js';
export { cleanPath } from './formats/in-toto-layout/clean-path.js';
export { layoutKeyIds, type LayoutKey } from './formats/in-toto-layout/layout-key.js';
export type { ChainItem, Layout, LayoutStep } from './formats/in-toto-layout/layout.js';
export type { Artifacts, Link } from './formats/in-toto-layout/link.js';
export type { StepLink, SupplyChain } from './formats/in-toto-layout/supply-chain.js';
export * from './evidence-kind.js';
export * from './parse.js';
export * from './parsed.js';
export * from './predicates/attestations/attestation-status.js';
export type { ProducerStatement } from './predicates/attestations/producer-statement.js';
export * from './predicates/attestations/ssdf-assessment.js';
export type { Withdrawal } from './predicates/attestations/withdrawal.js';
export { isSameDistribution } from './predicates/publications/distribution-name.js';
export { compareModel, type FolderFiles, type ModelDifference } from './predicates/models/model-files.js';
export * from './predicates/vex/match-vex.js';
export {
  DISTRUSTED_KINDS,
  type Compromise,
  type Distrusted,
  type DistrustedKind,
} from './predicates/decisions/compromise.js';
export type { Milestone, PlanOfAction } from './predicates/decisions/plan-of-action.js';
export type { DecisionScope } from './predicates/decisions/decision-scope.js';
export { isSameName } from './predicates/decisions/two-people.js';
export * from './predicates/predicate-types.js';
export * from './predicates/predicate.js';
export * from './predicates/purl.js';
export { PYPI_PUBLISH } from './predicates/publications/pypi-publish.js';
export type { EndOfLife } from './predicates/publications/end-of-life.js';
export type { Release } from './predicates/publications/release.js';
export type { SecurityContact } from './predicates/publications/security-contact.js';
export type { Reference } from './predicates/reference.js';
export type { DeploymentPolicy } from './predicates/results/deployment-policy.js';
export {
  MOST_KEEPING_ITEMS,
  type EvidenceKeeping,
  type KeepingCounts,
  type Listed,
} from './predicates/results/evidence-keeping.js';
export type { RuntimeTrace } from './predicates/results/runtime-trace.js';
export type { AttributeReport } from './predicates/results/scai.js';
export type { Scorecard } from './predicates/results/scorecard.js';
export type { SecretScan } from './predicates/results/secret-scan.js';
export type { VerificationResult } from './predicates/results/verification-result.js';
export type { ListedComponent } from './predicates/sbom/component-index.js';
export type { SbomElements } from './predicates/sbom/minimum-elements.js';
export { runOf, type BuildInvocation } from './predicates/slsa/build-invocation.js';
export * from './predicates/slsa/levels.js';
export type { ForgeSettings } from './predicates/source/forge-settings.js';
export type { SourceProvenance } from './predicates/source/source-provenance.js';
export * from './predicates/vex/vex.js';
export * from './received.js';
export * from './repository.js';
export * from './signed-entity.js';
export * from './statement.js';
export * from './subjects.js';
