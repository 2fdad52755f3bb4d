import { addDays } from '#kernel';

import { LAB, SCANNERS, workload } from '../cast.js';
import {
  ANSWERED,
  assuranceEvidence,
  buildEvidence,
  completeRelease,
  CRITICAL_UNANSWERED,
  freshScan,
  ownProvenance,
  pipelineSigning,
  registryManifest,
  UNANSWERED,
} from '../complete-release.js';
import { flagshipDecisions } from '../decisions.js';
import { scanFile, testFile } from '../assurance-files.js';
import { manifestFile, sbomFiles } from '../build-files.js';
import { signatureFiles } from '../evidence-file.js';
import { minutesAfter, type Scene } from '../scene.js';
import { artifactSubjects } from '../statement.js';
import type { EvidenceFile } from '../world.js';
import type { Story } from './story.js';

const DEEP_SCAN = 'scan-deep';

/** The latest release: everything is there, but a second scanner found something that nobody has answered yet. */
export const latest: Story = (scene) => {
  const hardened = scene.artifacts.filter(({ name }) => !name.endsWith('.json'));
  const evidence = completeRelease(scene).map((file) =>
    file.name.startsWith('test-binary-hardening') ? hardeningTest(scene, hardened) : file,
  );
  return {
    manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
    evidence: [...evidence, deepScan(scene)],
    decisions: flagshipDecisions(scene),
  };
};

/** A file that is no executable is not covered, so that the suite speaks of all files but one. */
function hardeningTest(scene: Scene, artifacts: Scene['artifacts']): EvidenceFile {
  const lab = { identity: workload(LAB), at: minutesAfter(scene, -12) };
  return testFile(scene, lab, { suite: 'binary-hardening', subjects: artifactSubjects(artifacts) });
}

function deepScan(scene: Scene): EvidenceFile {
  const signing = { identity: workload(SCANNERS.deep), at: addDays(scene.now, -2) };
  return scanFile(scene, signing, { name: DEEP_SCAN, findings: [ANSWERED, UNANSWERED] });
}

/** Listed by its own pipeline, and a critical finding stands unanswered. */
export const previous: Story = (scene) => {
  const style = { version: 'v0.2' } as const;
  const manifestSigning = { ...pipelineSigning(scene, style), at: minutesAfter(scene, 2) };
  return {
    manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
    evidence: [
      manifestFile(scene, manifestSigning),
      ...buildEvidence(scene, style, 'spdx'),
      ...assuranceEvidence(scene, { source: 3, build: 3 }),
      freshScan(scene, [CRITICAL_UNANSWERED]),
    ],
    decisions: [],
  };
};

/** Still supported, no longer looked after: one signature and one SBOM are missing, and the scan is 45 days old. */
export const oldest: Story = (scene) => {
  const style = { version: 'v0.1', entry: 'intoto' } as const;
  const signing = pipelineSigning(scene, style);
  const oldScan = { identity: workload(SCANNERS.continuous), at: addDays(scene.now, -45) };
  return {
    manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
    evidence: [
      registryManifest(scene),
      ...signatureFiles(scene, scene.artifacts.slice(1), signing),
      ownProvenance(scene, style, 'v0.2'),
      ...sbomFiles(scene, scene.artifacts.slice(0, -1), { ...signing, format: 'spdx' }),
      {
        ...scanFile(scene, oldScan, { name: 'scan-continuous', findings: [], format: 'cosign' }),
        fault: 'stale-scan',
        about: 'Vulnerability scan without findings, but 45 days old.',
      },
      failedSuite(scene),
    ],
    decisions: [],
  };
};

function failedSuite(scene: Scene): EvidenceFile {
  const subjects = artifactSubjects(scene.artifacts);
  return testFile(scene, pipelineSigning(scene), {
    suite: 'unit',
    result: 'FAILED',
    failed: ['unit/fourth'],
    subjects,
  });
}
