import { describe, expect, it } from '@jest/globals';

import type { BuildInvocation, BuildProvenance } from '#evidence';
import type { JsonObject } from '#kernel';

import { attestation, judge, PROVENANCE, RULE, stops, WORKFLOW } from '../testing/world.js';
import type { TrustRule } from '../trust-rule.js';
import { proveBuild } from './build-policy.js';
import { requireAgreement } from './certificate-agreement.js';

const REPOSITORY = 'https://forge.example/acme/x';
const COMMIT = 'b'.repeat(40);
const PATH = '.github/workflows/release.yml';
const SIGNER = WORKFLOW.uri;

/** What the certificate says about the build that the provenance speaks of. */
const CLAIMS = {
  sourceRepositoryURI: REPOSITORY,
  sourceRepositoryRef: 'refs/tags/v1',
  sourceRepositoryDigest: COMMIT,
  sourceRepositoryIdentifier: '4711',
  sourceRepositoryOwnerIdentifier: '815',
  buildTrigger: 'push',
  buildConfigURI: `${REPOSITORY}/${PATH}@refs/tags/v1`,
  runInvocationURI: `${REPOSITORY}/actions/runs/12/attempts/3`,
  runnerEnvironment: 'github-hosted',
};
const OLDER_CLAIMS = {
  githubWorkflowTrigger: 'push',
  githubWorkflowSHA: COMMIT,
  githubWorkflowRepository: 'acme/x',
  githubWorkflowRef: 'refs/tags/v1',
};

interface Built {
  readonly builder?: string;
  readonly workflow?: JsonObject;
  readonly internal?: JsonObject;
  readonly source?: string;
  readonly commit?: string;
}

