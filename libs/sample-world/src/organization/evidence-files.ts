import { addSeconds, type Instant, type JsonValue } from '#kernel';

import type { Identity } from '../sigstore/identity.js';
import { HOSTED_BUILDER, ORGANIZATION, repositoryOf } from './cast.js';
import { componentsOf } from './components.js';
import { provenanceV02, provenanceV1, type BuildRecord } from './predicates/provenance.js';
import { releaseManifest } from './predicates/release-manifest.js';
import { cyclonedx, spdx, type BillOfMaterials } from './predicates/sbom.js';
import { sarifReport } from './predicates/static-analysis.js';
import { testResult, type TestRun } from './predicates/test-result.js';
import { cosignVuln, vulnsV02, type Scan, type ScanFinding } from './predicates/vulnerability-scan.js';
import { verificationSummary } from './predicates/verification-summary.js';
import { openVex, type VexAnswer } from './predicates/vex.js';
import { minutesAfter, type Scene, type Style } from './scene.js';
import {
  artifactSubjects,
  revisionSubject,
  toStatement,
  type Artifact,
  type StatementSubject,
  type TypedPredicate,
} from './statement.js';
import type { EvidenceFile } from './world.js';

// One function per kind of evidence: what a well-behaved pipeline, scanner or person would submit about a release.

/** Whose signature, when, and how it is witnessed. */
export interface Signing {
  readonly identity: Identity;
  readonly at: Instant;
  readonly style?: Style;
}

export function signatureFile(scene: Scene, artifact: Artifact, signing: Signing): EvidenceFile {
  const { identity, at, style = {} } = signing;
  return {
    name: `${artifact.name}.sigstore.json`,
    bytes: scene.sigstore.signArtifact({ identity, at, artifact: artifact.bytes, ...style }),
    expect: 'verified',
    about: `Signature of ${artifact.name}.`,
  };
}

export function signatureFiles(scene: Scene, artifacts: readonly Artifact[], signing: Signing): EvidenceFile[] {
  return artifacts.map((artifact) => signatureFile(scene, artifact, signing));
}

/** An attestation with any predicate, and the words that go with it. */
export function attestationFile(
  scene: Scene,
  signing: Signing,
  content: {
    readonly name: string;
    readonly about: string;
    readonly subjects: readonly StatementSubject[];
    readonly predicate: TypedPredicate;
    readonly statementVersion?: 'v0.1' | 'v1';
  },
): EvidenceFile {
  const statement: JsonValue = toStatement(content.subjects, content.predicate, content.statementVersion);
  const { identity, at, style = {} } = signing;
  return {
    name: `${content.name}.sigstore.json`,
    bytes: scene.sigstore.attest({ identity, at, statement, ...style }),
    expect: 'verified',
    about: content.about,
  };
}

export function provenanceFile(
  scene: Scene,
  signing: Signing,
  build: { readonly builderId?: string; readonly format?: 'v0.2' | 'v1' } = {},
): EvidenceFile {
  const { product, version, revision, seed } = scene;
  const record: BuildRecord = {
    builderId: build.builderId ?? HOSTED_BUILDER.id,
    repository: repositoryOf(product),
    ref: `refs/tags/v${version}`,
    revision,
    toolchain: seed.hex('toolchain', 64),
    invocation: `${repositoryOf(product)}/actions/runs/${seed.integer('run', 1_000_000_000)}`,
    startedAt: addSeconds(signing.at, -420),
    finishedAt: addSeconds(signing.at, -30),
  };
  return attestationFile(scene, signing, {
    name: 'provenance',
    about: 'Build provenance of every file of the release.',
    subjects: artifactSubjects(scene.artifacts),
    predicate: build.format === 'v0.2' ? provenanceV02(record) : provenanceV1(record),
    statementVersion: build.format === 'v0.2' ? 'v0.1' : 'v1',
  });
}

export function billOfMaterials(scene: Scene, artifact: Artifact): BillOfMaterials {
  const components = componentsOf(scene.seed, scene.product.slug);
  return { artifact, version: scene.version, createdAt: minutesAfter(scene, -20), components };
}

export function sbomFiles(
  scene: Scene,
  artifacts: readonly Artifact[],
  signing: Signing & { readonly format: 'cyclonedx' | 'spdx' },
): EvidenceFile[] {
  const toPredicate = signing.format === 'spdx' ? spdx : cyclonedx;
  return artifacts.map((artifact) =>
    attestationFile(scene, signing, {
      name: `${artifact.name}.sbom`,
      about: `Bill of materials of ${artifact.name}.`,
      subjects: artifactSubjects([artifact]),
      predicate: toPredicate(billOfMaterials(scene, artifact)),
    }),
  );
}

