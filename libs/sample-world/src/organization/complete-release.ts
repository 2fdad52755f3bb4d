import { addDays } from '#kernel';

import {
  HOSTED_RUNNER_ID,
  hostedBuilder,
  LAB,
  person,
  PSIRT,
  REGISTRY,
  RELEASE_VERIFIER,
  releaseWorkflow,
  SCANNERS,
  SOURCE_VERIFIER,
  workload,
} from './cast.js';
import {
  buildSummaryFile,
  releaseRevision,
  scanFile,
  sourceSummaryFile,
  staticAnalysisFile,
  testFile,
  vexFile,
} from './assurance-files.js';
import { manifestFile, provenanceFile, sbomFiles } from './build-files.js';
import { signatureFiles, type Signing } from './evidence-file.js';
import type { ScanFinding } from './predicates/vulnerability-scan.js';
import { minutesAfter, type Scene, type Style } from './scene.js';
import { artifactSubjects } from './statement.js';
import type { EvidenceFile } from './world.js';

/** In a component that is never called: the product's security team says why. */
export const ANSWERED: ScanFinding = {
  id: 'SYN-2026-1001',
  severity: 'critical',
  component: 'pkg:generic/tls-kit-synthetic',
};
export const UNANSWERED: ScanFinding = {
  id: 'SYN-2026-2002',
  severity: 'high',
  component: 'pkg:generic/json-reader-synthetic',
};
export const CRITICAL_UNANSWERED: ScanFinding = {
  id: 'SYN-2026-3003',
  severity: 'critical',
  component: 'pkg:generic/http-core-synthetic',
};

const REVISION_SUITES = ['unit', 'fuzzing', 'default-settings', 'security-regression'] as const;

/** Who signs the parts of a release that its own pipeline makes, when and how. */
export function pipelineSigning(scene: Scene, style: Style = {}): Signing {
  const identity = releaseWorkflow(scene.product, scene.version, scene.revision);
  return { identity, at: minutesAfter(scene, -10), style };
}

/** As {@link pipelineSigning}, by the forge's isolated builder. */
export function builderSigning(scene: Scene, style: Style = {}): Signing {
  const identity = hostedBuilder(scene.product, scene.version, scene.revision);
  return { identity, at: minutesAfter(scene, -15), style };
}

export function registryManifest(scene: Scene): EvidenceFile {
  return manifestFile(scene, { identity: person(REGISTRY), at: minutesAfter(scene, 5) });
}

/** Signatures, provenance, SBOMs: what the build leaves behind. */
export function buildEvidence(scene: Scene, style: Style, format: 'cyclonedx' | 'spdx'): EvidenceFile[] {
  const builder = builderSigning(scene, style);
  return [
    ...signatureFiles(scene, scene.artifacts, pipelineSigning(scene, style)),
    provenanceFile(scene, builder),
    ...sbomFiles(scene, scene.artifacts, { ...builder, format }),
  ];
}

/** Provenance by the pipeline itself: logged and true, but the team could have written it. */
export function ownProvenance(scene: Scene, style: Style, format: 'v0.2' | 'v1'): EvidenceFile {
  return provenanceFile(scene, pipelineSigning(scene, style), { builderId: HOSTED_RUNNER_ID, format });
}

/** Tests and analyses of the released revision, and the summaries of verifiers. */
export function assuranceEvidence(
  scene: Scene,
  levels: { readonly source: 2 | 3 | 4; readonly build: 2 | 3 },
): EvidenceFile[] {
  const tests = { ...pipelineSigning(scene), at: minutesAfter(scene, -30) };
  const lab = { identity: workload(LAB), at: minutesAfter(scene, -25) };
  const source = { identity: workload(SOURCE_VERIFIER), at: minutesAfter(scene, -40) };
  const release = { identity: workload(RELEASE_VERIFIER), at: minutesAfter(scene, 20) };
  const revision = [releaseRevision(scene)];
  return [
    ...REVISION_SUITES.map((suite) => testFile(scene, tests, { suite, subjects: revision })),
    staticAnalysisFile(scene, lab),
    sourceSummaryFile(scene, source, levels.source),
    buildSummaryFile(scene, release, levels.build),
  ];
}

/** The continuous scanner's view of today, and the security team's answer to what it found. */
export function freshScan(scene: Scene, findings: readonly ScanFinding[]): EvidenceFile {
  const signing = { identity: workload(SCANNERS.continuous), at: addDays(scene.now, -1) };
  return scanFile(scene, signing, { name: 'scan-continuous', findings });
}

export function vexAnswer(scene: Scene, finding: ScanFinding): EvidenceFile {
  const signing = { identity: person(PSIRT), at: addDays(scene.now, -1) };
  return vexFile(scene, signing, [{ vulnerability: finding.id, status: 'not_affected' }]);
}

/** Every kind of evidence, nothing wrong with any of it. */
export function completeRelease(scene: Scene, style: Style = { timestamp: true }): EvidenceFile[] {
  const lab = { identity: workload(LAB), at: minutesAfter(scene, -12) };
  const contact = { identity: workload(LAB), at: addDays(scene.now, -2) };
  return [
    registryManifest(scene),
    ...buildEvidence(scene, style, 'cyclonedx'),
    ...assuranceEvidence(scene, { source: 4, build: 3 }),
    testFile(scene, lab, { suite: 'binary-hardening', subjects: artifactSubjects(scene.artifacts) }),
    testFile(scene, contact, { suite: 'security-contact', subjects: [releaseRevision(scene)] }),
    freshScan(scene, [ANSWERED]),
    vexAnswer(scene, ANSWERED),
  ];
}
