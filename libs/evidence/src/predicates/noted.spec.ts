// Predicates about how something was made, checked or published: what each gives, and what it refuses.
import { describe, expect, it } from '@jest/globals';

import type { JsonObject, JsonValue } from '#kernel';

import { withChange } from '../testing/json.js';
import { fieldOf, refusalOf } from '../testing/refusal.js';
import { parseLink } from './link.js';
import { parseModelSignature } from './models/model-signature.js';
import { parseReference } from './reference.js';
import { parseNpmPublish, parsePyPiPublish, parseRelease } from './publications/release.js';
import { parseRuntimeTrace } from './results/runtime-trace.js';
import { parseAttributeReport } from './results/scai.js';
import { parseScorecard } from './results/scorecard.js';
import { parseSecretScan } from './results/secret-scan.js';
import { parseVerificationResultV01, parseVerificationResultV02 } from './results/verification-result.js';

type Refusals = readonly (readonly [name: string, path: string, value: JsonValue | undefined, code: string])[];

function refuses(valid: JsonObject, read: (json: JsonValue) => unknown, refusals: Refusals): void {
  it.each(refusals)('is refused %s', (_, path, value, code) => {
    expect(refusalOf(() => read(withChange(valid, path, value)))).toBe(code);
  });
}

describe('an attribute report', () => {
  const VALID = {
    attributes: [
      {
        attribute: 'WITH_STACK_PROTECTION',
        target: { uri: 'file:///app' },
        conditions: { flags: '-fstack-protector*' },
        evidence: { name: 'report.json', digest: { sha256: 'ab' }, mediaType: 'application/x.dsse+json' },
      },
      { attribute: 'REPRODUCIBLE' },
    ],
    producer: { uri: 'file:///usr/bin/gcc', downloadLocation: 'https://gcc.example' },
  };
  const read = (json: JsonValue) => parseAttributeReport(fieldOf(json));

  it('gives each attribute with what it is about and what proves it', () => {
    expect(read(VALID)).toEqual({
      kind: 'scai',
      attributes: [
        {
          attribute: 'WITH_STACK_PROTECTION',
          target: { uri: 'file:///app', digests: new Map() },
          evidence: { name: 'report.json', digests: new Map([['sha256', 'ab']]), mediaType: 'application/x.dsse+json' },
          isConditional: true,
        },
        { attribute: 'REPRODUCIBLE', isConditional: false },
      ],
      producer: { uri: 'file:///usr/bin/gcc', digests: new Map(), downloadLocation: 'https://gcc.example' },
    });
  });

  refuses(VALID, read, [
    ['without attributes', 'attributes', undefined, 'FIELD_MISSING'],
    ['with an empty list of them', 'attributes', [], 'FIELD_INVALID'],
    ['with an attribute that is not named', 'attributes.1.attribute', '', 'FIELD_MISSING'],
    ['with evidence that is only a name', 'attributes.0.evidence', { name: 'x' }, 'FIELD_MISSING'],
    ['with a digest that is no text', 'attributes.0.evidence.digest.sha256', 1, 'FIELD_INVALID'],
    ['with conditions that are no object', 'attributes.0.conditions', 'always', 'FIELD_INVALID'],
    ['with a producer that is nothing', 'producer', {}, 'FIELD_MISSING'],
  ]);
});

describe('a release', () => {
  const VALID = { purl: 'pkg:npm/%40angular/http@7.2.16', packageId: '12' };
  const read = (json: JsonValue) => parseRelease(fieldOf(json));

  it('gives its package with the version, and the id that outlives a name', () => {
    expect(read(VALID)).toEqual({ kind: 'release', purl: VALID.purl, packageId: '12' });
    expect(read({ purl: VALID.purl, releaseId: '13' })).toEqual({ kind: 'release', purl: VALID.purl, packageId: '13' });
  });

  refuses(VALID, read, [
    ['without a purl', 'purl', undefined, 'FIELD_MISSING'],
    ['of a package in no version', 'purl', 'pkg:npm/http', 'FIELD_INVALID'],
    ['of something that is no package', 'purl', 'https://npm.example/http@1', 'FIELD_INVALID'],
    ['with a package id that is no text', 'packageId', 12, 'FIELD_INVALID'],
  ]);

  it('on PyPI says nothing besides its subject', () => {
    expect(parsePyPiPublish(fieldOf(null))).toEqual({ kind: 'release' });
    expect(parsePyPiPublish(fieldOf({}))).toEqual({ kind: 'release' });
    expect(refusalOf(() => parsePyPiPublish(fieldOf('published')))).toBe('FIELD_INVALID');
  });
});

