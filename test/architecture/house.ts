import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { importsOf, type Import } from './imports.js';
import { placeOf, type Place, type Room } from './rooms.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile extends Place {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** Every TypeScript file by its path. */
export type House = ReadonlyMap<string, SourceFile>;

/** A rule of the house: what breaks it, as `path:line what is wrong`; empty when it holds. */
export type Rule = (house: House) => readonly string[];

/** The house as it stands on disk. */
export function readHouse(): House {
  const paths = ['libs', 'apps', 'test'].flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  );
  const sources = paths.map((path) => path.replaceAll('\\', '/')).filter(isSource);
  return houseOf(Object.fromEntries(sources.sort().map((path) => [path, readFileSync(`${ROOT}${path}`, 'utf8')])));
}

function isSource(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/node_modules/');
}

/** A house from texts by path: a made-up one shows that a rule can fail. */
export function houseOf(texts: Readonly<Record<string, string>>): House {
  return new Map(Object.entries(texts).map(([path, text]) => [path, parse(path, text)]));
}

function parse(path: string, text: string): SourceFile {
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  return { path, ast, imports: importsOf(ast), ...placeOf(path) };
}

/** Where an import leads inside the house: a room's front door, a file of it, or undefined for a package. */
export function targetOf(file: SourceFile, specifier: string): string | undefined {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, '.ts');
  }
  return specifier.startsWith('#') ? frontDoorOf(specifier.slice(1).split('/')[0] ?? '') : undefined;
}

const APPS: ReadonlySet<string> = new Set<Room>(['api', 'worker', 'cli', 'web', 'standalone']);

function frontDoorOf(name: string): string {
  return `${APPS.has(name) ? 'apps' : 'libs'}/${name}/src/index.ts`;
}

/** The package a specifier names (`node:` modules too), or undefined when it leads into the house. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('#')) return undefined;
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}

export function filesOf(house: House, rooms: readonly Room[]): readonly SourceFile[] {
  return [...house.values()].filter(({ room }) => room !== undefined && rooms.includes(room));
}
