import { describe, expect, it } from '@jest/globals';

import { cycles } from './cycles.js';
import { houseOf, readHouse } from './house.js';
import { doorsOnlyReExport, frontDoors, noSupportInProducts, ranks } from './walls.js';

const house = readHouse();

describe('the ranks of the rooms', () => {
  it('let each room import rooms of lower rank only', () => {
    expect(ranks(house)).toEqual([]);
  });

  it.each([
    ['a pure room that reaches up', 'libs/kernel/src/a.ts', '#evidence'],
    ['a pure room that reaches the application', 'libs/compliance/src/a.ts', '#application'],
    ['a room that goes out by its own front door', 'libs/kernel/src/a.ts', '#kernel'],
    ['an adapter that imports another adapter', 'libs/queue/src/a.ts', '#persistence'],
    ['a door that imports another door', 'apps/worker/src/a.ts', '#api'],
    ['a command line that imports a door instead of starting a process', 'apps/cli/src/a.ts', '#api'],
    ['a server that imports the command line', 'apps/standalone/src/a.ts', '#cli'],
    ['product code that imports the sample world', 'apps/api/src/a.ts', '#sample-world'],
    ['an application that imports the sample world', 'libs/application/src/a.ts', '#sample-world'],
    ['a resolver that composes adapters', 'apps/api/src/a.resolver.ts', '#composition'],
    ['a spec that reaches up', 'libs/kernel/src/a.spec.ts', '#evidence'],
    ['an import of types only', 'libs/kernel/src/a.ts', '#evidence', 'import type { X } from'],
    ['an export from above', 'libs/kernel/src/a.ts', '#evidence', 'export * from'],
  ])('catch %s', (_, path, specifier, verb = 'import { x } from') => {
    expect(ranks(houseOf({ [path]: `\n${verb} '${specifier}';` }))).toEqual([
      expect.stringMatching(`^${path}:2 [a-z-]+ may not import ${specifier.slice(1)}$`),
    ]);
  });

  it('catch an import at run time and an import type', () => {
    const text = `export const load = () => import('#api');\nexport type X = import('#worker').X;`;
    expect(ranks(houseOf({ 'libs/queue/src/a.ts': text }))).toEqual([
      'libs/queue/src/a.ts:1 queue may not import api',
      'libs/queue/src/a.ts:2 queue may not import worker',
    ]);
  });

  it.each([
    ['a demo made of the sample world', 'apps/cli/src/commands/demo.ts', '#sample-world'],
    ['a spec that judges the sample world', 'libs/verification/src/a.spec.ts', '#sample-world'],
    ['a server composed of api, worker and adapters', 'apps/standalone/src/main.ts', '#api'],
    ['an entry point that opens the installation', 'apps/worker/src/main.ts', '#composition'],
    ['a test that spans rooms', 'test/e2e/a.spec.ts', '#persistence'],
  ])('allow %s', (_, path, specifier) => {
    expect(ranks(houseOf({ [path]: `import { x } from '${specifier}';` }))).toEqual([]);
  });
});

describe('the front doors', () => {
  it('are the only way into another room', () => {
    expect(frontDoors(house)).toEqual([]);
  });

  it.each([
    ['a deep path by name', 'apps/api/src/a.ts', '#persistence/entities/evidence.entity.js'],
    ['a deep relative path', 'libs/evidence/src/a.ts', '../../kernel/src/digest.js'],
    ['a relative path to the front door itself', 'libs/evidence/src/a.ts', '../../kernel/src/index.js'],
    ['a test that takes the inside of a room', 'test/e2e/a.spec.ts', '../../libs/kernel/src/digest.js'],
    ['product code that takes the support of tests', 'libs/kernel/src/a.ts', '../../../test/support/postgres.js'],
  ])('are missed by %s', (_, path, specifier) => {
    expect(frontDoors(houseOf({ [path]: `import { x } from '${specifier}';` }))).toEqual([
      `${path}:1 goes through the wall: ${specifier}`,
    ]);
  });

  it('let tests take what rooms keep for tests', () => {
    const fake = `import { Fake } from '../../libs/application/src/testing/fake.js';`;
    const database = `import { withDatabase } from '../../../test/support/postgres.js';`;
    expect(frontDoors(houseOf({ 'test/e2e/a.spec.ts': fake, 'libs/queue/src/a.spec.ts': database }))).toEqual([]);
  });

  it('only re-export', () => {
    expect(doorsOnlyReExport(house)).toEqual([]);
    const text = `export * from './a.js';\nexport const rule = 1;`;
    expect(doorsOnlyReExport(houseOf({ 'libs/kernel/src/index.ts': text }))).toEqual([
      'libs/kernel/src/index.ts:2 is more than a re-export',
    ]);
  });

  it('hand out nothing that only tests have', () => {
    expect(noSupportInProducts(house)).toEqual([]);
    const made = houseOf({ 'libs/kernel/src/index.ts': `export * from './testing/fake.js';` });
    expect(noSupportInProducts(made)).toEqual([
      'libs/kernel/src/index.ts:1 product code imports test code: ./testing/fake.js',
    ]);
  });
});

describe('the files', () => {
  it('import each other without a cycle', () => {
    expect(cycles(house)).toEqual([]);
  });

  it.each([
    ['two files', { a: ['b'], b: ['a'] }, ['a', 'b']],
    ['three files, found from outside', { start: ['c'], c: ['a'], a: ['b'], b: ['c'] }, ['a', 'b', 'c']],
    ['one file that imports itself', { a: ['a'] }, ['a']],
  ] as const)('are caught in a cycle of %s', (_, imports, members) => {
    const paths = members.map((name) => `libs/kernel/src/${name}.ts`);
    expect(cycles(houseOf(textsOf(imports)))).toEqual([`${paths[0] ?? ''} imports itself through ${paths.join(', ')}`]);
  });

  it('are caught in a cycle around the front door', () => {
    const made = houseOf({
      'libs/kernel/src/index.ts': `export * from './a.js';`,
      'libs/kernel/src/a.ts': `import type { B } from '#kernel';`,
    });
    expect(cycles(made)).toHaveLength(1);
  });

  it('may share a file without a cycle', () => {
    expect(cycles(houseOf(textsOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })))).toEqual([]);
  });
});

function textsOf(imports: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const textOf = (names: readonly string[]) => names.map((name) => `import './${name}.js';`).join('\n');
  return Object.fromEntries(Object.entries(imports).map(([name, to]) => [`libs/kernel/src/${name}.ts`, textOf(to)]));
}