describe('a release on npm', () => {
  const VALID = { name: '@acme/app', version: '1.2.3', registry: 'https://registry.npmjs.org' };
  const read = (json: JsonValue) => parseNpmPublish(fieldOf(json));

  it.each([
    ['@acme/app', 'pkg:npm/%40acme/app@1.2.3'],
    ['app', 'pkg:npm/app@1.2.3'],
  ])('of %s is one of %s', (name, purl) => {
    expect(read({ ...VALID, name })).toEqual({ kind: 'release', purl, registry: VALID.registry });
  });

  refuses(VALID, read, [
    ['without a name', 'name', undefined, 'FIELD_MISSING'],
    ['with a scope and no name', 'name', '@acme/', 'FIELD_INVALID'],
    ['without a version', 'version', '', 'FIELD_MISSING'],
    ['without its registry', 'registry', undefined, 'FIELD_MISSING'],
  ]);
});

describe('a verification result', () => {
  const VALID = {
    verifier: {
      id: 'https://verifier.example/v2',
      policies: [{ uri: 'https://policy.example', digest: { sha256: 'ab' } }],
    },
    timeCreated: '2026-01-01T00:00:00Z',
    properties: ['SLSA_BUILD_LEVEL_3'],
  };
  const read = (json: JsonValue) => parseVerificationResultV02(fieldOf(json));

  it('gives verifier, time, policies and the properties that were found', () => {
    expect(read(VALID)).toEqual({
      kind: 'verification-result',
      verifierId: 'https://verifier.example/v2',
      createdAt: '2026-01-01T00:00:00.000Z',
      policies: [{ uri: 'https://policy.example', digests: new Map([['sha256', 'ab']]) }],
      properties: ['SLSA_BUILD_LEVEL_3'],
    });
  });

  it('names its policies since 0.2, be it by an empty list', () => {
    const unnamed = withChange(VALID, 'verifier.policies', undefined);
    expect(refusalOf(() => read(withChange(VALID, 'verifier.policies', [])))).toBe('none');
    expect(refusalOf(() => read(unnamed))).toBe('FIELD_MISSING');
    expect(parseVerificationResultV01(fieldOf(unnamed)).policies).toEqual([]);
  });

  refuses(VALID, read, [
    ['of nobody', 'verifier.id', '', 'FIELD_MISSING'],
    ['of no time', 'timeCreated', undefined, 'FIELD_MISSING'],
    ['of a time that is none', 'timeCreated', 'today', 'INSTANT_INVALID'],
    ['without properties', 'properties', undefined, 'FIELD_MISSING'],
    ['with a property that is no text', 'properties.0', true, 'FIELD_INVALID'],
    ['with a policy that is only a name', 'verifier.policies.0', { name: 'x' }, 'FIELD_MISSING'],
  ]);
});

