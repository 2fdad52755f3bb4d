import { toUtf8 } from '#kernel';

import { pipelineSigning } from '../complete-release.js';
import { billOfMaterials } from '../build-files.js';
import { attestationFile } from '../evidence-file.js';
import { cyclonedx, cyclonedxDocument } from '../predicates/sbom.js';
import { artifactOf, type Scene } from '../scene.js';
import { artifactSubjects, type Artifact } from '../statement.js';
import type { EvidenceFile } from '../world.js';

const LONG_NAME = 60_000;

/** A bill of materials as a bare file: the right one perhaps, but nobody says so. */
export function unsignedSbom(scene: Scene, artifact: Artifact): EvidenceFile {
  return {
    name: `${artifact.name}.cdx.json`,
    bytes: toUtf8(JSON.stringify(cyclonedxDocument(billOfMaterials(scene, artifact)), null, 2)),
    expect: 'unverified',
    fault: 'unsigned',
    about: `Bill of materials of ${artifact.name}, signed by nobody.`,
  };
}

export function garbage(scene: Scene): EvidenceFile {
  return {
    name: 'scan-results.bin',
    bytes: scene.seed.bytes('garbage', 512),
    expect: 'rejected',
    fault: 'garbage',
    about: 'Bytes that mean nothing.',
  };
}

/** Names never decide, so this one is sound; it must do no harm wherever it is shown. */
export function oversizedSubject(scene: Scene): EvidenceFile {
  const artifact = artifactOf(scene, 'musl');
  const [subject] = artifactSubjects([artifact]);
  const subjects = subject === undefined ? [] : [{ ...subject, name: `<b>${'musl '.repeat(LONG_NAME / 5)}</b>` }];
  return {
    ...attestationFile(scene, pipelineSigning(scene), {
      name: 'oversized-subject.sbom',
      about: `Bill of materials of ${artifact.name} under a name of ${LONG_NAME} characters.`,
      subjects,
      predicate: cyclonedx(billOfMaterials(scene, artifact)),
    }),
    fault: 'oversized-subject',
  };
}

/** A bill of materials that claims to be provenance. */
export function predicateOfAnotherType(scene: Scene): EvidenceFile {
  const artifact = artifactOf(scene, 'linux-amd64');
  const { predicate } = cyclonedx(billOfMaterials(scene, artifact));
  return {
    ...attestationFile(scene, pipelineSigning(scene), {
      name: 'sbom-as-provenance',
      about: 'A bill of materials under the predicate type of build provenance.',
      subjects: artifactSubjects(scene.artifacts),
      predicate: { predicateType: 'https://slsa.dev/provenance/v1', predicate },
    }),
    expect: 'rejected',
    fault: 'predicate-of-another-type',
  };
}

/** One character more than a registered type: another type, and unknown. */
export function unknownPredicateType(scene: Scene): EvidenceFile {
  const artifact = artifactOf(scene, 'linux-arm64');
  const { predicateType, predicate } = cyclonedx(billOfMaterials(scene, artifact));
  return {
    ...attestationFile(scene, pipelineSigning(scene), {
      name: 'sbom-of-unknown-type',
      about: 'A bill of materials whose predicate type has a slash too many.',
      subjects: artifactSubjects([artifact]),
      predicate: { predicateType: `${predicateType}/`, predicate },
    }),
    expect: 'unverified',
    fault: 'unknown-predicate-type',
  };
}