export function scanFile(
  scene: Scene,
  signing: Signing,
  scan: { readonly name: string; readonly findings: readonly ScanFinding[]; readonly format?: 'vulns' | 'cosign' },
): EvidenceFile {
  const record: Scan = {
    scanner: `https://${scan.name}.example/scanner`,
    finishedAt: addSeconds(signing.at, -60),
    databaseAgeHours: 5,
    findings: scan.findings,
  };
  return attestationFile(scene, signing, {
    name: scan.name,
    about: `Vulnerability scan of every file of the release: ${scan.findings.length} findings.`,
    subjects: artifactSubjects(scene.artifacts),
    predicate: scan.format === 'cosign' ? cosignVuln(record) : vulnsV02(record),
  });
}

export function vexFile(scene: Scene, signing: Signing, answers: readonly VexAnswer[]): EvidenceFile {
  const id = `https://vex.borealis.example/${scene.product.slug}/${scene.version}`;
  return attestationFile(scene, signing, {
    name: 'vex',
    about: `Answers to ${answers.length} findings, by product security.`,
    subjects: artifactSubjects(scene.artifacts),
    predicate: openVex({ id, at: signing.at, artifacts: scene.artifacts, answers }),
  });
}

export type TestOutcome = Pick<TestRun, 'suite'> & Partial<Pick<TestRun, 'result' | 'failed'>>;

/** @param subjects what was tested: files, or the revision they were built from */
export function testFile(
  scene: Scene,
  signing: Signing,
  test: TestOutcome & { readonly subjects: readonly StatementSubject[] },
): EvidenceFile {
  const { suite, subjects, result = 'PASSED', failed = [] } = test;
  const passed = [`${suite}/first`, `${suite}/second`, `${suite}/third`];
  return attestationFile(scene, signing, {
    name: `test-${suite}`,
    about: `Result of the suite ${suite}: ${result}.`,
    subjects,
    predicate: testResult({ suite, result, passed, failed, configuration: scene.seed.hex(`suite ${suite}`, 64) }),
  });
}

export function staticAnalysisFile(scene: Scene, signing: Signing): EvidenceFile {
  return attestationFile(scene, signing, {
    name: 'static-analysis',
    about: 'Static analysis of the released revision, without open results.',
    subjects: [releaseRevision(scene)],
    predicate: sarifReport('code-reader-synthetic', scene.seed.hex('analyser configuration', 64)),
  });
}

export function releaseRevision(scene: Scene): StatementSubject {
  return revisionSubject(repositoryOf(scene.product), scene.revision);
}

/** @param level SLSA Source level; 4 means that two people saw each change */
export function sourceSummaryFile(scene: Scene, signing: Signing, level: 2 | 3 | 4): EvidenceFile {
  const repository = repositoryOf(scene.product);
  const summary = verificationSummary({
    verifier: 'https://forge.example/source-verifier',
    at: addSeconds(signing.at, -5),
    resource: `git+${repository}`,
    policy: scene.seed.hex('source policy', 64),
    levels: [`SLSA_SOURCE_LEVEL_${level}`, ...(level === 4 ? ['SLSA_SOURCE_TWO_PARTY_REVIEWED'] : [])],
  });
  return attestationFile(scene, signing, {
    name: 'source-verification',
    about: `The forge's source verifier found SLSA Source level ${level} for the released revision.`,
    subjects: [releaseRevision(scene)],
    predicate: summary,
  });
}

/** @param level SLSA Build level that the verifier found */
export function buildSummaryFile(scene: Scene, signing: Signing, level: 2 | 3): EvidenceFile {
  return attestationFile(scene, signing, {
    name: 'build-verification',
    about: 'A release verifier judged every file by a written policy.',
    subjects: artifactSubjects(scene.artifacts),
    predicate: verificationSummary({
      verifier: 'https://forge.example/release-verifier',
      at: addSeconds(signing.at, -5),
      resource: `pkg:generic/borealis/${scene.product.slug}@${scene.version}`,
      policy: scene.seed.hex('build policy', 64),
      levels: [`SLSA_BUILD_LEVEL_${level}`],
    }),
  });
}

export function manifestFile(scene: Scene, signing: Signing): EvidenceFile {
  return attestationFile(scene, signing, {
    name: 'release-manifest',
    about: `List of the ${scene.artifacts.length} files that the release consists of.`,
    subjects: artifactSubjects(scene.artifacts),
    predicate: releaseManifest({
      organization: ORGANIZATION.slug,
      product: scene.product.slug,
      release: scene.version,
      revision: scene.revision,
      issuedAt: signing.at,
    }),
  });
}
