import { describe, expect, it } from '@jest/globals';

import { houseOf, readHouse, type Rule } from './house.js';
import {
  environment,
  keptEntities,
  keptPackages,
  pureGlobals,
  purePackages,
  PURE_ROOMS,
  sealedProof,
} from './only-these-files.js';

const house = readHouse();

const caught = (rule: Rule, path: string, text: string) => rule(houseOf({ [path]: text }));

describe('the walls', () => {
  it('stand around a house that is not empty', () => {
    const rooms = new Set([...house.values()].map(({ room }) => room));
    expect([...rooms]).toEqual(expect.arrayContaining([...PURE_ROOMS, 'application', 'persistence', 'api', 'cli']));
    expect(PURE_ROOMS).toEqual(['kernel', 'evidence', 'verification', 'compliance', 'reporting', 'attestation']);
  });
});

describe('a package', () => {
  it('is imported only by its keepers', () => {
    expect(keptPackages(house)).toEqual([]);
  });

  it.each([
    ['typeorm', 'libs/application/src/a.ts'],
    ['pg', 'apps/api/src/a.ts'],
    ['bullmq', 'apps/worker/src/a.ts'],
    ['ioredis', 'libs/platform/src/a.ts'],
    ['piscina', 'apps/standalone/src/a.ts'],
    ['@nestjs/common', 'libs/application/src/a.ts'],
    ['@nestjs/core', 'apps/cli/src/a.ts'],
    ['graphql', 'libs/application/src/a.ts'],
    ['commander', 'apps/standalone/src/a.ts'],
    ['cli-progress', 'libs/platform/src/a.ts'],
    ['picocolors', 'libs/reporting/src/a.ts'],
    ['@sigstore/verify', 'libs/verification/src/a.ts'],
    ['@sigstore/bundle', 'libs/evidence/src/a.ts'],
    ['@sigstore/sign', 'libs/attestation/src/a.ts'],
    ['ajv', 'libs/compliance/src/a.ts'],
    ['fast-check', 'libs/kernel/src/a.ts'],
    ['typescript', 'apps/api/src/a.ts'],
    ['node-forge', 'test/e2e/a.spec.ts'],
  ])('%s is caught in %s', (name, path) => {
    expect(caught(keptPackages, path, `import x from '${name}';`)).toEqual([`${path}:1 may not import ${name}`]);
    expect(caught(keptPackages, path, `import type { X } from '${name}/deep.js';`)).toHaveLength(1);
  });

  it('may serve tests where the rule says so', () => {
    expect(caught(keptPackages, 'libs/kernel/src/a.spec.ts', `import fc from 'fast-check';`)).toEqual([]);
    expect(caught(keptPackages, 'test/support/postgres.ts', `import { Client } from 'pg';`)).toEqual([]);
  });
});

describe('a pure room', () => {
  it('imports nothing that reaches the world, and node:crypto through one file', () => {
    expect(purePackages(house)).toEqual([]);
  });

  it.each([
    'node:crypto',
    'crypto',
    'node:fs',
    'fs/promises',
    'node:http',
    'node:net',
    'node:worker_threads',
    'node:timers/promises',
    'left-pad',
  ])('is caught with %s', (name) => {
    expect(caught(purePackages, 'libs/evidence/src/a.ts', `import x from '${name}';`)).toHaveLength(1);
    expect(caught(purePackages, 'libs/application/src/a.ts', `const x = await import('${name}');`)).toHaveLength(1);
  });

  it('has its one file for node:crypto, and specs that may use anything', () => {
    expect(caught(purePackages, 'libs/kernel/src/crypto.ts', `import 'node:crypto';`)).toEqual([]);
    expect(caught(purePackages, 'libs/kernel/src/a.spec.ts', `import 'node:fs';`)).toEqual([]);
  });

  it('asks no clock, no dice, no environment and no network', () => {
    expect(pureGlobals(house)).toEqual([]);
  });

  it.each([
    'Date.now()',
    'new Date()',
    'new Date',
    'Date()',
    'Math.random()',
    'performance.now()',
    'setTimeout(run, 1)',
    'setInterval(run, 1)',
    'fetch(url)',
    'process.exit()',
    'globalThis.x',
    'crypto.randomUUID()',
    'later(Date.now)',
    'console.log(x)',
  ])('is caught with %s', (expression) => {
    const text = `export const x = () => ${expression};`;
    expect(caught(pureGlobals, 'libs/compliance/src/a.ts', text)).toHaveLength(1);
    expect(caught(pureGlobals, 'apps/cli/src/a.ts', text)).toEqual([]);
  });

  it('may turn a given moment into a date, and name a member as it likes', () => {
    const text = `export const x = (at: number) => ({ date: new Date(at), process: order.fetch });`;
    expect(caught(pureGlobals, 'libs/kernel/src/a.ts', text)).toEqual([]);
  });
});

describe('the environment', () => {
  it('is read by the configuration alone', () => {
    expect(environment(house)).toEqual([]);
  });

  it.each([
    'export const x = process.env.HOME;',
    `export const x = process.env['HOME'];`,
    `export const x = process['env'];`,
    'const { env } = process;',
    `import { env } from 'node:process';`,
  ])('is caught with %s', (text) => {
    expect(caught(environment, 'apps/api/src/a.ts', text)).toHaveLength(1);
    expect(caught(environment, 'libs/platform/src/config/a.ts', text)).toEqual([]);
  });
});

describe('a proof of verification', () => {
  it('is sealed by the verifier alone', () => {
    expect(sealedProof(house)).toEqual([]);
  });

  it.each(['parsed as Verified', 'parsed as unknown as Verified', '<Verified>parsed', '{ verdict } as Judged'])(
    'is caught when it is forged: %s',
    (expression) => {
      const text = `export const x = ${expression};`;
      expect(caught(sealedProof, 'libs/compliance/src/a.ts', text)).toHaveLength(1);
      expect(caught(sealedProof, 'libs/verification/src/verifier.ts', text)).toEqual([]);
    },
  );
});

describe('an entity', () => {
  it('never leaves persistence', () => {
    expect(keptEntities(house)).toEqual([]);
  });

  it.each([
    ['apps/api/src/a.ts', `import { EvidenceRow } from '#persistence';`],
    ['apps/api/src/a.ts', `import { EvidenceRow as Row } from '#persistence';`],
    ['apps/api/src/a.ts', `import '../../../libs/persistence/src/entities/evidence.entity.js';`],
    ['libs/persistence/src/index.ts', `export * from './entities/evidence.entity.js';`],
  ])('is caught in %s: %s', (path, text) => {
    const entity = { 'libs/persistence/src/entities/evidence.entity.ts': 'export class EvidenceRow {}' };
    expect(keptEntities(houseOf({ ...entity, [path]: text }))).toHaveLength(1);
  });
});