function statement({ builder = SIGNER, workflow = {}, internal = {}, source, commit = COMMIT }: Built): JsonObject {
  const { buildDefinition } = PROVENANCE.predicate;
  const uri = source ?? `git+${REPOSITORY}@refs/tags/v1`;
  return {
    ...PROVENANCE,
    predicate: {
      buildDefinition: {
        ...buildDefinition,
        externalParameters: { workflow: { repository: REPOSITORY, ref: 'refs/tags/v1', path: PATH, ...workflow } },
        internalParameters: {
          github: {
            event_name: 'push',
            repository_id: '4711',
            repository_owner_id: '815',
            runner_environment: 'github-hosted',
          },
          GITHUB_RUN_ID: '12',
          GITHUB_RUN_ATTEMPT: '3',
          ...internal,
        },
        resolvedDependencies: [{ uri, digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: builder } },
    },
  };
}

function stopsOf(built: Built, rule: Partial<TrustRule> = {}, claims: Readonly<Record<string, string>> = CLAIMS) {
  const bytes = attestation({ identity: { ...WORKFLOW, claims }, statement: statement(built) });
  return stops(judge(bytes, { rules: [{ ...RULE, ...rule }] }));
}

const CONTRADICTED = { policy: 'POLICY_CERTIFICATE_CONTRADICTED' };

describe('provenance and the certificate of its signer', () => {
  it('agree wherever both speak', () => {
    expect(stopsOf({})).toEqual({});
  });

  it.each<[string, Built]>([
    ['repository', { workflow: { repository: `${REPOSITORY}y` }, source: `git+${REPOSITORY}y@refs/tags/v1` }],
    ['ref', { workflow: { ref: 'refs/tags/v2' }, source: `git+${REPOSITORY}@refs/tags/v2` }],
    ['commit', { commit: 'c'.repeat(40) }],
    ['commit of the run', { internal: { GITHUB_SHA: 'c'.repeat(40) } }],
    ['event', { internal: { GITHUB_EVENT_NAME: 'release' } }],
    ['repository id', { internal: { GITHUB_REPOSITORY_ID: '4712' } }],
    ['owner id', { internal: { GITHUB_REPOSITORY_OWNER_ID: '816' } }],
    ['runner', { internal: { github: { runner_environment: 'self-hosted' } } }],
    ['run', { internal: { GITHUB_RUN_ID: '13' } }],
    ['attempt', { internal: { GITHUB_RUN_ATTEMPT: '4' } }],
    ['build configuration', { workflow: { path: '.github/workflows/other.yml' } }],
    ['release of the builder', { builder: SIGNER.replace('v1.0.0', 'v1.0.1') }],
    ['branch of the builder', { builder: SIGNER.replace('refs/tags/v1.0.0', 'refs/heads/main') }],
    ['builder', { builder: 'https://forge.example/acme/builder/.github/workflows/b.yml@refs/tags/v1.0.0' }],
  ])('T-SELF-01 are refused where they differ about the %s', (_, built) => {
    expect(stopsOf(built)).toEqual(CONTRADICTED);
  });

  it.each<[string, BuildInvocation]>([
    ['repository', { repository: 'https://github.com/acme/xy' }],
    ['ref', { ref: 'refs/tags/v2' }],
    ['commit', { commit: 'c'.repeat(40) }],
    ['event', { event: 'release' }],
  ])('are refused where they differ about the %s, in the older extensions', (_, wrong) => {
    const provenance: BuildProvenance = {
      ...{ kind: 'build-provenance', builderId: 'b', buildType: 't', dependencies: 0, pinnedDependencies: 0 },
      invocation: { repository: 'https://github.com/acme/x', ref: 'refs/tags/v1', commit: COMMIT, event: 'push' },
    };
    const signer = { kind: 'certificate', issuer: 'i', identity: SIGNER, extensions: OLDER_CLAIMS } as const;
    const other = { ...provenance, invocation: { ...provenance.invocation, ...wrong } };
    expect(() => {
      requireAgreement(RULE, provenance, signer);
    }).not.toThrow();
    expect(() => {
      requireAgreement(RULE, other, signer);
    }).toThrow(expect.objectContaining({ code: CONTRADICTED.policy }));
  });

  it('say nothing against each other where one of them is silent', () => {
    expect(stopsOf({ internal: { GITHUB_EVENT_NAME: 'release' } }, {}, { sourceRepositoryURI: REPOSITORY })).toEqual(
      {},
    );
    expect(stopsOf({ builder: 'https://builder.example/v1' })).toEqual({});
  });

  it('may name two workflows where the rule lists the builder that this one signs for', () => {
    const builder = 'https://forge.example/acme/builder/.github/workflows/b.yml@refs/tags/v1.0.0';
    expect(stopsOf({ builder }, { builders: { [builder]: 3 } })).toEqual({});
    expect(stopsOf({ builder: `${builder}0` }, { builders: { [builder]: 3 } })).toEqual({
      policy: 'POLICY_BUILDER_UNTRUSTED',
    });
  });

  it('T-SELF-01 never name two refs of the workflow that signed, whatever the rule lists', () => {
    const other = SIGNER.replace('v1.0.0', 'v1.0.1');
    expect(stopsOf({ builder: other }, { builders: { [other]: 3 } })).toEqual(CONTRADICTED);
  });
});

describe('a rule about the build', () => {
  it('is refused where provenance names two refs for what was built', () => {
    expect(stopsOf({ source: `git+${REPOSITORY}@refs/tags/v2` })).toEqual({
      policy: 'POLICY_PROVENANCE_CONTRADICTORY',
    });
  });

  it('names the repository of the event as well as that of the source', () => {
    const source = 'git+https://forge.example/acme/y@refs/tags/v1';
    const built: Built = { workflow: { repository: undefined }, internal: { GITHUB_REPOSITORY: 'acme/x' }, source };
    const claims = { buildTrigger: 'push' };
    expect(stopsOf(built, { source: 'https://forge.example/acme/y' }, claims)).toEqual({
      policy: 'POLICY_SOURCE_UNEXPECTED',
    });
    expect(stopsOf(built, { source: 'https://github.com/acme/x' }, claims)).toEqual({
      policy: 'POLICY_SOURCE_UNEXPECTED',
    });
  });

  it('names an uploaded archive at each of its generations, or at one', () => {
    const uploaded: BuildProvenance = {
      ...{ kind: 'build-provenance', builderId: 'b', buildType: 't', dependencies: 0, pinnedDependencies: 0 },
      sourceUri: 'gs://bucket/source.tgz#1',
    };
    const prove = (source: string) => () => {
      proveBuild({ ...RULE, source }, uploaded, { kind: 'key', fingerprint: 'f' });
    };
    expect(prove('gs://bucket/source.tgz')).not.toThrow();
    expect(prove('gs://bucket/source.tgz#1')).not.toThrow();
    for (const other of ['gs://bucket/source.tgz#2', 'gs://bucket/source.tg', 'gs://bucket']) {
      expect(prove(other)).toThrow(expect.objectContaining({ code: 'POLICY_SOURCE_UNEXPECTED' }));
    }
  });

  it.each<[string, TrustRule['build'], string | undefined]>([
    ['the tag', { tag: 'v1' }, undefined],
    ['another tag', { tag: 'v' }, 'POLICY_TAG_UNEXPECTED'],
    ['a version', { versionedTag: 'v1' }, undefined],
    ['another version', { versionedTag: 'v2' }, 'POLICY_VERSION_UNEXPECTED'],
    ['a branch that the event does not name', { branch: 'main' }, 'POLICY_BRANCH_UNEXPECTED'],
    ['an input of a build that has none', { inputs: { target: 'release' } }, 'POLICY_INPUT_UNEXPECTED'],
    ['an input that every object has', { inputs: { toString: '' } }, 'POLICY_INPUT_UNEXPECTED'],
  ])('asks for %s', (_, build, code) => {
    expect(stopsOf({}, build === undefined ? {} : { build })).toEqual(code === undefined ? {} : { policy: code });
  });

  it('asks for a tag or version in vain where a branch was built', () => {
    const built: Built = { workflow: { ref: 'refs/heads/main' }, source: `git+${REPOSITORY}@refs/heads/main` };
    const claims = { ...CLAIMS, sourceRepositoryRef: 'refs/heads/main' };
    expect(stopsOf(built, { build: { branch: 'main' } }, claims)).toEqual({});
    expect(stopsOf(built, { build: { tag: 'main' } }, claims)).toEqual({ policy: 'POLICY_TAG_UNEXPECTED' });
    expect(stopsOf(built, { build: { versionedTag: 'v1' } }, claims)).toEqual({ policy: 'POLICY_VERSION_UNEXPECTED' });
  });
});
