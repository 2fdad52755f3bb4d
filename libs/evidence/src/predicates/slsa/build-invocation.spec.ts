import { describe, expect, it } from '@jest/globals';

import type { JsonObject, JsonValue } from '#kernel';

import { withChange } from '../../testing/json.js';
import { fieldOf } from '../../testing/refusal.js';
import { parseSlsaProvenanceV02, parseSlsaProvenanceV1 } from './slsa-provenance.js';
import { parseSlsaProvenanceV01 } from './provenance-v0.1.js';

const COMMIT = 'c'.repeat(40);
const SOURCE = 'git+https://github.com/acme/app';
const WORKFLOW = '.github/workflows/release.yml';
const DELEGATED = 'https://github.com/slsa-framework/slsa-github-generator/delegator-generic@v0';

/** Variables as a generator writes them into provenance v1; v0.2 of the same generator spells them in lower case. */
function variables(ref: string, changes: JsonObject = {}): JsonObject {
  return {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_REPOSITORY_ID: '4711',
    GITHUB_REPOSITORY_OWNER_ID: 815,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: 4757060009,
    GITHUB_SHA: COMMIT,
    GITHUB_BASE_REF: '',
    GITHUB_WORKFLOW_REF: `acme/app/${WORKFLOW}@${ref}`,
    ...changes,
  };
}

function readV1(
  internalParameters: JsonValue,
  changes: { readonly buildType?: string; readonly source?: string } = {},
) {
  const { buildType = 'https://builder.example/type', source = `${SOURCE}@refs/heads/main` } = changes;
  const definition = {
    buildType,
    externalParameters: {},
    internalParameters,
    resolvedDependencies: [{ uri: source, digest: { sha1: COMMIT } }],
  };
  const predicate = { buildDefinition: definition, runDetails: { builder: { id: 'https://builder.example' } } };
  return parseSlsaProvenanceV1(fieldOf(predicate)).invocation;
}

function readV02(environment: JsonObject, ref: string) {
  const uri = `${SOURCE}@${ref}`;
  return parseSlsaProvenanceV02(
    fieldOf({
      builder: { id: 'https://builder.example' },
      buildType: 'https://github.com/slsa-framework/slsa-github-generator/generic@v1',
      invocation: { configSource: { uri, digest: { sha1: COMMIT }, entryPoint: WORKFLOW }, environment },
      materials: [{ uri, digest: { sha1: COMMIT } }],
      metadata: { buildInvocationID: '4757060009-1' },
    }),
  ).invocation;
}

const lower = (upper: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(upper).map(([name, value]) => [name.toLowerCase(), value]));

describe('what set a build on GitHub off', () => {
  const onMain = {
    repository: 'https://github.com/acme/app',
    ref: 'refs/heads/main',
    commit: COMMIT,
    event: 'push',
    branch: 'main',
    configPath: WORKFLOW,
    repositoryId: '4711',
    repositoryOwnerId: '815',
    run: '4757060009-1',
  };

  it('is the same in provenance v1 and v0.2', () => {
    expect(readV1(variables('refs/heads/main'))).toEqual(onMain);
    expect(readV02(lower(variables('refs/heads/main')), 'refs/heads/main')).toEqual(onMain);
  });

  it("is the same where the build type is GitHub's own", () => {
    const predicate = {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: {
          workflow: { ref: 'refs/heads/main', repository: 'https://github.com/acme/app', path: WORKFLOW },
        },
        internalParameters: {
          github: {
            event_name: 'push',
            repository_id: '4711',
            repository_owner_id: '815',
            runner_environment: 'github-hosted',
          },
        },
        resolvedDependencies: [{ uri: `${SOURCE}@refs/heads/main`, digest: { gitCommit: COMMIT } }],
      },
      runDetails: {
        builder: { id: 'https://builder.example' },
        metadata: { invocationId: 'https://github.com/acme/app/actions/runs/4757060009/attempts/1' },
      },
    };
    expect(parseSlsaProvenanceV1(fieldOf(predicate)).invocation).toEqual({ ...onMain, runner: 'github-hosted' });
  });

  it.each<[string, JsonObject, string | undefined]>([
    ['the push of a tag says from which branch', { GITHUB_EVENT_PAYLOAD: { base_ref: 'refs/heads/main' } }, 'main'],
    ['a tag at a commit of its own has no branch', { GITHUB_EVENT_PAYLOAD: { base_ref: null } }, undefined],
    [
      'a release names its branch',
      { GITHUB_EVENT_NAME: 'release', GITHUB_EVENT_PAYLOAD: { release: { target_commitish: 'stable' } } },
      'stable',
    ],
    [
      'another event says nothing about it',
      { GITHUB_EVENT_NAME: 'create', GITHUB_EVENT_PAYLOAD: { base_ref: 'refs/heads/main' } },
      undefined,
    ],
  ])('has a tag and its branch: %s', (_, changes, branch) => {
    const invocation = readV1(variables('refs/tags/v1', changes));
    expect(invocation?.tag).toBe('v1');
    expect(invocation?.branch).toBe(branch);
  });

  it('has neither branch nor tag for a pull request', () => {
    const invocation = readV1(variables('refs/pull/1/merge'));
    expect(invocation).toMatchObject({ ref: 'refs/pull/1/merge' });
    expect(invocation).not.toHaveProperty('branch');
    expect(invocation).not.toHaveProperty('tag');
  });

  it('has the inputs of the person who started it, of text alone, and of no other event', () => {
    const payload = { GITHUB_EVENT_PAYLOAD: { inputs: { target: 'release', count: 3 } } };
    const dispatched = readV1(variables('refs/heads/main', { ...payload, GITHUB_EVENT_NAME: 'workflow_dispatch' }));
    expect(dispatched?.inputs).toEqual(new Map([['target', 'release']]));
    expect(readV1(variables('refs/heads/main', payload))).not.toHaveProperty('inputs');
  });

  it('has, behind a delegator, branch and tag of what was built alone', () => {
    const read = (source: string) => readV1(variables('refs/tags/v1'), { buildType: DELEGATED, source });
    expect(read(`${SOURCE}@refs/tags/v1`)).toMatchObject({ tag: 'v1' });
    expect(read(SOURCE)).not.toHaveProperty('tag');
    expect(read(`${SOURCE}@refs/heads/other`)).toMatchObject({ branch: 'other', ref: 'refs/tags/v1' });
  });

  it.each<[string, JsonValue]>([
    ['no object', 'text'],
    ['a list', []],
    ['of every object', { constructor: 'x', toString: 'y' }],
  ])('is nothing where the parameters are %s', (_, parameters) => {
    expect(readV1(parameters)).toBeUndefined();
  });

  it('is read as far as it goes where variables are of other types', () => {
    const odd = variables('refs/heads/main', { GITHUB_REF: {}, GITHUB_SHA: null, GITHUB_REPOSITORY: 1.5 });
    expect(readV1(odd)).toMatchObject({ branch: 'main', configPath: WORKFLOW });
    expect(readV1(odd)).not.toHaveProperty('commit');
    expect(readV1(odd)).not.toHaveProperty('repository');
  });
});

