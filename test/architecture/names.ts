import ts from 'typescript';

import type { House, Rule } from './house.js';
import { lineOf, walk } from './imports.js';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.ts$/;

/** Files and folders are named in lower-case words with hyphens, roles after a dot. */
export const kebabCase: Rule = (house) =>
  [...house.keys()].filter((path) => !path.split('/').every(isKebab)).map((path) => `${path} is not kebab-case`);

function isKebab(part: string): boolean {
  return KEBAB.test(part.endsWith('.ts') ? part : `${part}.ts`);
}

/** Words that say nothing about the thing. */
const EMPTY_WORDS = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'misc',
  'manager',
  'base',
  'data',
  'info',
  'process',
  'handle',
]);

/** Names that are not ours to choose, with where they come from. */
export const TERMS_OF_OTHERS: Readonly<Record<string, string>> = {
  'libs/verification/src/timestamp/signed-data.ts': 'SignedData, RFC 5652 section 5.1',
  'libs/verification/src/timestamp/timestamp-info.ts': 'TSTInfo, RFC 3161 section 2.4.2',
  PageInfo: 'the GraphQL cursor connections specification',
};

/** Files, folders, classes, interfaces and type aliases are named by the thing. */
export const tellingNames: Rule = (house) => [
  ...[...house.keys()].filter((path) => isEmptyName(path, wordsOfPath(path))).map((path) => `${path} is an empty name`),
  ...classNames(house)
    .filter(({ name }) => isEmptyName(name, wordsOfClass(name)))
    .map(({ name, at }) => `${at} ${name} is an empty name`),
];

/** Excuses that excuse nothing any more. */
export const staleTerms: Rule = (house) => {
  const names = new Set([...house.keys(), ...classNames(house).map(({ name }) => name)]);
  return Object.keys(TERMS_OF_OTHERS).filter((name) => !names.has(name));
};

function isEmptyName(name: string, words: readonly string[]): boolean {
  return !Object.hasOwn(TERMS_OF_OTHERS, name) && words.some((word) => EMPTY_WORDS.has(word));
}

function wordsOfPath(path: string): readonly string[] {
  return path.split(/[/.-]/);
}

function wordsOfClass(name: string): readonly string[] {
  return name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

function classNames(house: House): { readonly name: string; readonly at: string }[] {
  return [...house.values()].flatMap(({ path, ast }) => {
    const found: { name: string; at: string }[] = [];
    walk(ast, (node) => {
      if ((ts.isClassDeclaration(node) || ts.isClassExpression(node)) && node.name !== undefined) {
        found.push({ name: node.name.text, at: `${path}:${lineOf(ast, node)}` });
      }
    });
    return found;
  });
}

// Spelt apart, so that this file does not find itself.
const LEFTOVERS = [
  new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'WI' + 'P'].join('|')})\\b`),
  /\bnot (yet )?implemented\b/i,
  /@ts-(ignore|nocheck)/,
  /\bdebugger;/,
  /\b(describe|it|test)\.(only|todo)\b|\b(fit|xit|fdescribe|xdescribe)\(/,
];

/** Nothing is left for later, and no test is set apart. */
export const leftovers: Rule = (house) =>
  [...house.values()].flatMap(({ path, ast }) =>
    linesWith(ast.text, LEFTOVERS).map((line) => `${path}:${line} was left for later`),
  );

function linesWith(text: string, patterns: readonly RegExp[]): readonly number[] {
  return text.split('\n').flatMap((line, index) => (patterns.some((pattern) => pattern.test(line)) ? [index + 1] : []));
}

/** Product code treats a known vector like any other evidence: it knows none by its id. */
export function namedCases(house: House, ids: readonly string[]): readonly string[] {
  const products = [...house.values()].filter(({ support }) => !support);
  return products.flatMap(({ path, ast }) =>
    ids.filter((id) => ast.text.includes(id)).map((id) => `${path} names the case ${id}`),
  );
}
