import { describe, expect, it } from '@jest/globals';

import type { JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf, refusalOf } from '../../testing/refusal.js';
import { COMMIT, SLSA_V1 } from '../../testing/statements.js';
import { parseSlsaProvenanceV02, parseSlsaProvenanceV1 } from './slsa-provenance.js';

const SLSA_V02 = {
  builder: { id: 'https://github.com/acme/builder@v1' },
  buildType: 'https://example.com/build/v0',
  invocation: { configSource: { uri: 'git+https://github.com/acme/app@refs/tags/v1', digest: { sha1: COMMIT } } },
  materials: [
    { uri: 'git+https://github.com/acme/app@refs/tags/v1', digest: { sha1: COMMIT } },
    { uri: 'pkg:npm/left-pad@1.0.0' },
  ],
};

describe('SLSA provenance v1', () => {
  const read = (json: JsonValue) => parseSlsaProvenanceV1(fieldOf(json));
  const DEPENDENCIES = 'buildDefinition.resolvedDependencies';

  it('gives builder, build type, source and how much is pinned', () => {
    expect(read(SLSA_V1)).toEqual({
      kind: 'build-provenance',
      builderId: 'https://github.com/acme/builder@v1',
      buildType: 'https://example.com/build/v1',
      sourceUri: 'https://github.com/acme/app',
      sourceRef: 'refs/tags/v1',
      revision: COMMIT,
      dependencies: 3,
      pinnedDependencies: 2,
      invocation: { repository: 'https://github.com/acme/app', ref: 'refs/tags/v1', tag: 'v1', commit: COMMIT },
    });
  });

  it('takes the first git dependency for the source where the build type declares none', () => {
    const undeclared = withChange(SLSA_V1, 'buildDefinition.externalParameters', { workflow: 'main' });
    expect(read(undeclared)).toMatchObject({ revision: 'd'.repeat(40) });
  });

  it('states no revision when the declared repository is not among the dependencies', () => {
    const other = withChange(SLSA_V1, `${DEPENDENCIES}.1.uri`, 'git+https://github.com/acme/app-evil@refs/tags/v1');
    expect(read(other)).toMatchObject({ sourceUri: 'https://github.com/acme/app' });
    expect(read(other)).not.toHaveProperty('revision');
  });

  it('does not read SHA-1 of something that is no git URI as a commit', () => {
    const archive = withChange(withChange(SLSA_V1, 'buildDefinition.externalParameters', {}), DEPENDENCIES, [
      { uri: 'https://example.com/a.tar.gz', digest: { sha1: COMMIT } },
    ]);
    expect(read(archive)).not.toHaveProperty('revision');
    expect(read(archive)).toMatchObject({ dependencies: 1, pinnedDependencies: 1 });
  });

  it('does not read text that is no commit as a revision', () => {
    const branch = withChange(SLSA_V1, `${DEPENDENCIES}.1.digest.gitCommit`, 'main');
    expect(read(branch)).not.toHaveProperty('revision');
  });

  it('may list no dependencies at all', () => {
    expect(read(withChange(SLSA_V1, DEPENDENCIES, undefined))).toMatchObject({
      dependencies: 0,
      pinnedDependencies: 0,
    });
  });

  it.each<[string, string, JsonValue | undefined, string]>([
    ['without a build definition', 'buildDefinition', undefined, 'FIELD_MISSING'],
    ['without a build type', 'buildDefinition.buildType', undefined, 'FIELD_MISSING'],
    ['without run details', 'runDetails', undefined, 'FIELD_MISSING'],
    ['without a builder', 'runDetails.builder', undefined, 'FIELD_MISSING'],
    ['with an empty builder id', 'runDetails.builder.id', '', 'FIELD_MISSING'],
    ['with dependencies that are no list', DEPENDENCIES, {}, 'FIELD_INVALID'],
    ['with a dependency that is no object', `${DEPENDENCIES}.0`, 'x', 'FIELD_INVALID'],
  ])('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(SLSA_V1, path, value)))).toBe(code);
  });
});

describe('SLSA provenance v0.2', () => {
  const read = (json: JsonValue) => parseSlsaProvenanceV02(fieldOf(json));

  it('gives builder, build type, source and how much is pinned', () => {
    expect(read(SLSA_V02)).toEqual({
      kind: 'build-provenance',
      builderId: 'https://github.com/acme/builder@v1',
      buildType: 'https://example.com/build/v0',
      sourceUri: 'git+https://github.com/acme/app@refs/tags/v1',
      sourceRef: 'refs/tags/v1',
      revision: COMMIT,
      dependencies: 2,
      pinnedDependencies: 1,
      invocation: { repository: 'https://github.com/acme/app', ref: 'refs/tags/v1', tag: 'v1', commit: COMMIT },
    });
  });

  it('takes the source from the materials where there is no config source', () => {
    expect(read(withChange(SLSA_V02, 'invocation', null))).toMatchObject({ revision: COMMIT });
  });

  it.each<[string, string]>([
    ['without a builder', 'builder'],
    ['without a build type', 'buildType'],
  ])('is refused %s', (_, path) => {
    expect(refusalOf(() => read(withChange(SLSA_V02, path, undefined)))).toBe('FIELD_MISSING');
  });
});
