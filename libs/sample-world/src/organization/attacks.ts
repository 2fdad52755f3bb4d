import { impostorWorkflow } from './cast.js';
import { pipelineSigning } from './complete-release.js';
import { signatureFile } from './evidence-file.js';
import { artifactOf, type Scene } from './scene.js';
import { borrowLogEntry, flipByte } from './tampering.js';
import type { Attack, EvidenceFile, SampleWorld } from './world.js';

/** What the demo throws at the flagship; each attack starts from bytes that are good and breaks one thing. */
export function flagshipAttacks(scene: Scene, evidence: readonly EvidenceFile[]): Attack[] {
  const about = { product: scene.product.slug, version: scene.version };
  const artifact = artifactOf(scene, 'linux-amd64.tar.gz');
  const own = bytesOf(evidence, `${artifact.name}.sigstore.json`);
  const lender = bytesOf(evidence, `${artifactOf(scene, 'linux-arm64.tar.gz').name}.sigstore.json`);
  const identity = impostorWorkflow(scene.product, scene.version, scene.revision);
  return [
    {
      ...about,
      name: 'byte-flipped',
      about: 'one bit of the build provenance changed',
      bytes: flipByte(bytesOf(evidence, 'provenance.sigstore.json')),
      rung: 'signature',
    },
    {
      ...about,
      name: 'borrowed-log-entry',
      about: `the signature of ${artifact.name} with the log entry of another file`,
      bytes: borrowLogEntry(own, lender),
      rung: 'transparency-log',
    },
    {
      ...about,
      name: 'wrong-identity',
      about: `a sound signature of ${artifact.name} by the workflow of a copied repository`,
      bytes: signatureFile(scene, artifact, { ...pipelineSigning(scene), identity }).bytes,
      rung: 'identity',
    },
  ];
}

/** The attacks that came with a world. */
export function attacks(world: SampleWorld): readonly Attack[] {
  return world.attacks;
}

function bytesOf(evidence: readonly EvidenceFile[], name: string): Uint8Array {
  const file = evidence.find((item) => item.name === name);
  if (file === undefined) throw new RangeError(`the story of the flagship has no file ${name}`);
  return file.bytes;
}
