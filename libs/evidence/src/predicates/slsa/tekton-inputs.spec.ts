import { describe, expect, it } from '@jest/globals';

import type { JsonObject } from '#kernel';

import { fieldOf } from '../../testing/refusal.js';
import { parseSlsaProvenanceV02, parseSlsaProvenanceV1 } from './slsa-provenance.js';

const COMMIT = 'c'.repeat(40);
const BUILDER = { id: 'https://tekton.dev/chains/v2' };
const CATALOGUE = { uri: 'git+https://github.com/tekton/catalogue.git', digest: { sha1: 'd'.repeat(40) } };
const SOURCE = { uri: 'git+https://github.com/acme/app.git', digest: { sha1: COMMIT } };
const IMAGE = { uri: 'oci://busybox', digest: { sha256: 'e'.repeat(64) } };

describe('SLSA v1 provenance of Tekton Chains', () => {
  const read = (resolvedDependencies: readonly JsonObject[], buildType = 'https://tekton.dev/chains/v2/slsa') =>
    parseSlsaProvenanceV1(
      fieldOf({
        buildDefinition: { buildType, externalParameters: { runSpec: {} }, resolvedDependencies },
        runDetails: { builder: BUILDER },
      }),
    );
  const definitions = [
    { ...CATALOGUE, name: 'pipeline' },
    { ...CATALOGUE, name: 'pipelineTask' },
  ];

  it.each(['https://tekton.dev/chains/v2/slsa', 'https://tekton.dev/chains/v2/slsa-tekton'])(
    'under %s has for its source what was handed in, not the definitions that ran',
    (buildType) => {
      expect(read([...definitions, IMAGE, { ...SOURCE, name: 'inputs/result' }], buildType)).toMatchObject({
        builderId: BUILDER.id,
        sourceUri: SOURCE.uri,
        revision: COMMIT,
        dependencies: 4,
      });
    },
  );

  it('has no source where only definitions come from a repository', () => {
    expect(read([...definitions, IMAGE])).not.toHaveProperty('sourceUri');
    expect(read([...definitions, IMAGE])).not.toHaveProperty('revision');
  });

  it('of another builder may name its dependencies as it likes', () => {
    const other = read([{ ...SOURCE, name: 'pipeline' }], 'https://builder.example/v1');
    expect(other).toMatchObject({ revision: COMMIT });
  });
});

describe('SLSA v0.2 provenance of Tekton Chains', () => {
  const read = (buildType: string, materials: readonly JsonObject[], configSource: JsonObject = CATALOGUE) =>
    parseSlsaProvenanceV02(fieldOf({ builder: BUILDER, buildType, invocation: { configSource }, materials }));

  it.each([
    'tekton.dev/v1/TaskRun',
    'tekton.dev/v1beta1/PipelineRun',
    'https://chains.tekton.dev/format/slsa/v2alpha1/type/tekton.dev/v1beta1/TaskRun',
    'https://tekton.dev/attestations/chains/pipelinerun@v2',
  ])('under %s has for its source a material, not the definition that ran', (buildType) => {
    expect(read(buildType, [IMAGE, CATALOGUE, SOURCE])).toMatchObject({ sourceUri: SOURCE.uri, revision: COMMIT });
    expect(read(buildType, [IMAGE, CATALOGUE])).not.toHaveProperty('sourceUri');
    expect(read(buildType, [IMAGE, SOURCE], {})).toMatchObject({ revision: COMMIT });
  });

  it('of another builder has the config source for its source', () => {
    expect(read('https://builder.example/v0', [SOURCE])).toMatchObject({ sourceUri: CATALOGUE.uri });
  });
});
