import { readdirSync, readFileSync } from 'node:fs';

import ts from 'typescript';

import { ROOT, type House } from './house.js';
import { walk } from './imports.js';

/** A text of ours, and where it stands. */
export interface OurText {
  readonly where: string;
  readonly text: string;
}

/** Every string of product code that a person might read; in a template `…` stands for what is put in. */
export function literalsOf(house: House): readonly OurText[] {
  return [...house.values()]
    .filter(({ support, path }) => !support && !path.startsWith('test/'))
    .flatMap(({ ast, path }) => {
      const found: OurText[] = [];
      walk(ast, (node) => {
        const text = textOf(node);
        if (text !== undefined) found.push({ where: path, text });
      });
      return found;
    });
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
  }
  if (!ts.isStringLiteral(node) && !ts.isNoSubstitutionTemplateLiteral(node)) return undefined;
  return isIdentifierLike(node.text) || isSpecifier(node) ? undefined : node.text;
}

/** One lower-case word or a code is a value of the program, not a sentence. */
function isIdentifierLike(text: string): boolean {
  return /^[a-z][\w.:-]*$/.test(text) || /^[A-Z][A-Z0-9_]*$/.test(text);
}

function isSpecifier({ parent }: ts.Node): boolean {
  return ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent);
}

/** Documents and the files that judgements are made by, whole; names of codes are no sentences. */
export function filesOfWords(): readonly OurText[] {
  const below = (folder: string, ending: RegExp) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((name) => ending.test(name))
      .map((name) => `${folder}/${name}`);
  const top = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const paths = [...top, ...below('docs', /\.(md|json)$/), ...below('mappings', /\.(yaml|json)$/)];
  return paths.sort().map((where) => ({ where, text: readFileSync(`${ROOT}${where}`, 'utf8') }));
}
