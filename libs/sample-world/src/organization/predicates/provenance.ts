import type { Instant, JsonObject } from '#kernel';

import type { TypedPredicate } from '../statement.js';

export interface BuildRecord {
  readonly builderId: string;
  readonly repository: string;
  /** `refs/tags/v1.2.3`. */
  readonly ref: string;
  readonly revision: string;
  /** SHA-256 of the image that the build ran in. */
  readonly toolchain: string;
  readonly invocation: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
}

const WORKFLOW_PATH = '.github/workflows/release.yml';

/** SLSA provenance v1. */
export function provenanceV1(build: BuildRecord): TypedPredicate {
  return {
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://forge.example/build-types/workflow/v1',
        externalParameters: { workflow: { ref: build.ref, repository: build.repository, path: WORKFLOW_PATH } },
        internalParameters: {},
        resolvedDependencies: [
          { uri: `git+${build.repository}@${build.ref}`, digest: { gitCommit: build.revision } },
          { uri: 'pkg:docker/toolchain.example/builder@12', digest: { sha256: build.toolchain } },
        ],
      },
      runDetails: {
        builder: { id: build.builderId },
        metadata: { invocationId: build.invocation, startedOn: build.startedAt, finishedOn: build.finishedAt },
      },
    },
  };
}

/** SLSA provenance v0.2, as older pipelines still write it. */
export function provenanceV02(build: BuildRecord): TypedPredicate {
  const source: JsonObject = { uri: `git+${build.repository}@${build.ref}`, digest: { sha1: build.revision } };
  return {
    predicateType: 'https://slsa.dev/provenance/v0.2',
    predicate: {
      builder: { id: build.builderId },
      buildType: 'https://forge.example/build-types/workflow/v0',
      invocation: {
        configSource: { ...source, entryPoint: WORKFLOW_PATH },
        parameters: {},
        environment: {},
      },
      metadata: {
        buildInvocationId: build.invocation,
        buildStartedOn: build.startedAt,
        buildFinishedOn: build.finishedAt,
        completeness: { parameters: true, environment: false, materials: false },
        reproducible: false,
      },
      materials: [source, { uri: 'pkg:docker/toolchain.example/builder@11', digest: { sha256: build.toolchain } }],
    },
  };
}
