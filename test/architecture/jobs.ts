import ts from 'typescript';

import { filesOf, type House } from './house.js';
import { walk } from './imports.js';

/** Jobs that no processor of the worker names, or more than one: they would be lost, or done in two ways. */
export function misprocessed(house: House, jobs: readonly string[]): readonly string[] {
  const processors = filesOf(house, ['worker']).filter(({ path }) => path.endsWith('.processor.ts'));
  return jobs.flatMap((job) => {
    const files = processors.filter(({ ast }) => names(ast, job)).map(({ path }) => path);
    return files.length === 1 ? [] : [`${job} is processed in ${files.length} files: ${files.join(', ')}`];
  });
}

function names(ast: ts.SourceFile, job: string): boolean {
  let found = false;
  walk(ast, (node) => {
    found ||= ts.isStringLiteral(node) && node.text === job;
  });
  return found;
}
