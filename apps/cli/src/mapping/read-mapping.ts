import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import {
  loadCases,
  loadCatalog,
  loadMapping,
  mappingNames,
  type Catalog,
  type Mapping,
  type MappingCases,
} from '#compliance';
import { AppError } from '#kernel';
import { packageRoot } from '#platform';

import { readText } from '../workspace/read-files.js';

export interface MappingFile {
  readonly mapping: Mapping;
  readonly catalog: Catalog;
}

const ENDING = '.mapping.yaml';

/**
 * A mapping with its catalog: `<id>.catalog.yaml` beside it, else the one of this installation.
 * @throws ParseError MAPPING_INVALID, CATALOG_INVALID, …; AppError not-found FRAMEWORK_UNKNOWN; what reading throws
 */
export async function readMapping(file: string): Promise<MappingFile> {
  const text = await readText(file);
  const { catalog: id } = mappingNames(text, file);
  const catalogFile = await catalogFileFor(file, id);
  const catalog = loadCatalog(await readText(catalogFile), catalogFile);
  return { catalog, mapping: loadMapping(text, file, catalog) };
}

async function catalogFileFor(file: string, id: string): Promise<string> {
  const name = `${id}.catalog.yaml`;
  for (const folder of [dirname(file), join(packageRoot(), 'mappings')]) {
    if (await exists(join(folder, name))) return join(folder, name);
  }
  const message = `there is no ${name} beside ${file}, and this installation has none: put the catalog beside the mapping`;
  throw new AppError('not-found', 'FRAMEWORK_UNKNOWN', message);
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