describe('a link', () => {
  const VALID = {
    name: 'build',
    command: ['make', 'all'],
    materials: [{ name: 'main.c', digest: { sha256: 'ab' } }],
    byproducts: {},
    environment: {},
  };
  const read = (json: JsonValue) => parseLink(fieldOf(json));
  const materials = [{ name: 'main.c', digests: new Map([['sha256', 'ab']]) }];

  it('gives step, command and materials', () => {
    expect(read(VALID)).toEqual({ kind: 'link', step: 'build', command: ['make', 'all'], materials });
  });

  it('may be written as older links are', () => {
    const older = { name: 'build', command: 'make all', materials: { 'main.c': { sha256: 'ab' } } };
    expect(read(older)).toEqual({ kind: 'link', step: 'build', command: ['make all'], materials });
    expect(read({ name: 'build', command: null })).toEqual({ kind: 'link', step: 'build', command: [], materials: [] });
  });

  refuses(VALID, read, [
    ['of no step', 'name', undefined, 'FIELD_MISSING'],
    ['with an argument that is no text', 'command.0', 1, 'FIELD_INVALID'],
    ['with a material without a name', 'materials.0.name', undefined, 'FIELD_MISSING'],
    ['with a material without a digest', 'materials.0', { name: 'main.c', uri: 'file:main.c' }, 'FIELD_MISSING'],
    ['with two materials of one name', 'materials', [...VALID.materials, ...VALID.materials], 'FIELD_INVALID'],
  ]);
});

describe('a runtime trace', () => {
  const VALID = {
    monitor: { type: 'https://monitor.example/v1' },
    monitoredProcess: { hostID: 'https://ci.example', type: 'https://ci.example/build/v1', event: 'run-1' },
    monitorLog: { process: [{}, {}], network: [] },
    metadata: { buildStartedOn: '2026-01-01T00:00:00Z', buildFinishedOn: '2026-01-01T01:00:00Z' },
  };
  const read = (json: JsonValue) => parseRuntimeTrace(fieldOf(json));

  it('tells what was watched and not seen from what was not watched', () => {
    expect(read(VALID)).toEqual({
      kind: 'runtime-trace',
      monitorType: 'https://monitor.example/v1',
      hostId: 'https://ci.example',
      processType: 'https://ci.example/build/v1',
      event: 'run-1',
      processes: 2,
      connections: 0,
      startedAt: '2026-01-01T00:00:00.000Z',
      finishedAt: '2026-01-01T01:00:00.000Z',
    });
    expect(read({ ...VALID, monitorLog: { fileAccess: [{}] }, metadata: null })).toMatchObject({ files: 1 });
  });

  refuses(VALID, read, [
    ['of no monitor', 'monitor.type', undefined, 'FIELD_MISSING'],
    ['of no host', 'monitoredProcess.hostID', undefined, 'FIELD_MISSING'],
    ['of no kind of process', 'monitoredProcess.type', undefined, 'FIELD_MISSING'],
    ['of no event', 'monitoredProcess.event', '', 'FIELD_MISSING'],
    ['that watched nothing', 'monitorLog', {}, 'FIELD_INVALID'],
    ['with a log that is no list', 'monitorLog.process', {}, 'FIELD_INVALID'],
    ['that began at no time', 'metadata.buildStartedOn', 'then', 'INSTANT_INVALID'],
  ]);
});

describe('a scan for secrets', () => {
  const VALID = { findings: [{ ruleId: 'aws-key', description: 'x', location: 'app.env', startLine: 1 }] };
  const read = (json: JsonValue) => parseSecretScan(fieldOf(json));

  it('gives what was found where', () => {
    expect(read(VALID)).toEqual({ kind: 'secret-scan', findings: [{ rule: 'aws-key', location: 'app.env' }] });
    expect(read({ findings: null })).toEqual({ kind: 'secret-scan', findings: [] });
  });

  refuses(VALID, read, [
    ['without findings, which is not the same as nothing found', 'findings', undefined, 'FIELD_MISSING'],
    ['with a finding by no rule', 'findings.0.ruleId', undefined, 'FIELD_MISSING'],
    ['with a finding nowhere', 'findings.0.location', '', 'FIELD_MISSING'],
  ]);
});

