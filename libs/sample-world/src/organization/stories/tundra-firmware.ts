import { firmwareKey, SELF_HOSTED_RUNNER_ID, SOURCE_VERIFIER, workload } from '../cast.js';
import { freshScan, pipelineSigning, registryManifest } from '../complete-release.js';
import { releaseRevision, sourceSummaryFile, testFile } from '../assurance-files.js';
import { manifestFile, provenanceFile } from '../build-files.js';
import { attestationFile, signatureFiles } from '../evidence-file.js';
import { minutesAfter, type Scene } from '../scene.js';
import { artifactSubjects } from '../statement.js';
import type { EvidenceFile } from '../world.js';
import { unsignedSbom } from './broken-attestations.js';
import type { Story } from './story.js';

/** Signed with an announced key and logged; built where the team could have touched it. */
export const latest: Story = (scene) => {
  const key = { identity: firmwareKey(scene.keys, 'release'), at: minutesAfter(scene, -10) };
  return {
    manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
    evidence: [
      registryManifest(scene),
      ...signatureFiles(scene, scene.artifacts, key),
      provenanceFile(scene, pipelineSigning(scene), { builderId: SELF_HOSTED_RUNNER_ID }),
      ...scene.artifacts.slice(0, 3).map((artifact) => unsignedSbom(scene, artifact)),
      sourceSummaryWithoutRule(scene),
      traceWithoutRule(scene),
      testByUnknownKey(scene),
      freshScan(scene, []),
    ],
    decisions: [],
  };
};

/** Signed in a safe, with a key in a device that no log and no clock has ever heard of. */
export const first: Story = (scene) => {
  const offline = { identity: firmwareKey(scene.keys, 'offline'), at: minutesAfter(scene, -10) };
  const release = { identity: firmwareKey(scene.keys, 'release'), at: minutesAfter(scene, 5) };
  return {
    manifest: { kind: 'evidence', file: 'release-manifest.sigstore.json' },
    evidence: [
      manifestFile(scene, release),
      ...signatureFiles(scene, scene.artifacts, { ...offline, style: { log: 'none' } }),
      ...scene.artifacts.map((artifact) => unsignedSbom(scene, artifact)),
    ],
    decisions: [],
  };
};

/** Verified under the rules of other products, so it must not count for this one. */
function sourceSummaryWithoutRule(scene: Scene): EvidenceFile {
  const signing = { identity: workload(SOURCE_VERIFIER), at: minutesAfter(scene, -40) };
  return { ...sourceSummaryFile(scene, signing, 3), fault: 'rule-of-another-product' };
}

/** Nobody is believed about this kind of evidence, by no rule at all. */
function traceWithoutRule(scene: Scene): EvidenceFile {
  return {
    ...attestationFile(scene, pipelineSigning(scene), {
      name: 'runtime-trace',
      about: 'A trace of the build, of a kind that no rule speaks of.',
      subjects: artifactSubjects(scene.artifacts),
      predicate: {
        predicateType: 'https://in-toto.io/attestation/runtime-trace/v0.1',
        predicate: {
          monitor: { type: 'https://monitor.example/build' },
          monitoredProcess: { hostID: 'https://ci.example', type: 'https://ci.example/build', event: 'release build' },
          monitorLog: { network: [] },
        },
      },
    }),
    expect: 'unverified',
    fault: 'no-rule-for-kind',
  };
}

function testByUnknownKey(scene: Scene): EvidenceFile {
  const signing = { identity: firmwareKey(scene.keys, 'unknown'), at: minutesAfter(scene, -30) };
  return {
    ...testFile(scene, signing, { suite: 'unit', subjects: [releaseRevision(scene)] }),
    expect: 'unverified',
    fault: 'unknown-key',
    about: 'Passed tests, signed with a key that nobody has announced.',
  };
}
