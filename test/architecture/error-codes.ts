import ts from 'typescript';

import type { House, SourceFile } from './house.js';
import { lineOf, walk } from './imports.js';

export interface ErrorCode {
  readonly code: string;
  /** One word of the error table each; a code that has two would answer one caller in two ways. */
  readonly kinds: readonly string[];
  /** What it tells its reader, `…` for what differs; empty where the sentence is put together elsewhere. */
  readonly sentences: readonly string[];
  /** The files that throw it, sorted. */
  readonly files: readonly string[];
}

export interface ErrorCodes {
  readonly codes: readonly ErrorCode[];
  /** Errors whose code cannot be read off the source, as `path:line`: nobody could document them. */
  readonly unread: readonly string[];
}

interface Throw {
  readonly code: string;
  readonly kind: string;
  readonly sentence: string | undefined;
  readonly path: string;
}

/** The kind of an error that a server sent and the command line only passes on. */
const AS_RECEIVED = 'as received';

const CODE = /^[A-Z][A-Z0-9]*(_([A-Z0-9]+|…))*$/;

/** Every code an `AppError` or `ParseError` of product code is made with, followed through parameters. */
export function errorCodesOf(house: House): ErrorCodes {
  const files = [...house.values()].filter(({ support }) => !support);
  const unread: string[] = [];
  const thrown = files.flatMap((file) =>
    constructionsOf(file.ast).flatMap((construction) => {
      const found = throwsOf(construction, { file, files });
      if (found === undefined) unread.push(`${file.path}:${lineOf(file.ast, construction)}`);
      return found ?? [];
    }),
  );
  return { codes: byCode(thrown), unread };
}

interface Scope {
  readonly file: SourceFile;
  readonly files: readonly SourceFile[];
}

function constructionsOf(ast: ts.SourceFile): readonly ts.NewExpression[] {
  const found: ts.NewExpression[] = [];
  walk(ast, (node) => {
    if (ts.isNewExpression(node) && /^(App|Parse)Error$/.test(node.expression.getText())) found.push(node);
  });
  return found;
}

/** What one `new` throws; undefined where its code or kind cannot be read. */
function throwsOf(construction: ts.NewExpression, scope: Scope): readonly Throw[] | undefined {
  const [kind, code, message] = argumentsOf(construction);
  const codes = textsOf(code, scope);
  if (codes === undefined) return undefined;
  const kinds = typeof kind === 'string' ? [kind] : (textsOf(kind, scope)?.map(({ text }) => text) ?? [AS_RECEIVED]);
  const sentence = textsOf(message, scope)?.[0]?.text;
  return codes.flatMap(({ text, path }) => kinds.map((each) => ({ code: text, kind: each, sentence, path })));
}

type Argument = ts.Expression | undefined;

function argumentsOf(construction: ts.NewExpression): [kind: Argument | 'invalid', code: Argument, message: Argument] {
  const [first, second, third] = construction.arguments ?? [];
  return construction.expression.getText() === 'ParseError' ? ['invalid', first, second] : [first, second, third];
}

interface Text {
  readonly text: string;
  readonly path: string;
}

/** The literals an expression can stand for: itself, either branch, or what callers hand in as that parameter. */
function textsOf(expression: ts.Expression | undefined, scope: Scope): readonly Text[] | undefined {
  if (expression === undefined) return undefined;
  if (ts.isStringLiteralLike(expression)) return [{ text: expression.text, path: scope.file.path }];
  if (ts.isTemplateExpression(expression)) return [{ text: withGaps(expression), path: scope.file.path }];
  if (ts.isConditionalExpression(expression)) {
    return every([textsOf(expression.whenTrue, scope), textsOf(expression.whenFalse, scope)]);
  }
  if (ts.isBinaryExpression(expression)) {
    return every([textsOf(expression.left, scope), textsOf(expression.right, scope)]);
  }
  if (saysAgain(expression)) return [];
  if (!ts.isIdentifier(expression)) return undefined;
  return textsOfConstant(expression, scope) ?? textsOfParameter(expression, scope);
}

function withGaps({ head, templateSpans }: ts.TemplateExpression): string {
  return [head.text, ...templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** `error.code` says again what another error said, and `reason` is its name in a GraphQL answer. */
function saysAgain(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return isTakenApart(expression);
  return ts.isPropertyAccessExpression(expression) && /^(code|reason)$/.test(expression.name.text);
}

/** `const { code } = failureOf(error)`: the code is one that was read where that value was made. */
function isTakenApart(name: ts.Identifier): boolean {
  let taken = false;
  walk(name.getSourceFile(), (node) => {
    if (!ts.isBindingElement(node) || node.name.getText() !== name.text) return;
    taken ||= name.text === 'code' && ts.isVariableDeclaration(node.parent.parent);
  });
  return taken;
}

function textsOfConstant(name: ts.Identifier, scope: Scope): readonly Text[] | undefined {
  let initializer: ts.Expression | undefined;
  walk(scope.file.ast, (node) => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text) initializer = node.initializer;
  });
  return initializer === undefined || initializer === name ? undefined : textsOf(initializer, scope);
}

function textsOfParameter(name: ts.Identifier, scope: Scope): readonly Text[] | undefined {
  const owner = ts.findAncestor(name, (node) => ts.isFunctionLike(node) && indexOf(node, name) !== -1);
  if (owner === undefined || !ts.isFunctionLike(owner)) return undefined;
  const index = indexOf(owner, name);
  const fallback = owner.parameters[index]?.initializer;
  const calls = callsOf(nameOf(owner), scope).filter(({ call }) => call.arguments.length > index || fallback);
  const called = calls.map(({ call, file }) => textsOf(call.arguments[index] ?? fallback, { ...scope, file }));
  return called.length === 0 ? undefined : every(called);
}

function indexOf(owner: ts.SignatureDeclaration, name: ts.Identifier): number {
  return owner.parameters.findIndex((parameter) => parameter.name.getText() === name.text);
}

function nameOf(owner: ts.SignatureDeclaration): string {
  const named = owner.name ?? (ts.isVariableDeclaration(owner.parent) ? owner.parent.name : undefined);
  return named?.getText() ?? '';
}

/** Calls by that name in the same room: a name of two functions there yields their codes together. */
function callsOf(name: string, { file: { room }, files }: Scope) {
  const found: { readonly call: ts.CallExpression; readonly file: SourceFile }[] = [];
  for (const file of files.filter((each) => each.room === room)) {
    walk(file.ast, (node) => {
      if (ts.isCallExpression(node) && calleeOf(node) === name) found.push({ call: node, file });
    });
  }
  return found;
}

function calleeOf({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

function every(lists: readonly (readonly Text[] | undefined)[]): readonly Text[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  return known.length === lists.length ? known.flat() : undefined;
}

function byCode(thrown: readonly Throw[]): readonly ErrorCode[] {
  const codes = distinct(thrown.map(({ code }) => code)).filter((code) => CODE.test(code));
  return codes.map((code) => {
    const own = thrown.filter((each) => each.code === code);
    return {
      code,
      kinds: distinct(own.map(({ kind }) => kind)),
      sentences: distinct(own.flatMap(({ sentence }) => sentence ?? [])),
      files: distinct(own.map(({ path }) => path)),
    };
  });
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