describe('what a builder on GitHub built', () => {
  it('is, in provenance v0.2, the first repository among the materials, wherever the event was', () => {
    const material = { uri: 'git+https://github.com/acme/other@refs/heads/main', digest: { sha1: COMMIT } };
    const predicate = {
      builder: { id: 'https://builder.example' },
      buildType: 'https://builder.example/type',
      invocation: {
        configSource: { uri: SOURCE, digest: { sha1: COMMIT } },
        environment: variables('refs/heads/main'),
      },
      materials: [material],
    };
    expect(parseSlsaProvenanceV02(fieldOf(predicate))).toMatchObject({
      sourceUri: material.uri,
      sourceRef: 'refs/heads/main',
      invocation: { repository: 'https://github.com/acme/app' },
    });
    expect(parseSlsaProvenanceV02(fieldOf({ ...predicate, materials: [] }))).toMatchObject({ sourceUri: SOURCE });
  });
});

describe('what set a build on Google Cloud Build off', () => {
  const SUBSTITUTIONS = { COMMIT_SHA: COMMIT, TAG_NAME: 'v1.2.3', _TARGET: 'release' };

  it('stands in the substitutions of provenance v1', () => {
    const predicate = {
      buildDefinition: {
        buildType: 'https://cloud.google.com/build/gcb-buildtypes/google-worker/v1',
        externalParameters: {
          buildConfigSource: { path: 'cloudbuild.yaml', ref: 'refs/heads/main', repository: SOURCE },
          substitutions: { _TARGET: 'release' },
        },
        internalParameters: { systemSubstitutions: { BRANCH_NAME: 'main', COMMIT_SHA: COMMIT } },
      },
      runDetails: { builder: { id: 'https://cloudbuild.googleapis.com/GoogleHostedWorker' } },
    };
    expect(parseSlsaProvenanceV1(fieldOf(predicate))).toMatchObject({
      sourceUri: SOURCE,
      invocation: {
        repository: 'https://github.com/acme/app',
        ref: 'refs/heads/main',
        branch: 'main',
        commit: COMMIT,
        configPath: 'cloudbuild.yaml',
        inputs: new Map([['_TARGET', 'release']]),
      },
    });
  });

  const V01 = {
    builder: { id: 'https://cloudbuild.googleapis.com/GoogleHostedWorker@v0.3' },
    recipe: {
      type: 'https://cloudbuild.googleapis.com/CloudBuildYaml@v0.1',
      definedInMaterial: '-1',
      entryPoint: 'cloudbuild.yaml',
      arguments: { substitutions: SUBSTITUTIONS },
    },
    materials: [{ uri: SOURCE, digest: { sha1: COMMIT } }],
  };

  it('stands in the recipe of provenance v0.1', () => {
    expect(parseSlsaProvenanceV01(fieldOf(V01))).toEqual({
      kind: 'build-provenance',
      builderId: 'https://cloudbuild.googleapis.com/GoogleHostedWorker@v0.3',
      buildType: 'https://cloudbuild.googleapis.com/CloudBuildYaml@v0.1',
      sourceUri: SOURCE,
      revision: COMMIT,
      dependencies: 1,
      pinnedDependencies: 1,
      invocation: {
        commit: COMMIT,
        tag: 'v1.2.3',
        configPath: 'cloudbuild.yaml',
        inputs: new Map([['_TARGET', 'release']]),
      },
    });
  });

  it.each([
    [`https://github.com/acme/app/commit/${COMMIT}`, 'https://github.com/acme/app', COMMIT],
    ['gs://bucket/source.tgz#1660000000', 'gs://bucket/source.tgz#1660000000', undefined],
  ])('has for its source %s without the page of the commit', (uri, sourceUri, revision) => {
    const provenance = parseSlsaProvenanceV01(fieldOf(withChange(V01, 'materials', [{ uri }])));
    expect(provenance.sourceUri).toBe(sourceUri);
    expect(provenance.revision).toBe(revision);
  });
});
