import ts from 'typescript';

import { targetOf, type House, type Rule, type SourceFile } from './house.js';
import { lineOf } from './imports.js';
import { placeOf, RANKS, type Room } from './rooms.js';

interface Crossing {
  readonly from: SourceFile;
  /** Undefined for `test/`. */
  readonly to: Room | undefined;
  readonly target: string;
  readonly at: string;
  readonly specifier: string;
}

/** Product code imports rooms of lower rank only; specs may also use their own front door and the sample world. */
export const ranks: Rule = (house) =>
  crossings(house)
    .filter(({ from, to }) => to !== undefined && !mayEnter(from, to))
    .map(({ from, to, at }) => `${at} ${from.room ?? 'test'} may not import ${to ?? 'test'}`);

function mayEnter(from: SourceFile, to: Room): boolean {
  if (from.room === undefined) return true;
  if (from.support && (to === 'sample-world' || to === from.room)) return true;
  if (to === 'sample-world') return from.room === 'cli';
  if (to === 'composition') return from.path.endsWith('/src/main.ts');
  // A browser has only what the API gives it.
  if (from.room === 'web') return false;
  // Only tests come in by the command line; it starts the standalone server as a process.
  if (to === 'cli') return false;
  return RANKS[to] < RANKS[from.room];
}

/** Another room is reached through `#room` alone; tests may also take its `testing/` folder, and rooms the support of tests. */
export const frontDoors: Rule = (house) =>
  crossings(house)
    .filter(({ from, specifier, target }) => !isDoor(specifier) && !(from.support && isTestSupport(target)))
    .map(({ at, specifier }) => `${at} goes through the wall: ${specifier}`);

function isDoor(specifier: string): boolean {
  return /^#[a-z-]+$/.test(specifier);
}

function isTestSupport(target: string): boolean {
  return /^test\/support\/|^(libs|apps)\/[^/]+\/src\/testing\//.test(target);
}

/** Product code never rests on what only tests have. */
export const noSupportInProducts: Rule = (house) =>
  [...house.values()]
    .filter(({ support }) => !support)
    .flatMap((file) =>
      file.imports
        .filter(({ specifier }) => isSupport(targetOf(file, specifier)))
        .map(({ specifier, line }) => `${file.path}:${line} product code imports test code: ${specifier}`),
    );

function isSupport(target: string | undefined): boolean {
  return target !== undefined && (target.startsWith('test/') || placeOf(target).support);
}

/** An `index.ts` is a door and nothing else. */
export const doorsOnlyReExport: Rule = (house) =>
  [...house.values()]
    .filter(({ path }) => path.endsWith('/index.ts'))
    .flatMap(({ path, ast }) =>
      ast.statements
        .filter((statement) => !ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined)
        .map((statement) => `${path}:${lineOf(ast, statement)} is more than a re-export`),
    );

/** Imports from one room (or from `test/`) into another, and by a front door into the room itself. */
function crossings(house: House): readonly Crossing[] {
  return [...house.values()].flatMap((from) =>
    from.imports.flatMap(({ specifier, line }) => {
      const target = targetOf(from, specifier);
      if (target === undefined) return [];
      const to = placeOf(target).room;
      const crosses = to !== from.room || specifier.startsWith('#');
      return crosses ? [{ from, to, target, specifier, at: `${from.path}:${line}` }] : [];
    }),
  );
}