describe('a scorecard', () => {
  const VALID = {
    date: '2026-01-01',
    repo: { name: 'github.com/acme/app', commit: 'c'.repeat(40) },
    score: 7.5,
    checks: [
      { name: 'Code-Review', score: 10 },
      { name: 'Fuzzing', score: -1 },
    ],
  };
  const read = (json: JsonValue) => parseScorecard(fieldOf(json));

  it('gives scores, and none where the tool came to no conclusion', () => {
    expect(read(VALID)).toEqual({
      kind: 'scorecard',
      repository: 'github.com/acme/app',
      revision: 'c'.repeat(40),
      at: '2026-01-01T00:00:00.000Z',
      score: 7.5,
      checks: [{ name: 'Code-Review', score: 10 }, { name: 'Fuzzing' }],
    });
  });

  refuses(VALID, read, [
    ['of no repository', 'repo.name', undefined, 'FIELD_MISSING'],
    ['of no day', 'date', undefined, 'FIELD_MISSING'],
    ['without a score', 'score', undefined, 'FIELD_MISSING'],
    ['with a score above ten', 'checks.0.score', 11, 'FIELD_INVALID'],
    ['with a score in words', 'checks.0.score', 'good', 'FIELD_INVALID'],
    ['without checks', 'checks', undefined, 'FIELD_MISSING'],
  ]);
});

describe('a reference', () => {
  const VALID = {
    attester: { id: 'https://builder.example' },
    references: [
      { downloadLocation: 'https://sbom.example/1', digest: { sha256: 'ab' }, mediaType: 'application/spdx+json' },
    ],
  };
  const read = (json: JsonValue) => parseReference(fieldOf(json));

  it('gives the documents it points to', () => {
    expect(read(VALID)).toEqual({
      kind: 'reference',
      attesterId: 'https://builder.example',
      references: [
        {
          digests: new Map([['sha256', 'ab']]),
          mediaType: 'application/spdx+json',
          downloadLocation: 'https://sbom.example/1',
        },
      ],
    });
  });

  refuses(VALID, read, [
    ['of nobody', 'attester', undefined, 'FIELD_MISSING'],
    ['to nothing', 'references', undefined, 'FIELD_MISSING'],
    ['to a place that is not named', 'references.0.downloadLocation', undefined, 'FIELD_MISSING'],
    ['to a document of no type', 'references.0.mediaType', undefined, 'FIELD_MISSING'],
    ['to whatever lies there', 'references.0.digest', undefined, 'FIELD_MISSING'],
  ]);
});

describe('a model signature', () => {
  const DIGEST = 'a'.repeat(64);
  const VALID = {
    serialization: { method: 'files', hash_type: 'sha256', allow_symlinks: false, ignore_paths: ['model.sig'] },
    resources: [{ name: 'weights', algorithm: 'sha256', digest: DIGEST }],
  };
  const read = (json: JsonValue) => parseModelSignature(fieldOf(json));

  it('gives the files and how they were taken', () => {
    expect(read(VALID)).toEqual({
      kind: 'model-signature',
      method: 'files',
      allowsSymlinks: false,
      ignoredPaths: ['model.sig'],
      resources: [{ name: 'weights', algorithm: 'sha256', digest: DIGEST }],
    });
  });

  it('in parts says how long a part is', () => {
    const parts = withChange(VALID, 'serialization.method', 'shards');
    expect(refusalOf(() => read(parts))).toBe('FIELD_MISSING');
    expect(read({ ...parts, serialization: { ...parts.serialization, shard_size: 100 } })).toMatchObject({
      method: 'shards',
      shardSize: 100,
    });
  });

  refuses(VALID, read, [
    ['taken in some other way', 'serialization.method', 'tree', 'FIELD_INVALID'],
    ['that does not say how it was hashed', 'serialization.hash_type', undefined, 'FIELD_MISSING'],
    ['that leaves links open', 'serialization.allow_symlinks', undefined, 'FIELD_MISSING'],
    ['of nothing', 'resources', [], 'FIELD_INVALID'],
    ['of one file twice', 'resources', [...VALID.resources, ...VALID.resources], 'FIELD_INVALID'],
    ['of a file without a name', 'resources.0.name', '', 'FIELD_MISSING'],
    ['of a file without an algorithm', 'resources.0.algorithm', undefined, 'FIELD_MISSING'],
    ['with a digest in upper case', 'resources.0.digest', DIGEST.toUpperCase(), 'FIELD_INVALID'],
  ]);
});
