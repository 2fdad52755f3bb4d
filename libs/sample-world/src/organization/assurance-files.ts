import { addSeconds } from '#kernel';

import { repositoryOf } from './cast.js';
import { attestationFile, type Signing } from './evidence-file.js';
import { sarifReport } from './predicates/static-analysis.js';
import { testResult, type TestRun } from './predicates/test-result.js';
import { verificationSummary } from './predicates/verification-summary.js';
import { cosignVuln, vulnsV02, type Scan, type ScanFinding } from './predicates/vulnerability-scan.js';
import { openVex, type VexAnswer } from './predicates/vex.js';
import type { Scene } from './scene.js';
import { artifactSubjects, revisionSubject, type StatementSubject } from './statement.js';
import type { EvidenceFile } from './world.js';

// What testers, scanners, verifiers and the security team say about a release.

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
