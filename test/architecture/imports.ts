import ts from 'typescript';

export interface Import {
  /** As written: `#kernel`, `./digest.js`, `node:crypto`, `pg`. */
  readonly specifier: string;
  readonly line: number;
}

/** Everything a file asks another module for: import, export from, import(), import types, require and its resolve. */
export function importsOf(file: ts.SourceFile): readonly Import[] {
  const found: Import[] = [];
  walk(file, (node) => {
    const text = specifierOf(node);
    if (text !== undefined) found.push({ specifier: text, line: lineOf(file, node) });
  });
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (ts.isCallExpression(node) && loadsModules(node.expression)) return textOf(node.arguments[0]);
  return undefined;
}

function loadsModules(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** One-based, as editors count. */
export function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}
