import { addSeconds } from '#kernel';

import { HOSTED_BUILDER, ORGANIZATION, repositoryOf } from './cast.js';
import { componentsOf } from './components.js';
import { attestationFile, type Signing } from './evidence-file.js';
import { provenanceV02, provenanceV1, type BuildRecord } from './predicates/provenance.js';
import { releaseManifest } from './predicates/release-manifest.js';
import { cyclonedx, spdx, type BillOfMaterials } from './predicates/sbom.js';
import { minutesAfter, type Scene } from './scene.js';
import { artifactSubjects, type Artifact } from './statement.js';
import type { EvidenceFile } from './world.js';

// What a build and its publication leave behind.

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
