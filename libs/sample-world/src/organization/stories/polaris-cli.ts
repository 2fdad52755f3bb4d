import {
  ANSWERED,
  assuranceEvidence,
  freshScan,
  ownProvenance,
  pipelineSigning,
  vexAnswer,
} from '../complete-release.js';
import { sbomFiles } from '../build-files.js';
import { signatureFiles } from '../evidence-file.js';
import { artifactOf } from '../scene.js';
import {
  garbage,
  oversizedSubject,
  predicateOfAnotherType,
  unknownPredicateType,
  unsignedSbom,
} from './broken-attestations.js';
import { brokenSignatures } from './broken-signatures.js';
import type { Story } from './story.js';

/** Good evidence, in the newer log and time-stamped; only the list of files is somebody's word. */
export const latest: Story = (scene) => ({
  manifest: { kind: 'declared', artifacts: scene.artifacts },
  evidence: [
    ...signatureFiles(scene, scene.artifacts, pipelineSigning(scene, { log: 'v2', timestamp: true })),
    ownProvenance(scene, { timestamp: true }, 'v1'),
    ...sbomFiles(scene, scene.artifacts, { ...pipelineSigning(scene), format: 'cyclonedx' }),
    ...assuranceEvidence(scene, { source: 2, build: 2 }),
    freshScan(scene, [ANSWERED]),
    vexAnswer(scene, ANSWERED),
  ],
  decisions: [],
});

/** The first release: whatever can be wrong with evidence is wrong here. */
export const first: Story = (scene) => ({
  manifest: { kind: 'declared', artifacts: scene.artifacts },
  evidence: [
    ...brokenSignatures(scene),
    unsignedSbom(scene, artifactOf(scene, 'darwin-amd64')),
    oversizedSubject(scene),
    predicateOfAnotherType(scene),
    unknownPredicateType(scene),
    garbage(scene),
  ],
  decisions: [],
});
