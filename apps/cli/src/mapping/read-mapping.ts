import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import {
  composeFramework,
  layerHead,
  loadCases,
  type Framework,
  type FrameworkText,
  type Mapping,
  type MappingCases,
} from '#compliance';
import { AppError } from '#kernel';
import { FrameworkFolder, frameworkTexts, packageRoot } from '#platform';

import { readBytes, readText } from '../workspace/read-files.js';

const ENDING = '.mapping.yaml';
const LAYER = /\.layer\.ya?ml$/;

/**
 * A mapping with its catalog, and what both rest on: each from beside it, else from this installation.
 * @throws ParseError MAPPING_INVALID, CATALOG_INVALID, …; AppError not-found FRAMEWORK_UNKNOWN; what reading throws
 */
export async function readMapping(file: string): Promise<Framework> {
  return composeFramework(frameworkTexts({ name: file, bytes: await readBytes(file) }, foldersFor(file)));
}

export function isLayerFile(file: string): boolean {
  return LAYER.test(file);
}

/**
 * A layer on the mapping it names: from beside it, else from this installation.
 * @throws ParseError MAPPING_INVALID, …; AppError not-found FRAMEWORK_UNKNOWN; what reading throws
 */
export async function readLayer(file: string): Promise<{ readonly below: Framework; readonly layered: Framework }> {
  const layer: FrameworkText = { name: file, bytes: await readBytes(file) };
  const { mapping: id } = layerHead(layer);
  const folders = foldersFor(file);
  const mapping = folders.map((folder) => folder.mappingOf(id)).find((found) => found !== undefined);
  if (mapping === undefined) {
    const message = `there is no mapping ${id} beside ${file}, and this installation has none: put it beside the layer`;
    throw new AppError('not-found', 'FRAMEWORK_UNKNOWN', message);
  }
  const texts = frameworkTexts(mapping, folders);
  return { below: composeFramework(texts), layered: composeFramework({ ...texts, layers: [layer] }) };
}

function foldersFor(file: string): readonly FrameworkFolder[] {
  return [dirname(file), join(packageRoot(), 'mappings')].map((folder) => new FrameworkFolder(folder));
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
