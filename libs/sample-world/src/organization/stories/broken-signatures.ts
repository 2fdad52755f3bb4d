import { toUtf8 } from '#kernel';

import { impostorWorkflow } from '../cast.js';
import { pipelineSigning } from '../complete-release.js';
import { signatureFile } from '../evidence-file.js';
import { artifactOf, minutesAfter, type Scene } from '../scene.js';
import { toArtifact, type Artifact } from '../statement.js';
import { borrowLogEntry, flipByte } from '../tampering.js';
import type { EvidenceFile } from '../world.js';

/** One signature for each file but the last, and something wrong with every one. */
export function brokenSignatures(scene: Scene): EvidenceFile[] {
  return [
    flipped(scene, artifactOf(scene, 'linux-amd64')),
    borrowed(scene, artifactOf(scene, 'linux-arm64')),
    byImpostor(scene, artifactOf(scene, 'darwin-amd64')),
    byStranger(scene, artifactOf(scene, 'darwin-arm64')),
    loggedTooLate(scene, artifactOf(scene, 'windows-amd64.exe')),
    overOtherBytes(scene, artifactOf(scene, 'musl')),
  ];
}

function flipped(scene: Scene, artifact: Artifact): EvidenceFile {
  const file = signatureFile(scene, artifact, pipelineSigning(scene));
  return {
    ...file,
    bytes: flipByte(file.bytes),
    expect: 'rejected',
    fault: 'byte-flipped',
    about: `Signature of ${artifact.name} with one bit changed.`,
  };
}

function borrowed(scene: Scene, artifact: Artifact): EvidenceFile {
  const file = signatureFile(scene, artifact, pipelineSigning(scene));
  const lender = signatureFile(scene, artifactOf(scene, 'source.tgz'), pipelineSigning(scene));
  return {
    ...file,
    bytes: borrowLogEntry(file.bytes, lender.bytes),
    expect: 'rejected',
    fault: 'borrowed-log-entry',
    about: `Signature of ${artifact.name} with the log entry of another signature.`,
  };
}

function byImpostor(scene: Scene, artifact: Artifact): EvidenceFile {
  const identity = impostorWorkflow(scene.product, scene.version, scene.revision);
  return {
    ...signatureFile(scene, artifact, { ...pipelineSigning(scene), identity }),
    expect: 'rejected',
    fault: 'wrong-identity',
    about: `A sound signature of ${artifact.name} by the workflow of a copied repository.`,
  };
}

function byStranger(scene: Scene, artifact: Artifact): EvidenceFile {
  return {
    ...signatureFile({ ...scene, sigstore: scene.stranger }, artifact, pipelineSigning(scene)),
    expect: 'rejected',
    fault: 'foreign-authority',
    about: `Signature of ${artifact.name} under the right name, by an authority that nobody here trusts.`,
  };
}

function loggedTooLate(scene: Scene, artifact: Artifact): EvidenceFile {
  const style = { loggedAt: minutesAfter(scene, 30) };
  return {
    ...signatureFile(scene, artifact, { ...pipelineSigning(scene), style }),
    expect: 'rejected',
    fault: 'logged-too-late',
    about: `Signature of ${artifact.name} that was logged after its certificate had expired.`,
  };
}

/** Sound, and about no file of any release: it must not count for one. */
function overOtherBytes(scene: Scene, artifact: Artifact): EvidenceFile {
  const other = toArtifact(`${artifact.name}.draft`, toUtf8(`SYNTHETIC draft of ${artifact.name}\n`));
  return {
    ...signatureFile(scene, other, pipelineSigning(scene)),
    fault: 'other-artifact',
    about: `A sound signature offered for ${artifact.name}, over bytes that are in no release.`,
  };
}
