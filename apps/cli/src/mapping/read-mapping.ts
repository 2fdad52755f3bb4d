import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { composeFramework, loadCases, type Catalog, type Mapping, type MappingCases } from '#compliance';
import { FrameworkFolder, frameworkTexts, packageRoot } from '#platform';

import { readBytes, readText } from '../workspace/read-files.js';

export interface MappingFile {
  readonly mapping: Mapping;
  readonly catalog: Catalog;
}

const ENDING = '.mapping.yaml';

/**
 * A mapping with its catalog, and what both rest on: each from beside it, else from this installation.
 * @throws ParseError MAPPING_INVALID, CATALOG_INVALID, …; AppError not-found FRAMEWORK_UNKNOWN; what reading throws
 */
export async function readMapping(file: string): Promise<MappingFile> {
  const folders = [dirname(file), join(packageRoot(), 'mappings')].map((folder) => new FrameworkFolder(folder));
  return composeFramework(frameworkTexts({ name: file, bytes: await readBytes(file) }, folders));
}

/** Where the cases of `x.mapping.yaml` stand: in `x.cases.yaml`; undefined where nothing stands there. */
export async function casesFileOf(file: string): Promise<string | undefined> {
  const stem = basename(file).endsWith(ENDING) ? basename(file, ENDING) : basename(file).replace(/\.[^.]*$/, '');
  const beside = join(dirname(file), `${stem}.cases.yaml`);
  return (await exists(beside)) ? beside : undefined;
}

/** @throws ParseError CASES_INVALID, …; what reading throws */
export async function readCases(file: string, mapping: Mapping): Promise<MappingCases> {
  return loadCases(await readText(file), file, mapping);
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
